package hearth.app.ui;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * Nodes side by side with fixed shares of the width and one height; below a width of its own they
 * fold into fewer columns.
 */
public final class Columns extends Region {
    private static final double GAP = 14;
    private final double[] shares;
    private final double foldBelow;
    private int foldedColumns = 1;
    private double gap = GAP;
    private double askedWidth = Double.NaN;
    private double askedHeight;

    /**
     * @param foldBelow width in pixels below which the nodes stand in rows
     * @param shares share of the width of each node
     */
    public Columns(double foldBelow, double... shares) {
        this.foldBelow = foldBelow;
        this.shares = shares.clone();
        setMinWidth(0);
    }

    /** Puts in the nodes; those not managed leave their share to the others. */
    public Columns with(Node... nodes) {
        getChildren().setAll(nodes);
        return this;
    }

    /** How many stand in a row once folded; one by default. */
    public Columns foldInto(int columns) {
        foldedColumns = columns;
        return this;
    }

    /** The space between nodes in pixels. */
    public Columns gap(double pixels) {
        gap = pixels;
        return this;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private boolean folded(double width) {
        return width < foldBelow;
    }

    private double share(Node node) {
        int index = getChildren().indexOf(node);
        return index >= 0 && index < shares.length ? shares[index] : 1;
    }

    private double total() {
        return getManagedChildren().stream().mapToDouble(this::share).sum();
    }

    private double widthOf(Node node, double width) {
        int count = getManagedChildren().size();
        return (width - gap * (count - 1)) * share(node) / total();
    }

    /** A last row with fewer nodes gives them the whole width. */
    private double foldedWidth(double width, int count) {
        return (width - gap * (count - 1)) / count;
    }

    private double rowHeight(int from, int to, double width, double max) {
        double height = 0;
        for (var node : getManagedChildren().subList(from, to)) {
            height = Math.max(height, Math.min(max, node.prefHeight(width)));
        }
        return height;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 900;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    /** What is known of its height is forgotten as soon as anything in it may have changed. */
    @Override
    public void requestLayout() {
        askedWidth = Double.NaN;
        super.requestLayout();
    }

    /**
     * Boxes around it ask for its height at one width several times in each layout, and so do those
     * in it: without a memory that multiplies with each level.
     */
    @Override
    protected double computePrefHeight(double given) {
        double width = given < 0 ? Math.max(getWidth(), 1) : given;
        if (width != askedWidth) {
            askedHeight = heightAt(width);
            askedWidth = width;
        }
        return askedHeight;
    }

    private double heightAt(double width) {
        var nodes = getManagedChildren();
        if (nodes.isEmpty()) {
            return 0;
        }
        if (folded(width)) {
            double all = 0;
            for (int i = 0; i < nodes.size(); i += foldedColumns) {
                int to = Math.min(nodes.size(), i + foldedColumns);
                double each = foldedWidth(width, to - i);
                all += rowHeight(i, to, each, Double.MAX_VALUE) + (i > 0 ? gap : 0);
            }
            return snapSizeY(all);
        }
        double height = 0;
        for (var node : nodes) {
            height = Math.max(height, node.prefHeight(widthOf(node, width)));
        }
        return snapSizeY(height);
    }

    @Override
    protected void layoutChildren() {
        // What changes while it is laid out does not ask for another layout.
        askedWidth = Double.NaN;
        var nodes = getManagedChildren();
        double width = getWidth();
        if (folded(width)) {
            double y = 0;
            for (int i = 0; i < nodes.size(); i += foldedColumns) {
                int to = Math.min(nodes.size(), i + foldedColumns);
                double each = Math.floor(foldedWidth(width, to - i));
                double height = rowHeight(i, to, each, Double.MAX_VALUE);
                for (int j = i; j < to; j++) {
                    place(nodes.get(j), (j - i) * (each + gap), y, each, height);
                }
                y += height + gap;
            }
            return;
        }
        double x = 0;
        double exact = 0;
        for (var node : nodes) {
            double wide = widthOf(node, width);
            double end = Math.round(exact + wide);
            place(node, x, 0, end - x, getHeight());
            exact += wide + gap;
            x = Math.round(exact);
        }
    }

    private static void place(Node node, double x, double y, double width, double height) {
        node.resizeRelocate(x, y, width, height);
    }
}
