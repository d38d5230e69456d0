package hearth.app.ui;

import javafx.scene.control.Slider;

import java.util.Locale;

/** A slider whose track is filled up to what is chosen. */
public final class AmountSlider extends Slider {
    /** A slider over a range. */
    public AmountSlider(double least, double most, double value) {
        super(least, most, Math.clamp(value, least, most));
        skinProperty().addListener(_ -> fill());
        valueProperty().addListener(_ -> fill());
        minProperty().addListener(_ -> fill());
        maxProperty().addListener(_ -> fill());
    }

    /** The same in steps of a size. */
    public AmountSlider steps(double step) {
        setBlockIncrement(step);
        valueProperty()
                .addListener((_, _, now) -> setValue(Math.round(now.doubleValue() / step) * step));
        return this;
    }

    private void fill() {
        var track = lookup(".track");
        if (track != null && getMax() > getMin()) {
            double share = 100 * (getValue() - getMin()) / (getMax() - getMin());
            track.setStyle(
                    String.format(
                            Locale.ROOT,
                            "-fx-background-color: linear-gradient(to right, -h-orange %1$.1f%%,"
                                    + " -h-hover %1$.1f%%);",
                            share));
        }
    }
}
