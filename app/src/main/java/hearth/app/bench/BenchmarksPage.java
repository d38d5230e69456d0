package hearth.app.bench;

import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.ui.Banner;
import hearth.app.ui.Columns;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.BenchHistoryRequest;
import hearth.link.wire.BenchRequest;
import hearth.link.wire.Measure;
import hearth.link.wire.PanelMessage;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;

/** What this machine can do, and is it getting slower? */
public final class BenchmarksPage implements Page {
    private static final List<String> MODES = List.of("quick", "full", "sustained");
    private static final int LOAD_SECONDS = 900;

    private final Texts texts = Texts.of(BenchmarksPage.class);
    private final PanelContext context;
    private final BenchmarksModel model = new BenchmarksModel();
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final Segments modes;
    private final Button run;
    private final Button share;
    private final RunBar running;
    private final ResultsCard results;
    private final TrendCard trend;
    private final FitCard fit;
    private final LoadCard load = new LoadCard();
    private final EmptyState none;
    private final VBox body = new VBox(14);
    private final VBox emptyCard;
    private LiveView last;
    private long shownAt = -1;
    private boolean busy;
    private boolean answered;
    private final EmptyState unread =
            new EmptyState("speedometer2", texts.get("unread"), texts.get("unread.text")).large();

    /** The page for a panel. */
    public BenchmarksPage(PanelContext context) {
        this.context = context;
        last =
                new LiveView(
                        context.agent().state().get(), Optional.empty(), context.time().instant());
        modes =
                new Segments(
                        texts.get("kind"),
                        MODES.stream().map(mode -> texts.get("run." + mode)).toList(),
                        _ -> {});
        run =
                Ui.button(
                        "play-fill",
                        texts.get("run"),
                        () -> run(MODES.get(modes.chosen())),
                        "primary");
        share = Ui.button("image", texts.get("share"), this::share);
        running = new RunBar(context);
        results = new ResultsCard(this::choose, this::toggle);
        trend = new TrendCard(() -> run("full"));
        fit = new FitCard(context.navigator().dialogs());
        none = new EmptyState("speedometer2", texts.get("none"), texts.get("none.text")).large();
        none.actions(Ui.button(texts.get("none.run"), () -> run("quick"), "primary"));
        emptyCard = new VBox(none);
        emptyCard.getStyleClass().add("card");
        emptyCard.setAlignment(Pos.CENTER);
        var below = new Columns(900, 0.42, 0.34, 0.24).with(trend, fit, load);
        VBox.setVgrow(below, Priority.ALWAYS);
        VBox.setVgrow(emptyCard, Priority.ALWAYS);
        body.getChildren().addAll(results, below);
        VBox.setVgrow(body, Priority.ALWAYS);
        frame.actions(modes, share, run);
        frame.content(running, body, emptyCard, unread);
        VBox.setVgrow(unread, Priority.ALWAYS);
        Ui.visible(unread, false);
        Ui.visible(emptyCard, false);
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        ask();
    }

    private void ask() {
        var request = BenchHistoryRequest.newBuilder().setLimit(60);
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setBenchHistory(request)),
                        this::take,
                        problem -> problem("unread", Problems.sentence(problem)));
    }

    private void take(AgentMessage reply) {
        if (reply.hasFailure()) {
            problem("unread", reply.getFailure().getSentence());
        } else if (reply.hasBenchHistory()) {
            frame.banner().hide();
            Ui.visible(unread, false);
            answered = true;
            model.take(reply.getBenchHistory());
            draw();
        }
    }

    private void problem(String what, String sentence) {
        Ui.visible(unread, !answered);
        frame.banner()
                .show(
                        Banner.Level.BAD,
                        texts.get(what),
                        sentence,
                        Ui.button(texts.get("retry"), this::ask));
    }

    private void run(String mode) {
        frame.banner().hide();
        run.setDisable(true);
        var request = BenchRequest.newBuilder().setMode(mode);
        if (mode.equals("sustained")) {
            request.setLoadSeconds(LOAD_SECONDS);
        }
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setBench(request)),
                        reply -> {
                            run.setDisable(busy);
                            if (reply.hasFailure()) {
                                ended(
                                        reply.getFailure().getCode(),
                                        reply.getFailure().getSentence());
                            } else {
                                ask();
                            }
                        },
                        problem -> {
                            run.setDisable(busy);
                            ended("", Problems.sentence(problem));
                        });
    }

    /** Who cancelled knows it. */
    private void ended(String code, String sentence) {
        boolean cancelled = code.equals("BENCH-4") || sentence.contains("was cancelled");
        if (cancelled) {
            frame.banner()
                    .show(Banner.Level.INFO, texts.get("cancelled"), texts.get("cancelled.text"));
        } else {
            problem("problem", sentence);
        }
    }

    private void choose(Measure measure) {
        model.choose(measure.getName());
        trend.show(model);
    }

    private void toggle() {
        model.showAll(!model.showsAll());
        results.show(model, last.live().getMachine().getName(), last.live().getNetwork());
    }

    private void share() {
        model.newest()
                .ifPresent(report ->
                        new ShareFlow(context, frame, context.preferences().look().get().theme())
                                .offer(report));
    }

    @Override
    public void show(LiveView view) {
        last = view;
        var machine = view.live().getMachine();
        busy =
                running.show(
                        machine.hasBenchRunning()
                                ? Optional.of(machine.getBenchRunning())
                                : Optional.empty(),
                        view.now());
        run.setDisable(busy);
        modes.setDisable(busy);
        long at = machine.getBenchmark().getAt();
        if (shownAt >= 0 && at != shownAt) {
            // Another caller's run has ended.
            ask();
        }
        shownAt = at;
        draw();
    }

    private void draw() {
        var live = last.live();
        boolean empty = model.empty();
        Ui.visible(body, !empty);
        Ui.visible(emptyCard, empty && !busy && answered);
        share.setDisable(empty);
        if (!empty) {
            results.show(model, live.getMachine().getName(), live.getNetwork());
            trend.show(model);
            fit.show(model, live.getMachine().getName());
            load.show(model);
        }
    }
}
