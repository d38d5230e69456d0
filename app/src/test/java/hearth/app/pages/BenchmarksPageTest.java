package hearth.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.bench.ReportCard;
import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.app.snapshot.PicturedNode;
import hearth.app.theme.Theme;
import hearth.link.wire.BenchReport;
import hearth.link.wire.Condition;
import hearth.link.wire.Live;
import hearth.link.wire.PanelMessage;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The page in its states; the pictures are for the eye. */
class BenchmarksPageTest {
    private static final Path PICTURES = Path.of("target", "pages");

    @TempDir Path folder;

    private static List<Labeled> labels(Parent root) {
        List<Labeled> found = new ArrayList<>();
        for (var child : root.getChildrenUnmodifiable()) {
            if (child.isVisible()) {
                if (child instanceof Labeled labeled) {
                    found.add(labeled);
                }
                if (child instanceof Parent parent) {
                    found.addAll(labels(parent));
                }
            }
        }
        return found;
    }

    private static List<String> texts(Parent root) {
        return labels(root).stream().map(Labeled::getText).toList();
    }

    private static Show drawn(String name, LongFunction<Live> says, int width, int height)
            throws Exception {
        return drawn(name, says, width, height, true);
    }

    private static Show drawn(
            String name, LongFunction<Live> says, int width, int height, boolean answers)
            throws Exception {
        var show = new Show(says);
        show.agent.answers = answers;
        show.open(Route.to(PageId.BENCHMARKS));
        for (var theme : List.of(Theme.LIGHT, Theme.DARK)) {
            Stagehand.picture(show.shell, theme, width, height);
            show.shell.show(show.view(Sample.NOW));
            Stagehand.settle(show.shell, width, height);
            Stagehand.write(
                    show.shell.getScene().snapshot(null),
                    PICTURES.resolve("bench-" + name + "-" + theme.id() + ".png"));
        }
        return show;
    }

    @Test
    void theReportStandsWithSpreadRegressionAndWhatItIsFitFor() throws Exception {
        var said =
                Stagehand.call(() -> {
                    drawn("wide", Sample::busy, 1920, 1080);
                    return texts(drawn("usual", Sample::busy, 1280, 800).shell);
                });
        assertTrue(said.contains("trustworthy"), said.toString());
        assertTrue(
                said.stream().anyMatch(text -> text.contains("40\u202f% slower")), said.toString());
        assertTrue(said.stream().anyMatch(text -> text.startsWith("regression since")));
        assertTrue(said.contains("What tower qualifies for"), said.toString());
        assertTrue(said.contains("15\u202fmin under load"), said.toString());
    }

    @Test
    void aRunThatGoesOnIsShownAndCanBeCancelled() throws Exception {
        var asked =
                Stagehand.call(() -> {
                    var show =
                            drawn(
                                    "busy",
                                    at -> {
                                        var live = Sample.busy(at).toBuilder();
                                        live.getMachineBuilder()
                                                .setBenchRunning(BenchSample.running(at - 420_000));
                                        return live.build();
                                    },
                                    1280,
                                    800);
                    assertTrue(texts(show.shell).contains("Under load, 312 of 900 s"));
                    assertTrue(button(show.shell, "Run").isDisabled());
                    button(show.shell, "Cancel").fire();
                    return show.agent.asked.stream()
                            .filter(PanelMessage::hasBench)
                            .map(message -> message.getBench().getMode())
                            .toList();
                });
        assertEquals(List.of("cancel"), asked);
    }

    @Test
    void aMachineNeverMeasuredOffersTheQuickRun() throws Exception {
        var asked =
                Stagehand.call(() -> {
                    var show =
                            drawn(
                                    "empty",
                                    at -> {
                                        var live = Sample.empty(at).toBuilder();
                                        live.getMachineBuilder().clearBenchmark();
                                        return live.build();
                                    },
                                    1280,
                                    800);
                    button(show.shell, "Measure now").fire();
                    return show.agent.asked.stream()
                            .filter(PanelMessage::hasBench)
                            .map(message -> message.getBench().getMode())
                            .toList();
                });
        assertEquals(List.of("quick"), asked);
    }

    @Test
    void anAgentThatDoesNotAnswerIsSaidWithAWayOut() throws Exception {
        var said =
                Stagehand.call(() -> texts(drawn("error", Sample::busy, 1280, 800, false).shell));
        assertTrue(said.contains("Try again"), said.toString());
    }

    @Test
    void theCardShowsTheFiguresAndNeitherNameNorMarkup() throws Exception {
        var said =
                Stagehand.call(() -> {
                    var report =
                            BenchSample.report(Sample.AT, 312e3).toBuilder()
                                    .setConditions(
                                            0,
                                            Condition.newBuilder()
                                                    .setName("processor")
                                                    .setValue("<b>AMD</b>\u202e\nRyzen"))
                                    .addConditions(
                                            Condition.newBuilder()
                                                    .setName("peer")
                                                    .setValue("192.168.1.7"));
                    var file = folder.resolve("card.png");
                    PicturedNode.write(
                            new ReportCard(report.build()),
                            Theme.DARK,
                            ReportCard.WIDTH,
                            ReportCard.HEIGHT,
                            file);
                    assertTrue(Files.size(file) > 10_000);
                    Files.createDirectories(PICTURES);
                    Files.copy(
                            file,
                            PICTURES.resolve("bench-card.png"),
                            StandardCopyOption.REPLACE_EXISTING);
                    return texts(new ReportCard(report.build()));
                });
        assertTrue(said.contains("<b>AMD</b> Ryzen"), said.toString());
        assertTrue(said.contains("11.8"), said.toString());
        assertFalse(said.toString().contains("192.168"), said.toString());
        assertFalse(said.toString().contains("tower"), said.toString());
    }

    @Test
    void aReportWithoutAnyFigureStillMakesACard() throws Exception {
        int found =
                Stagehand.call(
                        () -> texts(new ReportCard(BenchReport.getDefaultInstance())).size());
        assertTrue(found > 0);
    }

    private static Button button(Parent root, String text) {
        Node found =
                labels(root).stream()
                        .filter(one -> one instanceof Button && text.equals(one.getText()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no button " + text));
        return (Button) found;
    }
}
