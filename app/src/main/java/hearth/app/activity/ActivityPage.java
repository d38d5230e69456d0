package hearth.app.activity;

import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.theme.Icon;
import hearth.app.ui.Banner;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Columns;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.ActivityEntry;
import hearth.link.wire.ActivityRequest;
import hearth.link.wire.PanelMessage;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happened and why. */
public final class ActivityPage implements Page {
    private static final int PAGE = 100;

    private final Texts texts = Texts.of(ActivityPage.class);
    private final PanelContext context;
    private final ActivityModel model = new ActivityModel();
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final Chip needs = new Chip("");
    private final TextField search = new TextField();
    private final VBox list = new VBox();
    private final Set<String> kinds = new HashSet<>(ActivityModel.KINDS);
    private final Map<String, Label> counts = new LinkedHashMap<>();
    private final VBox waiting = new VBox(8);
    private final Card needsCard = new Card(texts.get("needs")).add(waiting);
    private final Button older;
    private final EmptyState empty;
    private final VBox card = new VBox();
    private final Columns columns;
    private Instant now;
    private List<ActivityEntry> drawn = List.of();

    /** The page for a panel. */
    public ActivityPage(PanelContext context) {
        this.context = context;
        now = context.time().instant();
        search.setPromptText(texts.get("search"));
        search.setPrefWidth(210);
        search.textProperty().addListener(_ -> draw(true));
        HBox.setHgrow(search, Priority.ALWAYS);
        var field = new HBox(8, new Icon("search", 13), search);
        field.setAlignment(Pos.CENTER_LEFT);
        field.getStyleClass().add("field");
        older = Ui.button(texts.get("older"), this::askOlder, "small");
        empty = new EmptyState("list-ul", texts.get("empty"), texts.get("empty.text")).large();
        card.getStyleClass().add("card");
        card.setStyle("-fx-padding: 1;");
        card.getChildren().add(list);
        var main = new VBox(14, card, older);
        main.setAlignment(Pos.TOP_CENTER);
        main.setFillWidth(true);
        columns = new Columns(820, 0.81, 0.19).with(main, new VBox(14, kindsCard(), needsCard));
        frame.chips(needs).actions(field);
        needs.show("");
        frame.content(columns);
        Ui.visible(older, false);
    }

    private Card kindsCard() {
        var box = new Card(texts.get("show"));
        for (var kind : ActivityModel.KINDS) {
            var check = new CheckBox(texts.get("kind." + kind));
            check.setSelected(true);
            check.selectedProperty()
                    .addListener((_, _, on) -> {
                        if (on) {
                            kinds.add(kind);
                        } else {
                            kinds.remove(kind);
                        }
                        draw(true);
                    });
            var count = Ui.label("0", "t-small", "c-muted");
            counts.put(kind, count);
            var line = new HBox(8, check, Ui.spring(), count);
            line.setAlignment(Pos.CENTER_LEFT);
            line.setMinHeight(24);
            box.add(line);
        }
        return box;
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void filter() {
        search.requestFocus();
    }

    @Override
    public void shown() {
        ask(0);
    }

    private void askOlder() {
        ask(model.oldest());
    }

    private void ask(long before) {
        var request = ActivityRequest.newBuilder().setLimit(PAGE).setBefore(before);
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setActivity(request)),
                        reply -> {
                            if (reply.hasActivity()) {
                                frame.banner().hide();
                                model.add(reply.getActivity().getEntriesList());
                                model.complete(reply.getActivity().getComplete());
                                draw(true);
                            } else if (reply.hasFailure()) {
                                problem(reply.getFailure().getSentence());
                            }
                        },
                        failure -> problem(Problems.sentence(failure)));
    }

    private void problem(String sentence) {
        frame.banner()
                .show(
                        Banner.Level.BAD,
                        texts.get("problem"),
                        sentence,
                        Ui.button(texts.get("again"), this::shown));
    }

    @Override
    public void show(LiveView view) {
        now = view.now();
        if (!view.live().getFreshActivityList().equals(drawn)) {
            drawn = view.live().getFreshActivityList();
            draw(model.add(drawn));
        }
        needs.show(
                view.live().getNeedsYou() == 0
                        ? ""
                        : texts.get("needs.chip", view.live().getNeedsYou()));
    }

    private void draw(boolean changed) {
        if (!changed) {
            return;
        }
        counts.forEach((kind, label) -> Ui.text(label, Numbers.whole(model.count(kind))));
        List<Node> nodes = new ArrayList<>();
        var days = model.days(kinds, search.getText(), now);
        for (var day : days) {
            var title = Ui.label(day.title(), "t-small", "c-muted", "t-medium");
            title.setMaxWidth(Double.MAX_VALUE);
            title.getStyleClass().add("day-title");
            nodes.add(title);
            day.entries().forEach(entry -> nodes.add(line(entry)));
        }
        list.getChildren().setAll(nodes);
        if (nodes.isEmpty()) {
            list.getChildren().setAll(empty);
        }
        Ui.visible(older, !model.complete() && model.oldest() > 0);
        var needy = model.needsYou();
        Ui.visible(needsCard, !needy.isEmpty());
        waiting.getChildren().clear();
        for (var entry : needy.subList(0, Math.min(5, needy.size()))) {
            var icon = EntryMark.icon();
            EntryMark.show(icon, entry.getLevel(), entry.getTitle());
            var row = new HBox(7, top(icon), Ui.wrapped(entry.getTitle(), "t-small"));
            waiting.getChildren().add(row);
        }
    }

    private static StackPane top(Icon icon) {
        var holder = new StackPane(icon);
        holder.setStyle("-fx-padding: 3 0 0 0;");
        holder.setAlignment(Pos.TOP_CENTER);
        holder.setMinWidth(12);
        return holder;
    }

    private Region line(ActivityEntry entry) {
        var time = Ui.label(Numbers.clock(Instant.ofEpochMilli(entry.getAt())), "c-muted");
        time.setMinWidth(48);
        var icon = EntryMark.icon();
        EntryMark.show(icon, entry.getLevel(), entry.getTitle());
        var sign = new StackPane(icon);
        sign.setMinWidth(26);
        var what = new Text(entry.getTitle() + (entry.getTitle().endsWith(".") ? " " : ". "));
        what.getStyleClass().addAll("t-medium", "c-fg");
        var means = new Text(entry.getDetail());
        means.getStyleClass().add("c-muted");
        var flow = new TextFlow(what, means);
        flow.setMaxHeight(Region.USE_PREF_SIZE);
        flow.setMinWidth(0);
        HBox.setHgrow(flow, Priority.ALWAYS);
        var code = Ui.label(entry.getCode(), "t-mono", "c-muted");
        var row = new HBox(10, time, sign, flow, code);
        if (!entry.getLink().isEmpty()
                && Route.of(entry.getLink())
                        .filter(r -> context.navigator().has(r.page()))
                        .isPresent()) {
            row.getChildren()
                    .add(
                            Ui.link(
                                    texts.get("open"),
                                    () -> context.navigator().follow(entry.getLink())));
        }
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("entry-row");
        row.setAccessibleText(time.getText() + ", " + entry.getTitle() + " " + entry.getDetail());
        return row;
    }
}
