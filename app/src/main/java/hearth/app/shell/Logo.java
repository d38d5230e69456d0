package hearth.app.shell;

import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/** The hexagon with the flame. */
public final class Logo extends Region {
    private static final double BOX = 24;
    private static final String HEXAGON =
            "M10.9 1.3a2.2 2.2 0 0 1 2.2 0l7.2 4.1a2.2 2.2 0 0 1 1.1 1.9v8.4a2.2 2.2 0 0 1-1.1 1.9"
                    + "l-7.2 4.1a2.2 2.2 0 0 1-2.2 0l-7.2-4.1a2.2 2.2 0 0 1-1.1-1.9V7.3a2.2 2.2 0 0 1"
                    + " 1.1-1.9z";
    private static final String FLAME =
            "M12.6 5.6c.3 2.3-.7 3.4-1.9 4.7-1.2 1.3-2.5 2.8-2.5 4.9 0 2.3 1.7 4 3.9 4s3.9-1.6 3.9-3.9"
                    + "c0-1.5-.6-2.6-1.3-3.5-.1 1-.5 1.6-1.2 1.9.5-2.9.2-5.9-.9-8.1z";

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
