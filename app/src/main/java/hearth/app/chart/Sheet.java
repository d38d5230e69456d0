package hearth.app.chart;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

import java.util.function.Consumer;

/**
 * What a chart is painted on: painted anew only when something changed, it is in a window and it
 * has room. A chart lays it over its whole area.
 */
final class Sheet extends Region {
    private final Canvas canvas = new Canvas();
    private final Swatches swatches = new Swatches(this::renew);
    private final Consumer<GraphicsContext> painter;
    private final double least;
    private boolean dirty;

    /**
     * @param least width in pixels below which nothing is painted
     * @param painter given a clean canvas
     */
    Sheet(double least, Consumer<GraphicsContext> painter) {
        this.least = least;
        this.painter = painter;
        setManaged(false);
        setMouseTransparent(true);
        canvas.setManaged(false);
        getChildren().addAll(swatches, canvas);
        sceneProperty().addListener(_ -> paint());
    }

    /** The colours of the style sheet. */
    Swatches swatches() {
        return swatches;
    }

    /**
     * The width of a pixel of the screen, in those of the page: what is painted in whole ones has
     * sharp edges at 125 % too.
     */
    double grain() {
        var scene = getScene();
        var window = scene == null ? null : scene.getWindow();
        return window == null ? 1 : 1 / window.getRenderScaleX();
    }

    /** What is shown has changed. */
    void renew() {
        dirty = true;
        paint();
    }

    /** Takes the whole of a chart, in whole pixels. */
    void fill(double width, double height) {
        resizeRelocate(0, 0, Math.floor(width), Math.floor(height));
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            renew();
        }
    }

    private void paint() {
        if (dirty && getScene() != null && canvas.getWidth() > least) {
            dirty = false;
            var gc = canvas.getGraphicsContext2D();
            gc.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
            painter.accept(gc);
        }
    }
}
