package hearth.app.shell;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** What a dialog says: as tall as it wants, and scrolled where the window is lower than that. */
final class DialogBody extends ScrollPane {
    private static final double LEAST = 120;

    private final Region inner;

    DialogBody(Region inner) {
        super(inner);
        this.inner = inner;
        getStyleClass().add("page-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return snapSizeY(inner.prefHeight(width));
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.min(LEAST, computePrefHeight(width));
    }
}
