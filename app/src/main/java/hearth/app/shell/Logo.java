package hearth.app.shell;

import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/** The hexagon with the flame. */
public final class Logo extends Region {
    private static final double BOX = 512;
    private static final String HEXAGON = "M256 16 472 138V374L256 496 40 374V138Z";
    private static final String FLAME =
            "M262 112C270 166 344 214 344 292C344 344 305 380 254 380C203 380 166 344 166 296"
                    + "C166 258 186 232 208 214C209 238 216 252 230 258C226 206 238 150 262 112Z";

    /**
     * @param size in pixels
     */
    public Logo(double size) {
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        getChildren().addAll(path(HEXAGON, "logo-hex", size), path(FLAME, "logo-flame", size));
        setAccessibleText("Hearth");
    }

    private static SVGPath path(String content, String style, double size) {
        var path = new SVGPath();
        path.setContent(content);
        path.getStyleClass().add(style);
        path.setManaged(false);
        path.getTransforms().add(new Scale(size / BOX, size / BOX));
        return path;
    }
}
