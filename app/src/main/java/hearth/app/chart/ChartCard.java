package hearth.app.chart;

import hearth.app.ui.Card;
import hearth.app.ui.Segments;
import hearth.app.ui.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.function.Consumer;

/** A chart in its card, with legend and range picker. */
public final class ChartCard extends VBox {
    private final Card card;
    private final LiveChart chart;
    private final Legend legend = new Legend();
    private final Segments ranges;
    private boolean folded;
    private final Label note = Ui.label("", "t-small", "c-muted");

    /**
     * @param title of the card
     * @param onRange told the range chosen
     */
    public ChartCard(String title, LiveChart chart, Consumer<Range> onRange) {
        this.chart = chart;
        this.ranges =
                new Segments(
                                LiveChart.TEXTS.get("range.name"),
                                Range.words(),
                                i -> onRange.accept(Range.ALL.get(i)))
                        .small();
        VBox.setVgrow(chart, Priority.ALWAYS);
        card = new Card(title).right(note, legend, ranges).add(chart);
        Ui.visible(note, false);
        VBox.setVgrow(card, Priority.ALWAYS);
        setMinWidth(0);
        getChildren().add(card);
    }

    /** Where the head has no room for it, the legend stands under the chart. */
    @Override
    protected void layoutChildren() {
        boolean narrow = card.headWidth(folded ? legend : null) > getWidth();
        if (narrow != folded) {
            folded = narrow;
            card.move(legend, narrow);
        }
        super.layoutChildren();
    }

    /** Hides the picker where the page has one for all its charts. */
    public ChartCard withoutRanges() {
        Ui.visible(ranges, false);
        return this;
    }

    /** A node at the right of the title. */
    public ChartCard right(Node... nodes) {
        card.right(nodes);
        return this;
    }

    /** A line of nodes under the title. */
    public ChartCard under(Node node) {
        card.getChildren().add(1, node);
        return this;
    }

    /** The words beside the title. */
    public void subtitle(String text) {
        card.subtitle(text);
    }

    /** A remark at the right, such as why there is nothing to see. */
    public void note(String text) {
        Ui.text(note, text);
        Ui.visible(note, !text.isEmpty());
    }

    /** Shows a plot. */
    public void show(Plot plot) {
        chart.show(plot);
        legend.show(plot);
        Ui.visible(legend, plot.curves().size() > 1);
    }

    /** The next range, for the key R. */
    public void nextRange() {
        ranges.next();
    }
}
