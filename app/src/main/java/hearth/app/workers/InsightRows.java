package hearth.app.workers;

import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Insight;

import javafx.scene.control.Label;

import java.time.Instant;
import java.util.List;

/** Tables of what the contract-risk worker found. */
public final class InsightRows {
    private static final Texts TEXTS = Texts.of(InsightRows.class);

    private InsightRows() {}

    /** Contract, finding, risk and why, which may take two lines: for the overview. */
    public static DataTable<Insight> brief(double edge) {
        return new DataTable<>(
                36,
                edge,
                List.of(
                        contract(),
                        finding(),
                        Column.<Insight>numbers(
                                TEXTS.get("risk"), i -> Numbers.fixed(i.getOverall(), 2)),
                        Column.<Insight, Label>nodes(
                                        TEXTS.get("why"),
                                        () -> Ui.wrapped("", "t-small", "c-muted"),
                                        (label, i) -> Ui.text(label, reason(i)))
                                .width(120, 120)
                                .grow(1)
                                .leaves(1)));
    }

    /** All there is in a line. */
    static DataTable<Insight> full() {
        return new DataTable<>(
                30,
                17,
                List.of(
                        Column.<Insight>words(
                                TEXTS.get("found"),
                                i -> Numbers.clockSeconds(Instant.ofEpochMilli(i.getFoundAt())),
                                "c-muted"),
                        contract(),
                        finding(),
                        score(TEXTS.get("ponzi"), Kind.PONZI),
                        score(TEXTS.get("honeypot"), Kind.HONEYPOT),
                        score(TEXTS.get("rugpull"), Kind.RUGPULL),
                        Column.<Insight>words(
                                        TEXTS.get("mainreason"), InsightRows::reason, "c-muted")
                                .width(120, 120)
                                .grow(1)
                                .leaves(1),
                        Column.<Insight>words(
                                        TEXTS.get("family"),
                                        i ->
                                                i.getFamily().isEmpty()
                                                        ? Numbers.DASH
                                                        : i.getFamily()
                                                                        .substring(
                                                                                0,
                                                                                Math.min(
                                                                                        6,
                                                                                        i.getFamily()
                                                                                                .length()))
                                                                + " · "
                                                                + Numbers.whole(i.getFamilySize()),
                                        "c-muted")
                                .leaves(3)));
    }

    private enum Kind {
        PONZI,
        HONEYPOT,
        RUGPULL;

        double of(Insight insight) {
            return switch (this) {
                case PONZI -> insight.getPonzi();
                case HONEYPOT -> insight.getHoneypot();
                case RUGPULL -> insight.getRugpull();
            };
        }

        boolean found(Insight insight) {
            return insight.getFinding().equalsIgnoreCase(name());
        }
    }

    private static Column<Insight, ?> score(String title, Kind kind) {
        return Column.<Insight, Label>nodes(
                        title,
                        () -> Ui.label(""),
                        (label, insight) -> {
                            Ui.text(label, Numbers.fixed(kind.of(insight), 2));
                            Ui.style(label, "t-strong", kind.found(insight));
                            Ui.style(label, "c-muted", !kind.found(insight));
                        })
                .right()
                .leaves(2);
    }

    private static Column<Insight, ?> contract() {
        return Column.words(
                TEXTS.get("contract"),
                i -> Numbers.middle(i.getAddress().isEmpty() ? i.getCodeHash() : i.getAddress()),
                "t-mono");
    }

    private static Column<Insight, ?> finding() {
        return Column.<Insight, FindingMark>nodes(
                        TEXTS.get("finding"), FindingMark::new, FindingMark::show)
                .width(86, 140);
    }

    private static String reason(Insight insight) {
        return insight.getReasonsCount() == 0 ? "" : insight.getReasons(0);
    }
}
