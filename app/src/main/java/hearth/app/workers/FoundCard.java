package hearth.app.workers;

import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.theme.Icon;
import hearth.app.ui.Card;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Insight;
import hearth.link.wire.InsightsRequest;
import hearth.link.wire.PanelMessage;

import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;

/** What the worker found, newest first; a filter asks the agent. */
final class FoundCard extends VBox {
    private static final double HALF = 0.5;
    private static final int MOST = 60;
    private static final int LIVE = 10;
    private final Texts texts = Texts.of(FoundCard.class);
    private final PanelContext context;
    private final DataTable<Insight> table = InsightRows.full();
    private final EmptyState none =
            new EmptyState("search", texts.get("found.none"), texts.get("found.none.text"));
    private final TextField search = new TextField();
    private final Segments kinds;
    private boolean filtered;

    FoundCard(PanelContext context) {
        this.context = context;
        search.setPromptText(texts.get("found.search"));
        search.setPrefWidth(210);
        search.setOnAction(_ -> ask());
        search.textProperty()
                .addListener((_, _, now) -> {
                    if (now.isEmpty()) {
                        ask();
                    }
                });
        var field = new HBox(8, new Icon("search", 12), search);
        field.setAlignment(Pos.CENTER_LEFT);
        field.getStyleClass().addAll("field", "small");
        HBox.setHgrow(search, Priority.ALWAYS);
        kinds =
                new Segments(
                                texts.get("found.filter"),
                                List.of(texts.get("found.all"), texts.get("found.risky")),
                                _ -> ask())
                        .small();
        table.onOpen(i -> context.navigator().open(new Route(PageId.INSIGHT, key(i))));
        var card =
                new Card(texts.get("found.title"))
                        .flush()
                        .beside(kinds)
                        .right(field)
                        .add(table)
                        .fill(none);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().add(card);
        setMinWidth(0);
    }

    static String key(Insight insight) {
        return insight.getCodeHash().isEmpty() ? insight.getAddress() : insight.getCodeHash();
    }

    void focusSearch() {
        search.requestFocus();
    }

    /** Asks for what fits the filter; without one the live ones are shown. */
    void ask() {
        filtered = kinds.chosen() > 0 || !search.getText().isBlank();
        var request =
                InsightsRequest.newBuilder()
                        .setLimit(MOST)
                        .setSearch(search.getText().strip())
                        .setMinRisk(kinds.chosen() == 1 ? HALF : 0);
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setInsights(request)),
                        reply -> {
                            if (reply.hasFailure()) {
                                problem(reply.getFailure().getSentence());
                            } else {
                                fill(reply.getInsights().getInsightsList());
                            }
                        },
                        failure -> problem(Problems.sentence(failure)));
    }

    private void problem(String sentence) {
        none.say(texts.get("found.problem"), sentence);
        fill(List.of());
    }

    /** The newest as pushed; not while a filter is set. */
    void live(List<Insight> newest) {
        if (!filtered && !newest.isEmpty()) {
            fill(newest.subList(0, Math.min(LIVE, newest.size())));
        }
    }

    private void fill(List<Insight> insights) {
        if (insights.isEmpty() && filtered) {
            none.say(texts.get("found.nofit"), texts.get("found.nofit.text"));
        }
        table.show(insights);
        Ui.visible(table, !insights.isEmpty());
        Ui.visible(none, insights.isEmpty());
    }
}
