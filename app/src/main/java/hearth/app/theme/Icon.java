package hearth.app.theme;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

import java.util.ArrayList;
import java.util.List;

/** One icon of the set, coloured by the style sheet ({@code -icon}). */
public final class Icon extends Region {
    private static final double VIEW_BOX = 16;

    private final double size;
    private String name = "";

    /**
     * @param name such as "pc-display"
     * @param size in pixels, 12 to 16
     * @param styles colour classes such as "c-green"
     */
    public Icon(String name, double size, String... styles) {
        this.size = size;
        getStyleClass().add("icon");
        getStyleClass().addAll(styles);
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        setMouseTransparent(true);
        setAccessibleRole(AccessibleRole.NODE);
        show(name);
    }

    /** Shows another icon in the same place. */
    public void show(String next) {
        if (next.equals(name)) {
            return;
        }
        name = next;
        List<SVGPath> paths = new ArrayList<>();
        for (var glyph : Icons.paths(next)) {
            var path = new SVGPath();
            path.setContent(glyph.path());
            path.setFillRule(glyph.evenOdd() ? FillRule.EVEN_ODD : FillRule.NON_ZERO);
            path.getStyleClass().add("glyph");
            path.setManaged(false);
            path.getTransforms().add(new Scale(size / VIEW_BOX, size / VIEW_BOX));
            paths.add(path);
        }
        getChildren().setAll(paths);
    }

    /** Its name in the set. */
    public String name() {
        return name;
    }

    /** Replaces the colour class, such as "c-green". */
    public void colour(String style) {
        if (!getStyleClass().contains(style)) {
            getStyleClass().removeIf(c -> c.startsWith("c-"));
            getStyleClass().add(style);
        }
    }
}
