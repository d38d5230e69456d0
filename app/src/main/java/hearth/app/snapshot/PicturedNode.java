package hearth.app.snapshot;

import hearth.app.theme.Theme;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A node that stands in no window, as a picture. On the UI thread. */
public final class PicturedNode {
    private PicturedNode() {}

    /** Draws it in a scene of its own. */
    public static WritableImage image(Parent node, Theme theme, int width, int height) {
        var scene = new Scene(node, width, height);
        theme.apply(scene);
        for (int i = 0; i < 3; i++) {
            node.applyCss();
            node.resize(width, height);
            node.layout();
        }
        return scene.snapshot(null);
    }

    /**
     * Draws it and writes a PNG.
     *
     * @throws IOException when the file cannot be written
     */
    public static void write(Parent node, Theme theme, int width, int height, Path file)
            throws IOException {
        var image = image(node, theme, width, height);
        int wide = (int) image.getWidth();
        int high = (int) image.getHeight();
        int[] pixels = new int[wide * high];
        image.getPixelReader()
                .getPixels(0, 0, wide, high, PixelFormat.getIntArgbInstance(), pixels, 0, wide);
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, Png.encode(wide, high, pixels));
    }
}
