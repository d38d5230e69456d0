package hearth.app.machine;

import hearth.app.ui.Numbers;
import hearth.app.ui.Ui;
import hearth.link.wire.Value;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.List;

/** A box for each thread, filled to its load; a few threads are bars lying down. */
final class CoreBars extends Region {
    private static final double BOX = 30;
    private static final double LYING = 8;
    private static final int FEW = 6;
    private static final int LABELLED = 24;
    private final List<Box> boxes = new ArrayList<>();

    CoreBars() {
        setMinHeight(LYING);
        setMinWidth(60);
    }

    void show(List<Value> loads) {
        if (boxes.size() != loads.size()) {
            boxes.clear();
            loads.forEach(_ -> boxes.add(new Box()));
            getChildren().setAll(boxes);
        }
        for (int i = 0; i < loads.size(); i++) {
            boxes.get(i).show(loads.get(i));
        }
        setAccessibleText(loads.size() + " threads");
    }

    private boolean few() {
        return boxes.size() <= FEW;
    }

    private double tall() {
        return few() ? LYING : BOX;
    }

    private double labels() {
        return boxes.size() <= LABELLED ? 17 : 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        return boxes.isEmpty() ? 0 : tall() + labels();
    }

    @Override
    protected void layoutChildren() {
        int count = boxes.size();
        if (count == 0) {
            return;
        }
        double gap = count > LABELLED ? 3 : 10;
        double each = (getWidth() - gap * (count - 1)) / count;
        for (int i = 0; i < count; i++) {
            double x = Math.round(i * (each + gap));
            boxes.get(i).resizeRelocate(x, 0, Math.max(3, Math.floor(each)), tall() + labels());
        }
    }

    private final class Box extends Region {
        private final Region track = new Region();
        private final Region bar = new Region();
        private final Label text = Ui.label("", "t-micro", "c-muted");
        private double share;

        Box() {
            getStyleClass().add("core");
            track.getStyleClass().add("track");
            bar.getStyleClass().add("bar");
            text.setAlignment(Pos.CENTER);
            getChildren().addAll(track, bar, text);
        }

        void show(Value load) {
            double next = load.hasValue() ? Math.clamp(load.getValue(), 0, 1) : 0;
            Ui.text(text, load.hasValue() ? Numbers.fixed(next * 100, 0) : Numbers.DASH);
            double across = few() ? Math.max(BOX, getWidth()) : BOX;
            if (Math.abs(next - share) * across >= 0.5) {
                share = next;
                requestLayout();
            }
        }

        @Override
        protected void layoutChildren() {
            double height = CoreBars.this.tall();
            track.resizeRelocate(0, 0, getWidth(), height);
            if (few()) {
                bar.resizeRelocate(0, 0, (double) Math.round(getWidth() * share), height);
            } else {
                double filled = Math.round(height * share);
                bar.resizeRelocate(0, height - filled, getWidth(), filled);
            }
            text.setVisible(labels() > 0);
            text.resizeRelocate(-6, height + 2, getWidth() + 12, 15);
        }
    }
}
