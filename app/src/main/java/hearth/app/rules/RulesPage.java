package hearth.app.rules;

import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.theme.Icon;
import hearth.app.ui.Banner;
import hearth.app.ui.Card;
import hearth.app.ui.Columns;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.RuleState;
import hearth.link.wire.RulesReply;
import hearth.link.wire.RulesRequest;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** When work pauses, and what that meant today. */
public final class RulesPage implements Page {
    private static final long AGAIN_MILLIS = 3_000;

    private final Texts texts = Texts.of(RulesPage.class);
    private final PanelContext context;
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final VBox rows = new VBox();
    private final List<RuleRow> shown = new ArrayList<>();
    private final Card list;
    private final EmptyState empty;
    private final EmptyState unread;
    private final VBox safety = new VBox(4);
    private RulesReply reply = RulesReply.getDefaultInstance();
    private boolean answered;
    private boolean failed;
    private long askedAt;
    private @Nullable LiveView last;

    /** The page for a panel. */
    public RulesPage(PanelContext context) {
        this.context = context;
        frame.above(texts.get("power"), () -> context.navigator().open(Route.to(PageId.POWER)));
        empty =
                new EmptyState("sliders", texts.get("empty"), texts.get("empty.text"))
                        .actions(Ui.button("plus-lg", texts.get("new"), this::add, "primary"));
        unread = new EmptyState("sliders", texts.get("unread"), texts.get("unread.text"));
        list =
                new Card(texts.get("yours"))
                        .flush()
                        .subtitle(texts.get("yours.sub"))
                        .right(Ui.label(texts.get("day"), "t-small", "c-muted"))
                        .add(rows)
                        .fill(empty)
                        .fill(unread);
        var notes =
                new Columns(700, 0.5, 0.5)
                        .with(
                                note("shield-check", "c-green", texts.get("limits"), safety),
                                note(
                                        "hourglass-split",
                                        "c-blue",
                                        texts.get("calm"),
                                        new VBox(
                                                Ui.wrapped(
                                                        texts.get("calm.text"),
                                                        "t-small",
                                                        "c-muted"))));
        frame.actions(Ui.button("plus-lg", texts.get("new"), this::add, "primary"))
                .add(list, notes);
    }

    private static VBox note(String icon, String colour, String title, VBox body) {
        var head = new HBox(9, new Icon(icon, 14, colour), Ui.label(title, "t-section"));
        head.setAlignment(Pos.CENTER_LEFT);
        var card = new Card("").add(head, body);
        VBox.setVgrow(card, Priority.NEVER);
        return card;
    }

    private void add() {
        NewRule.show(context, this::ask);
    }

    private void ask() {
        send(RulesRequest.newBuilder(), "unread");
    }

    private void change(RulesRequest.Builder request) {
        send(request, "problem");
    }

    private void send(RulesRequest.Builder request, String problem) {
        askedAt = context.time().millis();
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setRules(request)),
                        answer -> {
                            reply = answer.getRules();
                            answered = true;
                            failed = false;
                            frame.banner().hide();
                            draw();
                        },
                        failure -> {
                            failed = true;
                            frame.banner()
                                    .show(
                                            Banner.Level.WARN,
                                            texts.get(problem),
                                            Problems.sentence(failure),
                                            Ui.button(texts.get("again"), this::ask));
                            draw();
                        });
    }

    private void turn(String id, boolean on) {
        var request = RulesRequest.newBuilder();
        change(on ? request.setOn(id) : request.setOff(id));
    }

    private void remove(RuleState state) {
        var dialogs = context.navigator().dialogs();
        dialogs.show(
                texts.get("remove.title", state.getRule().getName()),
                520,
                Ui.wrapped(
                        texts.get(state.getRule().getSafety() ? "remove.safety" : "remove.means"),
                        "c-muted"),
                Ui.button(
                        texts.get("remove"),
                        () -> {
                            dialogs.close();
                            change(RulesRequest.newBuilder().setRemove(state.getRule().getId()));
                        },
                        "danger"),
                Ui.button(texts.get("remove.keep"), dialogs::close, "primary"));
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        ask();
    }

    @Override
    public void show(LiveView view) {
        boolean other = !currency(last).equals(currency(view));
        last = view;
        if (other) {
            // The rules were told before anybody knew what their prices are in.
            draw();
        }
        if (context.time().millis() - askedAt >= AGAIN_MILLIS) {
            ask();
        }
    }

    private static String currency(@Nullable LiveView view) {
        return view == null ? "" : view.live().getEnergy().getCurrency();
    }

    private void draw() {
        var rules = reply.getRulesList();
        Ui.visible(empty, answered && rules.isEmpty());
        Ui.visible(unread, !answered && failed);
        VBox.setVgrow(list, rules.isEmpty() ? Priority.ALWAYS : Priority.NEVER);
        while (shown.size() > rules.size()) {
            shown.removeLast();
            rows.getChildren().removeLast();
            rows.getChildren().removeLast();
        }
        while (shown.size() < rules.size()) {
            var row = new RuleRow(this::turn, this::remove);
            shown.add(row);
            rows.getChildren().addAll(Ui.rule(), row);
        }
        var view = last;
        var currency = currency(view);
        var token = view == null ? "" : view.live().getNetwork().getToken();
        for (int i = 0; i < rules.size(); i++) {
            shown.get(i).show(rules.get(i), day(), currency, token);
        }
        safety();
    }

    private void safety() {
        safety.getChildren().clear();
        for (var limit : reply.getLimitsList()) {
            var text =
                    limit.getMissing().isEmpty()
                            ? limit.getText()
                            : texts.get("limits.silent", limit.getText(), limit.getMissing());
            safety.getChildren().add(Ui.wrapped(text, "t-small"));
        }
        safety.getChildren()
                .add(
                        Ui.wrapped(
                                texts.get(
                                        !answered
                                                ? "limits.unread"
                                                : reply.getLimitsCount() == 0
                                                        ? "limits.none"
                                                        : "limits.text"),
                                "t-small",
                                "c-muted"));
    }

    private RuleModel.Day day() {
        var now = context.time().instant();
        var zone = ZoneId.systemDefault();
        var date = LocalDate.ofInstant(now, zone);
        return new RuleModel.Day(
                millis(date.atStartOfDay(zone).toInstant()),
                millis(date.plusDays(1).atStartOfDay(zone).toInstant()),
                millis(now));
    }

    private static long millis(Instant at) {
        return at.toEpochMilli();
    }
}
