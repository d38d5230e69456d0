package hearth.app.rules;

import hearth.link.wire.RuleSpan;

import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.List;

/** A local day as a bar: when a rule held, and now. */
final class DayBar extends Region {
    private static final double HEIGHT = 14;

    private final Region track = new Region();
    private final Region present = new Region();
    private final List<Region> marks = new ArrayList<>();
    private List<RuleSpan> spans = List.of();
    private long from;
    private long to = 1;
    private long now;

    DayBar() {
        track.getStyleClass().add("day-track");
        present.getStyleClass().add("day-now");
        getChildren().addAll(track, present);
        setMinSize(120, HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    void show(List<RuleSpan> shown, long begin, long end, long time, boolean safety) {
        spans = shown;
        from = begin;
        to = end;
        now = time;
        while (marks.size() > spans.size()) {
            getChildren().remove(marks.removeLast());
        }
        while (marks.size() < spans.size()) {
            var mark = new Region();
            marks.add(mark);
            getChildren().add(1, mark);
        }
        for (var mark : marks) {
            mark.getStyleClass().setAll("day-mark", safety ? "c-red" : "c-amber");
        }
        requestLayout();
    }

    private double x(long at) {
        return Math.clamp((double) (at - from) / (to - from), 0, 1) * getWidth();
    }

    @Override
    protected void layoutChildren() {
        track.resizeRelocate(0, 0, getWidth(), HEIGHT);
        for (int i = 0; i < marks.size(); i++) {
            var span = spans.get(i);
            double left = x(span.getFrom());
            double right = x(span.getTo() == 0 ? now : span.getTo());
            marks.get(i).resizeRelocate(left, 0, Math.max(2, right - left), HEIGHT);
        }
        present.resizeRelocate(x(now), 0, 1, HEIGHT);
    }
}
