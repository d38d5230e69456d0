package hearth.app.ui;

import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A light table: nodes stay and are filled again, columns are as wide as they need, the rest goes
 * to those that ask. Up and down move, Enter opens. Columns of low rank leave first when it is
 * narrow.
 *
 * @param <T> what a row shows
 */
public final class DataTable<T> extends Region {
    private static final double PAD = 9;
    private static final double HEAD = 30;

    private final List<Column<T, ?>> columns;
    private final List<Label> heads = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Region headLine = new Region();
    private final double rowHeight;
    private final double edge;
    private @Nullable Consumer<T> onOpen;
    private int selected = -1;
    private int lines;
    private int least;

    /**
     * @param rowHeight in pixels, 28 to 48
     * @param edge space at the left and right edge
     */
    public DataTable(double rowHeight, double edge, List<Column<T, ?>> columns) {
        this.columns = List.copyOf(columns);
        this.rowHeight = rowHeight;
        this.edge = edge;
        getStyleClass().add("data-table");
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        headLine.getStyleClass().add("head-line");
        getChildren().add(headLine);
        for (var column : columns) {
            var head = Ui.label(column.title(), "head");
            heads.add(head);
            getChildren().add(head);
        }
        setAccessibleText(columns.stream().map(Column::title).collect(Collectors.joining(", ")));
        setMinWidth(0);
        setFocusTraversable(true);
        setOnKeyPressed(this::key);
    }

    /** What opening a row does; rows then look like it. */
    public DataTable<T> onOpen(Consumer<T> action) {
        onOpen = action;
        return this;
    }

    /** Asks for room for the first rows only, and shows as many as fit whole. */
    public DataTable<T> fits(int atLeast) {
        least = atLeast;
        return this;
    }

    /** Shows these rows. */
    public void show(List<T> items) {
        showLines(items.stream().map(Line::row).toList());
    }

    /** Shows rows, groups and totals. */
    public void showLines(List<Line<T>> shown) {
        boolean moved = lines != shown.size();
        lines = shown.size();
        while (rows.size() > lines) {
            rows.removeLast().leave();
        }
        while (rows.size() < lines) {
            rows.add(new Row());
        }
        for (int i = 0; i < lines; i++) {
            rows.get(i).show(shown.get(i));
        }
        if (selected >= lines) {
            selected = -1;
        }
        if (moved) {
            requestLayout();
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> select(selected + 1, 1);
            case UP -> select(selected - 1, -1);
            case HOME -> select(0, 1);
            case END -> select(lines - 1, -1);
            case ENTER -> open(selected);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void select(int index, int direction) {
        int next = index;
        while (next >= 0 && next < lines && !rows.get(next).plain()) {
            next += direction;
        }
        if (next < 0 || next >= lines) {
            return;
        }
        if (selected >= 0 && selected < rows.size()) {
            rows.get(selected).mark(false);
        }
        selected = next;
        rows.get(next).mark(true);
        setAccessibleText(rows.get(next).spoken());
    }

    private void open(int index) {
        if (index >= 0 && index < lines && onOpen != null && rows.get(index).item != null) {
            onOpen.accept(rows.get(index).item);
        }
    }

    private List<Integer> fitting(double width, double[] wide) {
        List<Integer> fit = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fit.add(i);
        }
        double need = need(fit, wide);
        while (need > width) {
            int worst = -1;
            for (int i : fit) {
                int rank = columns.get(i).rank();
                if (rank > 0 && (worst < 0 || rank >= columns.get(worst).rank())) {
                    worst = i;
                }
            }
            if (worst < 0) {
                break;
            }
            fit.remove(Integer.valueOf(worst));
            need = need(fit, wide);
        }
        return fit;
    }

    private double need(List<Integer> fit, double[] wide) {
        double sum = 2 * edge;
        for (int i : fit) {
            sum += Math.min(wide[i], columns.get(i).atMost()) + 2 * PAD;
        }
        return sum - 2 * PAD;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 400;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return height(least > 0 ? Math.min(least, rows.size()) : rows.size());
    }

    @Override
    protected double computeMaxHeight(double width) {
        return least > 0 ? height(rows.size()) : super.computeMaxHeight(width);
    }

    private double height(int count) {
        double height = HEAD;
        for (var row : rows.subList(0, count)) {
            height += row.height();
        }
        return height;
    }

    @Override
    protected void layoutChildren() {
        double[] wide = new double[columns.size()];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = Math.ceil(heads.get(i).prefWidth(-1));
            for (var row : rows) {
                wide[i] = Math.max(wide[i], Math.ceil(row.need(i)));
            }
            wide[i] = Math.max(wide[i], columns.get(i).atLeast());
        }
        double width = getWidth();
        var fit = fitting(width, wide);
        double over = width - need(fit, wide);
        double weights = fit.stream().mapToDouble(i -> columns.get(i).weight()).sum();
        double[] x = new double[wide.length];
        double[] w = new double[wide.length];
        double at = edge;
        for (int i : fit) {
            double base = Math.min(wide[i], columns.get(i).atMost());
            double share = columns.get(i).weight();
            double extra = weights > 0 ? over * share / weights : 0;
            x[i] = Math.round(at);
            w[i] = Math.max(10, Math.floor(base + extra));
            at += base + extra + 2 * PAD;
        }
        for (int i = 0; i < wide.length; i++) {
            var head = heads.get(i);
            head.setVisible(fit.contains(i));
            place(head, x[i], 0, w[i], HEAD - 1, columns.get(i).align());
        }
        headLine.resizeRelocate(0, HEAD - 1, width, 1);
        double y = HEAD;
        for (int r = 0; r < rows.size(); r++) {
            var row = rows.get(r);
            // Half a pixel is rounding, not a row that does not fit.
            boolean room = least == 0 || y + row.height() <= getHeight() + 0.5;
            boolean last =
                    r == rows.size() - 1
                            || (least > 0 && y + row.height() + rowHeight > getHeight() + 0.5);
            row.layout(y, width, room ? fit : List.of(), new double[][] {x, w}, last);
            row.seen(room);
            y += row.height();
        }
    }

    private static void place(
            Node node, double x, double y, double width, double height, HPos align) {
        double wants = Math.min(width, node.prefWidth(-1));
        double tall = Math.min(height, node.prefHeight(wants));
        boolean fills = node instanceof Label || node instanceof MeterBar || node.isResizable();
        double wide = align == HPos.LEFT && fills ? width : wants;
        double left = align == HPos.RIGHT ? x + width - wide : x;
        node.resizeRelocate(left, y + Math.round((height - tall) / 2), wide, tall);
    }

    private final class Row {
        private final Region stripe = new Region();
        private final Region line = new Region();
        private final List<Cell<T>> cells = new ArrayList<>();
        private final Label words = Ui.label("", "t-small", "c-muted");
        private @Nullable T item;
        private Line.Kind kind = Line.Kind.ROW;

        Row() {
            stripe.getStyleClass().add("stripe");
            line.getStyleClass().add("line");
            line.setMouseTransparent(true);
            words.setMouseTransparent(true);
            words.setVisible(false);
            getChildren().addAll(stripe, line, words);
            for (var column : columns) {
                var cell = column.cell();
                cells.add(cell);
                getChildren().add(cell.node());
                passMouse(cell.node());
            }
            passMouse(stripe);
        }

        private void passMouse(Node node) {
            node.setOnMouseEntered(_ -> hover(true));
            node.setOnMouseExited(_ -> hover(false));
            node.setOnMouseClicked(_ -> click());
        }

        private void click() {
            int index = rows.indexOf(this);
            if (plain() && onOpen != null) {
                select(index, 1);
                open(index);
            }
        }

        private void hover(boolean on) {
            Ui.style(stripe, "hover", on && plain() && onOpen != null);
        }

        boolean plain() {
            return kind == Line.Kind.ROW && item != null;
        }

        void mark(boolean on) {
            Ui.style(stripe, "selected", on);
        }

        double height() {
            return kind == Line.Kind.GROUP ? 29 : rowHeight;
        }

        double need(int column) {
            return kind == Line.Kind.GROUP ? 0 : cells.get(column).node().prefWidth(-1);
        }

        String spoken() {
            var text = new StringBuilder();
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i).spoken();
                if (!cell.isEmpty()) {
                    text.append(columns.get(i).title()).append(' ').append(cell).append(". ");
                }
            }
            return text.toString();
        }

        void show(Line<T> shown) {
            kind = shown.kind();
            item = shown.item();
            Ui.style(stripe, "total", kind == Line.Kind.TOTAL);
            Ui.style(stripe, "group", kind == Line.Kind.GROUP);
            boolean group = item == null;
            if (words.isVisible() != group) {
                // Which cells are seen is known where the columns that fit are: in the layout.
                words.setVisible(group);
                requestLayout();
            }
            Ui.text(words, shown.words());
            for (var cell : cells) {
                if (item != null) {
                    cell.show(item);
                    Ui.style(cell.node(), "t-strong", kind == Line.Kind.TOTAL);
                }
            }
        }

        void layout(double y, double width, List<Integer> fit, double[][] places, boolean last) {
            double height = height();
            stripe.resizeRelocate(0, y, width, height);
            line.setVisible(!last);
            Ui.style(stripe, "last", last);
            line.resizeRelocate(0, y + height - 1, width, 1);
            words.resizeRelocate(edge, y, width - 2 * edge, height - 1);
            for (int i = 0; i < cells.size(); i++) {
                var node = cells.get(i).node();
                node.setVisible(item != null && fit.contains(i));
                place(node, places[0][i], y, places[1][i], height - 1, columns.get(i).align());
            }
        }

        void seen(boolean on) {
            stripe.setVisible(on);
            line.setVisible(on && line.isVisible());
            words.setVisible(on && item == null);
        }

        void leave() {
            getChildren().removeAll(stripe, line, words);
            cells.forEach(cell -> getChildren().remove(cell.node()));
        }
    }
}
