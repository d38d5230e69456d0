package hearth.app.shell;

import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** Shows its content larger or smaller; the content folds as in a window of another size. */
public final class Zoom extends Region {
    private final Region content;
    private final Scale scale = new Scale(1, 1);

    /** Shows the content in its own size. */
    public Zoom(Region content) {
        this.content = content;
        content.getTransforms().add(scale);
        content.setManaged(false);
        getChildren().add(content);
    }

    /** Size in percent. */
    public void percent(int percent) {
        scale.setX(percent / 100.0);
        scale.setY(percent / 100.0);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth() / scale.getX(), getHeight() / scale.getY());
    }
}
