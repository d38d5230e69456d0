package hearth.app.bench;

import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Column;
import hearth.app.ui.DataTable;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.BenchReport;
import hearth.link.wire.Measure;
import hearth.link.wire.Network;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The newest figure of each measure, with spread, ratio to a known tool, and what changed. */
final class ResultsCard extends VBox {
    private final Texts texts = Texts.of(ResultsCard.class);
    private final Label name = Ui.label("", "t-section");
    private final Label facts = Ui.label("", "t-small", "c-muted");
    private final Chip verdict = new Chip("", "small", "c-green");
    private final Label seal = Ui.label("", "t-small", "c-muted");
    private final Button more;
    private final Card card = new Card("");
    private DataTable<Line> table;
    private String since = "";
    private final Consumer<Measure> open;

    /** A line; the first of a group carries the group's name. */
    private record Line(Measure measure, String group) {}

    /**
     * @param open told the line that was chosen
     * @param all told to show every line, or the usual ones
     */
    ResultsCard(Consumer<Measure> open, Runnable all) {
        this.open = open;
        verdict.show("");
        more = Ui.link("", all, "t-small");
        table = table();
        var head = new HBox(10, name, facts, verdict, more, Ui.spring(), seal);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(24);
        head.setStyle("-fx-padding: 2 16 0 16;");
        name.setMinWidth(USE_PREF_SIZE);
        verdict.setMinWidth(USE_PREF_SIZE);
        card.setSpacing(2);
        card.setStyle("-fx-padding: 6 1 6 1;");
        card.add(head, table);
        getChildren().add(card);
        setMinWidth(0);
    }

    private DataTable<Line> table() {
        return new DataTable<Line>(
                        25,
                        16,
                        List.of(
                                Column.<Line>words("", Line::group, "t-small", "c-muted")
                                        .width(60, 90),
                                Column.<Line>words(
                                                texts.get("what"), one -> one.measure().getLabel())
                                        .grow(1),
                                Column.<Line>numbers(
                                        texts.get("result"),
                                        one -> MeasureText.of(one.measure()).number(),
                                        "t-medium"),
                                Column.<Line, Label>nodes(
                                                "", () -> Ui.label("", "c-muted"), this::unit)
                                        .width(44, 190),
                                Column.<Line, Label>nodes(
                                                texts.get("spread"),
                                                () -> Ui.label("", "c-muted"),
                                                ResultsCard::spread)
                                        .right(),
                                Column.<Line>words(
                                                texts.get("against"),
                                                one -> dash(one.measure().getReference()),
                                                "c-muted")
                                        .leaves(2),
                                Column.<Line>numbers(
                                                texts.get("ratio"),
                                                one ->
                                                        one.measure().hasRatio()
                                                                ? Numbers.fixed(
                                                                        one.measure().getRatio(), 2)
                                                                : Numbers.DASH)
                                        .leaves(3),
                                Column.<Line, Label>nodes(
                                                since.isEmpty()
                                                        ? texts.get("change")
                                                        : texts.get("since", since),
                                                () -> Ui.label(""),
                                                this::change)
                                        .right()
                                        .width(96, 140)))
                .onOpen(line -> open.accept(line.measure()));
    }

    private void unit(Label label, Line line) {
        var measure = line.measure();
        boolean there = measure.getMissing().isEmpty();
        Ui.text(label, there ? MeasureText.of(measure).unit() : measure.getMissing());
        label.setTooltip(there ? null : new Tooltip(measure.getMissing()));
    }

    private static void spread(Label label, Line line) {
        var measure = line.measure();
        Ui.text(
                label,
                measure.getMissing().isEmpty() && measure.getRepeats() > 1
                        ? "±" + Numbers.finePercent(measure.getSpread())
                        : Numbers.DASH);
        boolean rough = BenchmarksModel.rough(measure);
        Ui.style(label, "c-amber", rough);
        Ui.style(label, "c-muted", !rough);
    }

    private void change(Label label, Line line) {
        var measure = line.measure();
        boolean slower = measure.getSlowerSince() > 0;
        String text = Numbers.DASH;
        if (slower) {
            text = texts.get("slower", Numbers.percent(-measure.getChange()));
        } else if (measure.hasChange()) {
            double percent = Math.rint(measure.getChange() * 100);
            text = Numbers.unit(percent == 0 ? "0" : Numbers.signed(percent, 0), "%");
        }
        Ui.text(label, text);
        Ui.style(label, "c-red", slower);
        Ui.style(label, "t-medium", slower);
        Ui.style(label, "c-muted", !slower);
    }

    private static String dash(String text) {
        return text.isEmpty() ? Numbers.DASH : text;
    }

    void show(BenchmarksModel model, String machine, Network network) {
        Ui.text(name, machine);
        var newest = model.newest();
        if (newest.isEmpty()) {
            return;
        }
        var report = newest.get();
        Ui.text(facts, facts(report));
        verdict.show(report.getTrustworthy() ? texts.get("trustworthy") : report.getVerdict());
        verdict.colour(report.getTrustworthy() ? "c-green" : "c-amber");
        verdict.icon(report.getTrustworthy() ? "check-lg" : "exclamation-triangle-fill");
        Ui.text(seal, seal(report, network));
        head(model);
        var lines = new ArrayList<Line>();
        var before = "";
        for (var measure : model.lines()) {
            var group = measure.getGroup().isEmpty() ? "work" : measure.getGroup();
            lines.add(new Line(measure, group.equals(before) ? "" : texts.get("group." + group)));
            before = group;
        }
        table.show(lines);
        boolean some = model.showsAll() || model.lines().size() < model.count();
        Ui.visible(more, some);
        more.setText(model.showsAll() ? texts.get("usual") : texts.get("all", model.count()));
    }

    /** The table's heads are fixed: another month makes another table. */
    private void head(BenchmarksModel model) {
        long baseline = model.baselineSince();
        var month =
                baseline == 0
                        ? ""
                        : Instant.ofEpochMilli(baseline)
                                .atZone(ZoneId.systemDefault())
                                .getMonth()
                                .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        if (!month.equals(since)) {
            since = month;
            var next = table();
            card.getChildren().set(card.getChildren().indexOf(table), next);
            table = next;
        }
    }

    private String facts(BenchReport report) {
        var at = Instant.ofEpochMilli(report.getAt());
        var text = new ArrayList<String>();
        text.add(Numbers.day(at) + " " + Numbers.clock(at));
        text.add(
                texts.has("mode." + report.getMode())
                        ? texts.get("mode." + report.getMode())
                        : report.getMode());
        if (report.getTookMillis() > 0) {
            text.add(texts.get("took", Numbers.span(Duration.ofMillis(report.getTookMillis()))));
        }
        if (report.getBusyBefore().hasValue()) {
            text.add(texts.get("idle", Numbers.percent(1 - report.getBusyBefore().getValue())));
        }
        return String.join(" · ", text);
    }

    private String seal(BenchReport report, Network network) {
        if (report.getSignature().isEmpty()) {
            return texts.get("unsigned");
        }
        var digest = Numbers.middle(report.getDigest());
        return report.getDigest().equals(network.getBenchmarkDigest())
                ? texts.get("sealed.chain", digest)
                : texts.get("sealed", digest);
    }
}
