package hearth.app.ui;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** A share of a limit: blue below 85 %, amber to 95, red above; grey when old. */
public final class MeterBar extends Region {
    private static final double HEIGHT = 5;
    private static final double WARN = 0.85;
    private static final double BAD = 0.95;
    private final Region track = new Region();
    private final Region bar = new Region();
    private final boolean graded;
    private double share;

    /**
     * @param graded whether a high share is a warning; a slot that uses all of its own is fine
     * @param styles such as "orange"
     */
    public MeterBar(boolean graded, String... styles) {
        this.graded = graded;
        getStyleClass().add("meter");
        getStyleClass().addAll(styles);
        track.getStyleClass().add("track");
        bar.getStyleClass().add("bar");
        getChildren().addAll(track, bar);
        setMinSize(24, HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
    }

    /** Shows a share of 0..1; anything else is an empty track. */
    public void show(double next, boolean old) {
        double clean = Double.isFinite(next) ? Math.clamp(next, 0, 1) : 0;
        Ui.style(this, "warn", graded && !old && clean >= WARN && clean < BAD);
        Ui.style(this, "bad", graded && !old && clean >= BAD);
        Ui.style(this, "old", old);
        bar.setVisible(clean > 0);
        // Less than half a pixel cannot be seen: do not lay out for it.
        boolean seen = Math.abs(clean - share) * getWidth() >= 0.5;
        if (seen || getWidth() == 0 || clean == 0) {
            share = clean;
            setAccessibleText(Numbers.percent(clean));
            requestLayout();
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 48;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double y = (getHeight() - HEIGHT) / 2;
        track.resizeRelocate(0, y, width, HEIGHT);
        bar.resizeRelocate(0, y, Math.max(share > 0 ? HEIGHT : 0, width * share), HEIGHT);
    }
}
