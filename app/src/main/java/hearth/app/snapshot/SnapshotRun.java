package hearth.app.snapshot;

import hearth.app.shell.Agent;
import hearth.app.shell.Beat;
import hearth.app.shell.FxBridge;
import hearth.app.shell.Look;
import hearth.app.shell.PageFactory;
import hearth.app.shell.PageId;
import hearth.app.shell.Preferences;
import hearth.app.shell.Route;
import hearth.app.shell.Shell;
import hearth.app.theme.Theme;
import hearth.kernel.Threads;
import hearth.link.wire.Insight;
import hearth.link.wire.Live;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Draws every page without a display, with whatever the agent has, and writes it as PNG. */
public final class SnapshotRun {
    private static final Duration ANSWERS = Duration.ofMillis(1_500);
    private static final Duration FIRST_WORD = Duration.ofSeconds(40);
    private static final Duration LAST_WORD = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int UI_SECONDS = 60;

    /**
     * What to draw.
     *
     * @param folder where the pictures go; made when it is not there
     * @param after how long to watch the agent first
     */
    public record Wish(Path folder, Theme theme, int width, int height, Duration after) {
        public Wish {
            if (width < 640 || height < 400 || width > 8_000 || height > 8_000) {
                throw new IllegalArgumentException("size: " + width + "x" + height);
            }
        }
    }

    private final Agent agent;
    private final Map<PageId, PageFactory> pages;
    private final Threads threads;
    private final FxBridge bridge = new FxBridge();

    /** A run over an agent that is already being connected to. */
    public SnapshotRun(Agent agent, Map<PageId, PageFactory> pages, Threads threads) {
        this.agent = agent;
        this.pages = Map.copyOf(pages);
        this.threads = threads;
    }

    /** To be called before anything of JavaFX: no window system is asked for. */
    public static void withoutDisplay() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
    }

    /**
     * Draws them; blocks for the time wished and about two seconds a page.
     *
     * @param written told each file
     * @throws IOException when a picture cannot be written
     */
    public void draw(Wish wish, Consumer<Path> written) throws IOException, InterruptedException {
        var started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        var shell = call(() -> shell(wish));
        try (var _ = new Beat(agent, shell, bridge, threads.time(), threads.clock(), () -> true)) {
            call(() -> open(shell, Route.to(PageId.OVERVIEW)));
            long deadline = System.nanoTime() + FIRST_WORD.toNanos();
            while (agent.live().get().isEmpty() && System.nanoTime() < deadline) {
                pause(LOOK);
            }
            pause(wish.after());
            for (var page : routes().entrySet()) {
                call(() -> open(shell, page.getValue()));
                // What a page shows may depend on its size; a beat later it shows that.
                call(() -> laidOut(shell, wish));
                pause(ANSWERS);
                awaitAnswers(shell);
                var image = call(() -> picture(shell, wish));
                var file = wish.folder().resolve(page.getKey() + ".png");
                write(image, file);
                written.accept(file);
            }
        }
    }

    private void awaitAnswers(Shell shell) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_WORD.toNanos();
        while (call(shell::waiting) && System.nanoTime() < deadline) {
            pause(LOOK);
        }
    }

    private Shell shell(Wish wish) {
        var look = Preferences.passing(Look.USUAL.in(wish.theme()).calm(true));
        var shell = new Shell(agent, bridge, threads.time(), look, pages);
        var scene = new Scene(shell, wish.width(), wish.height());
        wish.theme().apply(scene);
        return shell;
    }

    private static boolean open(Shell shell, Route route) {
        shell.open(route);
        return true;
    }

    /** Each page once; those of one thing with the first thing there is. */
    private Map<String, Route> routes() {
        Map<String, Route> routes = new LinkedHashMap<>();
        var live = agent.live().get().orElse(Live.getDefaultInstance());
        for (var page : PageId.values()) {
            if (!pages.containsKey(page)) {
                continue;
            }
            for (var argument : arguments(page, live)) {
                routes.put(page.id(), new Route(page, argument));
            }
        }
        return routes;
    }

    private static List<String> arguments(PageId page, Live live) {
        List<String> found = new ArrayList<>();
        switch (page) {
            case MACHINE -> found.add("local");
            case WORKER ->
                    live.getWorkersList().stream().limit(1).forEach(w -> found.add(w.getName()));
            case INSIGHT ->
                    live.getLatestInsightsList().stream()
                            .limit(1)
                            .map(Insight::getCodeHash)
                            .forEach(found::add);
            case EPOCH -> {
                long epoch = live.getEarning().getLastSettledEpoch();
                if (epoch > 0) {
                    found.add(Long.toString(epoch));
                }
            }
            default -> found.add("");
        }
        return found;
    }

    private static WritableImage picture(Shell shell, Wish wish) {
        laidOut(shell, wish);
        return shell.getScene().snapshot(null);
    }

    private static boolean laidOut(Shell shell, Wish wish) {
        for (int i = 0; i < 3; i++) {
            shell.resize(wish.width(), wish.height());
            shell.applyCss();
            shell.layout();
        }
        return true;
    }

    private static void write(WritableImage image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Png.encode(width, height, pixels));
    }

    private static void pause(Duration span) throws InterruptedException {
        // Nothing counts this down: it is the time the caller asked to watch.
        var _ = new CountDownLatch(1).await(span.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> T call(Supplier<T> work) throws InterruptedException {
        var done = CompletableFuture.supplyAsync(work, bridge::later);
        try {
            return done.get(UI_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a page could not be drawn", e);
        }
    }
}
