package hearth.app.workers;

import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.theme.Icon;
import hearth.app.ui.Banner;
import hearth.app.ui.Chip;
import hearth.app.ui.Columns;
import hearth.app.ui.Condition;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.ControlWorkerRequest;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.Worker;

import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Locale;

/** Where is the bottleneck, and what did it find? */
public final class WorkerPage implements Page {
    private static final String WORKER_WITH_INSIGHTS = "contract-risk";

    private final Texts texts = Texts.of(WorkerPage.class);
    private final PanelContext context;
    private final String name;
    private final WorkerModel model = new WorkerModel();
    private final PageFrame frame;
    private final Chip state = new Chip("");
    private final Chip where = new Chip("");
    private final Chip watts = new Chip("");
    private final Button pause;
    private final Button restart;
    private final StageCards stages;
    private final StageChart chart;
    private final EarningCard earning = new EarningCard();
    private final FoundCard found;
    private final EmptyState gone;
    private boolean paused;
    private boolean there = true;
    private final Columns middle;

    /**
     * The page of one worker.
     *
     * @param name of the worker
     */
    public WorkerPage(PanelContext context, String name) {
        this.context = context;
        this.name = name;
        frame =
                new PageFrame(name)
                        .above(
                                texts.get("title"),
                                () -> context.navigator().open(Route.to(PageId.WORKERS)));
        pause = Ui.button("pause-fill", texts.get("pause"), this::togglePause);
        restart =
                Ui.iconButton(
                        "arrow-clockwise",
                        texts.get("restart"),
                        () -> control(ControlWorkerRequest.Action.RESTART));
        stages = new StageCards(context);
        chart = new StageChart(texts.get("chart"), name, context);
        found = new FoundCard(context);
        gone = new EmptyState("graph-up", texts.get("gone"), texts.get("gone.text")).large();
        middle = new Columns(820, 0.77, 0.23).with(chart, earning);
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox.setVgrow(gone, Priority.ALWAYS);
        frame.chips(state, where, watts).actions(pause, restart);
        lay(true);
    }

    private void lay(boolean known) {
        if (known) {
            frame.content(stages, middle, found);
        } else {
            frame.content(gone);
            frame.banner().hide();
            List.of(state, where, watts).forEach(chip -> chip.show(""));
        }
        Ui.visible(pause, known);
        Ui.visible(restart, known);
    }

    private void togglePause() {
        control(paused ? ControlWorkerRequest.Action.RESUME : ControlWorkerRequest.Action.PAUSE);
    }

    private void control(ControlWorkerRequest.Action action) {
        pause.setDisable(true);
        restart.setDisable(true);
        var request =
                PanelMessage.newBuilder()
                        .setControlWorker(
                                ControlWorkerRequest.newBuilder()
                                        .setWorker(name)
                                        .setAction(action));
        context.bridge()
                .answer(
                        context.agent().ask(request),
                        reply -> {
                            ready();
                            if (reply.hasFailure()) {
                                Problems.show(
                                        context.navigator().dialogs(),
                                        new IllegalStateException(
                                                reply.getFailure().getSentence()));
                            }
                        },
                        problem -> {
                            ready();
                            Problems.show(context.navigator().dialogs(), problem);
                        });
    }

    private void ready() {
        pause.setDisable(false);
        restart.setDisable(false);
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        chart.shown();
        found.ask();
    }

    @Override
    public void filter() {
        found.focusSearch();
    }

    @Override
    public void nextRange() {
        chart.nextRange();
    }

    @Override
    public void show(LiveView view) {
        var worker =
                view.live().getWorkersList().stream()
                        .filter(w -> w.getName().equals(name))
                        .findFirst();
        if (worker.isPresent() != there) {
            there = worker.isPresent();
            lay(there);
        }
        worker.ifPresent(w -> show(view, w));
    }

    private void show(LiveView view, Worker worker) {
        var condition = view.old() ? Condition.SILENT : Condition.of(worker.getState());
        state.show(
                view.old()
                        ? texts.get("silent", Numbers.span(view.age()))
                        : condition.word().toLowerCase(Locale.ROOT));
        state.colour(
                switch (condition) {
                    case WORKING, CAUGHTUP -> "c-green";
                    case OUT -> "c-red";
                    case PAUSED, PROGRESS -> "c-blue";
                    case THROTTLED -> "c-amber";
                    case SILENT, FREE, STOPPED -> "";
                });
        where.show(texts.get("where", view.live().getMachine().getName(), worker.getSlot()));
        watts.show(worker.getPower().hasValue() ? Numbers.watts(worker.getPower().getValue()) : "");
        paused = "paused".equals(worker.getState());
        String word = texts.get(paused ? "resume" : "pause");
        if (!word.equals(pause.getText())) {
            pause.setText(word);
            pause.setGraphic(new Icon(paused ? "play-fill" : "pause-fill", 13));
        }
        banner(view, worker);
        stages.show(view, worker);
        chart.show(view);
        earning.show(view, worker);
        if (name.equals(WORKER_WITH_INSIGHTS)) {
            found.live(view.live().getLatestInsightsList());
        }
    }

    private void banner(LiveView view, Worker worker) {
        var network = view.live().getNetwork();
        var note = model.note(worker);
        if (view.old()) {
            frame.banner()
                    .show(
                            Banner.Level.WARN,
                            texts.get(
                                    "banner.silent",
                                    Numbers.clockSeconds(view.now().minus(view.age()))),
                            texts.get("banner.silent.text"),
                            Ui.button(texts.get("trynow"), context.agent()::retry));
        } else if (note.isPresent()) {
            frame.banner().show(note.get().level(), note.get().what(), note.get().means());
        } else if ("unreachable".equals(network.getState())
                || "wrongchain".equals(network.getState())) {
            frame.banner()
                    .show(
                            Banner.Level.BAD,
                            texts.get("banner.network", network.getName()),
                            network.getStateText());
        } else {
            frame.banner().hide();
        }
    }
}
