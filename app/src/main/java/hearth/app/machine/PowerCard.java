package hearth.app.machine;

import hearth.app.chart.Range;
import hearth.app.shell.LiveView;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Route;
import hearth.app.ui.Card;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Figure;
import hearth.app.ui.Numbers;
import hearth.app.ui.QualityMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The watts of a machine over time and where they come from; without a meter, how to get one. */
final class PowerCard extends StackPane {
    private final Texts texts = Texts.of(PowerCard.class);
    private final SeriesCard chart;
    private final QualityMark mark = new QualityMark(true);
    private final Label source = Ui.wrapped("", "t-small", "c-muted");
    private final EmptyState none = new EmptyState("lightning-charge", "", "");
    private final Card empty;

    PowerCard(String title, PanelContext context) {
        mark.setMinWidth(Region.USE_PREF_SIZE);
        Runnable add = () -> context.navigator().open(Route.to(PageId.METER));
        none.actions(Ui.button(texts.get("power.add"), add, "primary"));
        var line = new HBox(8, mark, source, Ui.link(texts.get("power.add"), add, "small"));
        line.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(source, Priority.ALWAYS);
        chart =
                SeriesCard.of(
                                title,
                                "power.machine",
                                Double.NaN,
                                Numbers::tick,
                                Numbers::watts,
                                context)
                        .unit("W")
                        .under(line);
        empty = new Card(title).fill(none);
        VBox.setVgrow(empty, Priority.ALWAYS);
        getChildren().addAll(empty, chart);
        Ui.visible(chart, false);
        setMinWidth(0);
    }

    void range(Range range) {
        chart.range(range);
    }

    void shown() {
        chart.shown();
    }

    void show(LiveView view) {
        var machine = view.live().getMachine();
        var figure = Figure.of(machine.getPower(), w -> Numbers.fixed(w, 1), "W");
        Ui.visible(chart, figure.present());
        Ui.visible(empty, !figure.present());
        if (figure.present()) {
            chart.show(view, figure.text(), "");
            mark.show(view.old() ? figure.old("") : figure);
            Ui.text(source, figure.why());
        } else {
            none.say(
                    texts.get("power.none"),
                    Texts.sentence(figure.why())
                            + (machine.getPowerHint().isEmpty()
                                    ? ""
                                    : " " + Texts.sentence(machine.getPowerHint())));
        }
    }
}
