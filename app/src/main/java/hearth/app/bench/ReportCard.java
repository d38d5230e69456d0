package hearth.app.bench;

import hearth.app.shell.Logo;
import hearth.app.theme.Icon;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.BenchReport;
import hearth.link.wire.Measure;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A report as a picture to show around: processor, a dozen figures, and the digest by which it can
 * be checked. Neither the machine's name nor any address is in it.
 */
public final class ReportCard extends VBox {
    /** Width of the picture in pixels. */
    public static final int WIDTH = 900;

    /** Height of the picture in pixels. */
    public static final int HEIGHT = 500;

    private static final List<String> LEFT =
            List.of(
                    "cpu.sha256.all",
                    "cpu.keccak256.all",
                    "cpu.secp256k1.all",
                    "cpu.primes.one",
                    "cpu.float.all",
                    "memory.triad",
                    "memory.latency");
    private static final List<String> RIGHT =
            List.of(
                    "disk.read",
                    "disk.write",
                    "disk.random.read.qd32",
                    "disk.random.write.qd32",
                    "wasm.sha256",
                    "contract-risk.infer",
                    "load.joule");

    private final Texts texts = Texts.of(ReportCard.class);

    /** The picture of a report. */
    public ReportCard(BenchReport report) {
        super(16);
        getStyleClass().addAll("root", "share-card");
        setPrefSize(WIDTH, HEIGHT);
        setMinSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        setStyle("-fx-background-color: -h-bg; -fx-padding: 30 36 26 36;");
        var columns = new HBox(40, column(report, LEFT), column(report, RIGHT));
        var space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren().addAll(head(report), Ui.rule(), columns, space, Ui.rule(), foot(report));
    }

    private Node head(BenchReport report) {
        var at = Instant.ofEpochMilli(report.getAt());
        var title = Ui.label(plain(condition(report, "processor").orElse("")), "t-title");
        var below =
                Ui.label(
                        texts.get(
                                "card.facts",
                                report.getThreads(),
                                plain(condition(report, "architecture").orElse("")),
                                plain(condition(report, "governor").orElse(""))),
                        "c-muted");
        var right =
                new VBox(
                        3,
                        Ui.label(texts.get("card.brand"), "t-section"),
                        Ui.label(
                                Numbers.longDay(at) + " " + at.atZone(ZoneOffset.UTC).getYear(),
                                "t-small",
                                "c-muted"));
        right.setAlignment(Pos.CENTER_LEFT);
        right.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(14, new VBox(4, title, below), Ui.spring(), new Logo(34), right);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Node column(BenchReport report, List<String> names) {
        var grid = new GridPane();
        grid.setHgap(10);
        grid.setVgap(16);
        var what = new ColumnConstraints();
        what.setHgrow(Priority.ALWAYS);
        var number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().addAll(what, number);
        int row = 0;
        for (var name : names) {
            var found = find(report, name);
            if (found.isPresent()) {
                var text = MeasureText.of(found.get());
                var value = Ui.label(text.number(), "t-lead-value");
                value.setStyle("-fx-font-size: 19px;");
                value.setMinWidth(USE_PREF_SIZE);
                var unit = Ui.label(text.unit(), "c-muted");
                unit.setMinWidth(62);
                grid.addRow(row, Ui.label(plain(found.get().getLabel())), value, unit);
                row++;
            }
        }
        HBox.setHgrow(grid, Priority.ALWAYS);
        grid.setPrefWidth((WIDTH - 112) / 2.0);
        return grid;
    }

    private Node foot(BenchReport report) {
        boolean trusted = report.getTrustworthy();
        var verdict =
                new HBox(
                        7,
                        new Icon(
                                trusted ? "check-circle-fill" : "exclamation-triangle-fill",
                                14,
                                trusted ? "c-green" : "c-amber"),
                        Ui.label(trusted ? texts.get("card.trusted") : plain(report.getVerdict())));
        verdict.setAlignment(Pos.CENTER_LEFT);
        var seal =
                Ui.label(
                        report.getSignature().isEmpty()
                                ? texts.get("unsigned")
                                : texts.get("card.seal", report.getDigest()),
                        "t-small",
                        "c-muted",
                        "t-mono");
        var foot = new VBox(8, verdict, seal);
        foot.setMinHeight(USE_PREF_SIZE);
        return foot;
    }

    private static Optional<Measure> find(BenchReport report, String name) {
        return report.getMeasuresList().stream()
                .filter(one -> one.getName().equals(name) && one.getMissing().isEmpty())
                .findFirst();
    }

    private static Optional<String> condition(BenchReport report, String name) {
        return report.getConditionsList().stream()
                .filter(one -> one.getName().equals(name))
                .map(one -> one.getValue())
                .findFirst();
    }

    /** What came from outside: one short line of printable characters. */
    static String plain(String text) {
        var clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]+", " ").strip();
        return clean.length() > 60 ? clean.substring(0, 59) + "…" : clean;
    }
}
