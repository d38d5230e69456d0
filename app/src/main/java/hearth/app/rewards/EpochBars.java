package hearth.app.rewards;

import hearth.app.ui.Numbers;
import hearth.app.ui.Ui;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** A bar an epoch: green when it was claimed, orange when it can be, pale while it is open. */
final class EpochBars extends Region {
    private static final double FOOT = 22;
    private static final double LEFT = 40;
    private static final double GAP = 3;
    private static final double WIDEST = 34;

    private final LongConsumer onOpen;
    private final List<Region> bars = new ArrayList<>();
    private final List<Region> lines = new ArrayList<>();
    private final List<Label> scale = new ArrayList<>();
    private final Label first = Ui.label("", "t-small", "c-muted");
    private final Label last = Ui.label("", "t-small", "c-muted");
    private List<RewardsModel.Bar> shown = List.of();
    private double top = 1;

    EpochBars(String name, LongConsumer onOpen) {
        this.onOpen = onOpen;
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(name);
        setMinSize(0, 120);
        setPrefHeight(200);
        for (int i = 0; i < 3; i++) {
            var line = new Region();
            line.getStyleClass().add("rule");
            lines.add(line);
            scale.add(Ui.label("", "t-small", "c-muted"));
        }
        getChildren().addAll(lines);
        getChildren().addAll(scale);
        getChildren().addAll(first, last);
    }

    void show(List<RewardsModel.Bar> next) {
        if (next.equals(shown)) {
            return;
        }
        shown = List.copyOf(next);
        double most = shown.stream().mapToDouble(RewardsModel.Bar::coins).max().orElse(0);
        top = roundTop(most);
        getChildren().removeAll(bars);
        bars.clear();
        for (var bar : shown) {
            var node = new Region();
            node.getStyleClass().addAll("epoch-bar", bar.state());
            node.setOnMouseClicked(_ -> onOpen.accept(bar.epoch()));
            Tooltip.install(node, new Tooltip(bar.epoch() + ": " + Numbers.fixed(bar.coins(), 2)));
            bars.add(node);
        }
        getChildren().addAll(bars);
        Ui.text(first, shown.isEmpty() ? "" : Long.toString(shown.getFirst().epoch()));
        Ui.text(last, shown.size() < 2 ? "" : Long.toString(shown.getLast().epoch()));
        for (int i = 0; i < 3; i++) {
            Ui.text(scale.get(i), Numbers.tick(top * i / 2));
            // A scale without bars would look like zero.
            scale.get(i).setVisible(!shown.isEmpty());
            lines.get(i).setVisible(!shown.isEmpty());
        }
        requestLayout();
    }

    /** The next of 1, 2, 4 or 5 times a power of ten, so that its half is a round number too. */
    static double roundTop(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 4, 5}) {
            if (most <= step * power * 1.0001) {
                return step * power;
            }
        }
        return 10 * power;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight() - FOOT;
        double high = height - 8;
        for (int i = 0; i < 3; i++) {
            double y = Math.round(height - high * i / 2);
            lines.get(i).resizeRelocate(LEFT, y, width - LEFT, 1);
            var label = scale.get(i);
            double wide = label.prefWidth(-1);
            double tall = label.prefHeight(-1);
            label.resizeRelocate(LEFT - 8 - wide, y - tall / 2, wide, tall);
        }
        int count = Math.max(1, bars.size());
        double step = Math.min(WIDEST, (width - LEFT) / count);
        for (int i = 0; i < bars.size(); i++) {
            double tall = Math.round(high * Math.min(1, shown.get(i).coins() / top));
            double from = Math.round(LEFT + i * step);
            double to = Math.round(LEFT + (i + 1) * step - GAP);
            bars.get(i).resizeRelocate(from, height - tall, Math.max(1, to - from), tall);
        }
        double tall = first.prefHeight(-1);
        first.resizeRelocate(LEFT, height + 5, first.prefWidth(-1), tall);
        double wide = last.prefWidth(-1);
        double end = LEFT + step * bars.size();
        last.resizeRelocate(Math.max(LEFT + 40, end - wide - GAP), height + 5, wide, tall);
    }
}
