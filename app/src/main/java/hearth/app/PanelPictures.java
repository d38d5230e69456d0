package hearth.app;

import hearth.app.snapshot.SnapshotRun;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;

import javafx.application.Platform;

import java.io.IOException;
import java.nio.file.Path;
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
}
