package hearth.app;

import hearth.app.shell.Beat;
import hearth.app.shell.Look;
import hearth.app.shell.PageId;
import hearth.app.shell.Route;
import hearth.app.shell.Shell;
import hearth.app.shell.Zoom;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;

import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The panel's window. Closing it ends this process, never the agent. */
public final class PanelWindow {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    private final PanelGraph graph;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean welcomed = new AtomicBoolean();

    private PanelWindow(PanelGraph graph) {
        this.graph = graph;
    }

    /**
     * Opens the window and blocks until it is closed; never on the UI thread.
     *
     * @throws IOException when the data folder cannot be used
     */
    public static void run(DataDir dir) throws IOException, InterruptedException {
        try (var threads = Threads.system();
                var graph = new PanelGraph(dir, threads)) {
            var window = new PanelWindow(graph);
            Platform.startup(window::show);
            window.closed.await();
            Platform.exit();
        }
    }

    private void show() {
        var threads = graph.threads();
        var shell =
                new Shell(
                        graph.agent(),
                        graph.bridge(),
                        threads.time(),
                        graph.preferences(),
                        graph.pages());
        var zoom = new Zoom(shell);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        var scene =
                new Scene(
                        zoom,
                        Math.min(WIDTH, screen.getWidth()),
                        Math.min(HEIGHT, screen.getHeight()));
        var looks =
                graph.bridge().show(graph.preferences().look(), look -> look(look, scene, zoom));
        look(graph.preferences().look().get(), scene, zoom);
        var stage = new Stage();
        stage.setTitle("Hearth");
        stage.setMinWidth(800);
        stage.setMinHeight(560);
        icons(stage);
        stage.setScene(scene);
        shell.open(Route.to(PageId.OVERVIEW));
        var beat =
                new Beat(
                        graph.agent(),
                        shell,
                        graph.bridge(),
                        threads.time(),
                        threads.clock(),
                        () -> stage.isShowing() && !stage.isIconified());
        var first = graph.bridge().show(graph.agent().live(), _ -> welcome(shell));
        graph.bridge().answer(graph.walletThere(), there -> newcomer(shell, there), _ -> {});
        stage.setOnHidden(_ -> {
            first.close();
            beat.close();
            looks.close();
            closed.countDown();
        });
        afterFirstFrame(scene, graph::open);
        stage.show();
    }

    /** The way to the agent takes as long as the window itself: it waits until that is there. */
    private static void afterFirstFrame(Scene scene, Runnable task) {
        scene.addPostLayoutPulseListener(
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        task.run();
                    }
                });
    }

    /** A machine that is in no network yet is shown the way in, once. */
    private void welcome(Shell shell) {
        var live = graph.agent().live().get();
        if (live.isPresent()
                && !welcomed.getAndSet(true)
                && !live.get().getNetwork().getJoined()
                && shell.has(PageId.FIRSTRUN)) {
            shell.open(Route.to(PageId.FIRSTRUN));
        }
    }

    /** Without a wallet there was never a network: no need to wait for the agent to say so. */
    private void newcomer(Shell shell, boolean wallet) {
        if (!wallet && shell.has(PageId.FIRSTRUN) && !welcomed.getAndSet(true)) {
            shell.open(Route.to(PageId.FIRSTRUN));
        }
    }

    private static void look(Look look, Scene scene, Zoom zoom) {
        look.theme().apply(scene);
        zoom.percent(look.zoom());
    }

    private static void icons(Stage stage) {
        for (int size : new int[] {16, 32, 64, 128, 256}) {
            var file = PanelWindow.class.getResource("icons/hearth-" + size + ".png");
            if (file != null) {
                stage.getIcons().add(new Image(file.toExternalForm()));
            }
        }
    }
}
