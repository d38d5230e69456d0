package hearth.app.pages;

import hearth.app.theme.Theme;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import javax.imageio.ImageIO;

/** Runs code on the UI thread without a display and takes pictures. */
final class Stagehand {
    private static final CompletableFuture<Boolean> STARTED = new CompletableFuture<>();

    private Stagehand() {}

    static <T> T call(Callable<T> work)
            throws InterruptedException, ExecutionException, TimeoutException {
        start();
        var done = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Exception | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(60, TimeUnit.SECONDS);
    }

    /** Waits, at most a minute, until something is so on the UI thread. */
    static void until(BooleanSupplier so)
            throws InterruptedException, ExecutionException, TimeoutException {
        start();
        var done = new CompletableFuture<Boolean>();
        var look =
                new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                        try {
                            if (so.getAsBoolean()) {
                                stop();
                                done.complete(true);
                            }
                        } catch (RuntimeException | AssertionError e) {
                            stop();
                            done.completeExceptionally(e);
                        }
                    }
                };
        Platform.runLater(look::start);
        try {
            done.get(60, TimeUnit.SECONDS);
        } finally {
            Platform.runLater(look::stop);
        }
    }

    private static synchronized void start()
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!STARTED.isDone()) {
            Platform.startup(() -> STARTED.complete(true));
            Platform.setImplicitExit(false);
            STARTED.get(30, TimeUnit.SECONDS);
        }
    }

    /** Lays out and takes a picture; on the UI thread. */
    static WritableImage picture(Parent root, Theme theme, int width, int height) {
        place(root, theme, width, height);
        return root.getScene().snapshot(null);
    }

    /** Puts it into a window of this size; on the UI thread. */
    static void place(Parent root, Theme theme, int width, int height) {
        var old = root.getScene();
        if (old != null) {
            old.setRoot(new Group());
        }
        var scene = new Scene(root, width, height);
        theme.apply(scene);
        settle(root, width, height);
    }

    /** Applies styles and layout until both rest. */
    static void settle(Parent root, int width, int height) {
        for (int i = 0; i < 4; i++) {
            root.resize(width, height);
            root.applyCss();
            root.layout();
        }
    }

    static void write(WritableImage image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        out.setRGB(0, 0, width, height, pixels, 0, width);
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(out, "png", file.toFile());
    }
}
