package hearth.app.chart;

import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Line;

import java.util.HashMap;
import java.util.Map;

/**
 * Colours for drawing, taken from the style sheet: for each a line that is never seen and that the
 * style sheet colours.
 */
final class Swatches extends Region {
    private final Map<String, Line> lines = new HashMap<>();
    private final Runnable onChange;

    /**
     * @param onChange called when the style sheet gave a colour
     */
    Swatches(Runnable onChange) {
        this.onChange = onChange;
        setManaged(false);
        setVisible(false);
    }

    /** The colour of a class such as "c-blue". */
    Color of(String style) {
        var line = lines.get(style);
        if (line == null) {
            line = new Line();
            line.getStyleClass().addAll("swatch", style);
            lines.put(style, line);
            getChildren().add(line);
            line.applyCss();
            line.strokeProperty().addListener(_ -> onChange.run());
        }
        Paint paint = line.getStroke();
        return paint instanceof Color color ? color : Color.GRAY;
    }

    /** The same, see-through. */
    Color of(String style, double opacity) {
        return of(style).deriveColor(0, 1, 1, opacity);
    }
}
