package hearth.app.ui;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

import java.util.List;

/**
 * Rows below each other, as many as fit whole: it asks for room for the first few and fills what it
 * is given. A row that would be cut is not shown.
 */
public final class WholeRows extends Region {
    private int least;

    /**
     * @param least how many rows it asks room for, at least one
     */
    public WholeRows(int least) {
        least(least);
        setMinWidth(0);
    }

    /** How many rows it asks room for, at least one. */
    public void least(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("rows: " + count);
        }
        if (count != least) {
            least = count;
            requestLayout();
        }
    }

    /** The rows, first on top. */
    public List<Node> rows() {
        return getChildren();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double given) {
        double width = given < 0 ? getWidth() : given;
        double height = 0;
        for (var row : getManagedChildren().stream().limit(least).toList()) {
            height += snapSizeY(row.prefHeight(width));
        }
        return height;
    }

    @Override
    protected double computePrefWidth(double height) {
        return getManagedChildren().stream().mapToDouble(r -> r.prefWidth(-1)).max().orElse(0);
    }

    @Override
    protected void layoutChildren() {
        double y = 0;
        boolean room = true;
        for (var row : getManagedChildren()) {
            double tall = snapSizeY(row.prefHeight(getWidth()));
            // Half a pixel is rounding, not a row that does not fit.
            room &= y + tall <= getHeight() + 0.5;
            row.setVisible(room);
            if (room) {
                row.resizeRelocate(0, y, getWidth(), tall);
                y += tall;
            }
        }
    }
}
