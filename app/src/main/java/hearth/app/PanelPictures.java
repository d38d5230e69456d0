package hearth.app;

import hearth.app.bench.ReportCard;
import hearth.app.snapshot.PicturedNode;
import hearth.app.snapshot.SnapshotRun;
import hearth.app.theme.Theme;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.link.wire.BenchReport;

import javafx.application.Platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The panel's pages as pictures, for a machine without a display. */
public final class PanelPictures {
    private PanelPictures() {}

    /**
     * Draws every page; blocks.
     *
     * @param written told each file
     * @throws IOException when the data folder cannot be used or a picture not be written
     */
    public static void run(DataDir dir, SnapshotRun.Wish wish, Consumer<Path> written)
            throws IOException, InterruptedException {
        SnapshotRun.withoutDisplay();
        try (var threads = Threads.system();
                var graph = new PanelGraph(dir, threads)) {
            graph.open();
            new SnapshotRun(graph.agent(), graph.pages(), threads).draw(wish, written);
        } finally {
            Platform.exit();
        }
    }

    /**
     * Draws a benchmark's report as a picture to show around; blocks.
     *
     * @throws IOException when it cannot be written
     */
    public static void card(BenchReport report, Theme theme, Path file)
            throws IOException, InterruptedException {
        SnapshotRun.withoutDisplay();
        var drawn = new CompletableFuture<Boolean>();
        try {
            Platform.startup(() -> {
                try {
                    PicturedNode.write(
                            new ReportCard(report),
                            theme,
                            ReportCard.WIDTH,
                            ReportCard.HEIGHT,
                            file);
                    drawn.complete(true);
                } catch (IOException | RuntimeException e) {
                    drawn.completeExceptionally(e);
                }
            });
            drawn.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed
                    ? failed
                    : new IOException(e.getCause());
        } finally {
            Platform.exit();
        }
    }
}
