package hearth.app.shell;

import hearth.app.agent.ConnectionState;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.ControlWorkerRequest;
import hearth.link.wire.PanelMessage;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The window's content: sidebar, one page, dialogs over it. All on the UI thread. */
public final class Shell extends StackPane implements Navigator {
    private static final double RAIL_BELOW = 1100;
    private static final int KEPT = 30;

    private final Texts texts = Texts.of(Shell.class);
    private final Map<PageId, PageFactory> factories;
    private final PanelContext context;
    private final Sidebar sidebar;
    private final Dialogs dialogs;
    private final StackPane middle = new StackPane();
    private final BorderPane frame = new BorderPane();
    private final AgentCard agentCard;
    private final PageFrame agentFrame = new PageFrame("");
    private final Map<Route, Page> pages = new HashMap<>();
    private final Deque<Route> past = new ArrayDeque<>();
    private @Nullable Route route;
    private @Nullable Page page;
    private LiveView view;

    /**
     * @param factories the pages there are; one without a factory has no place in the sidebar
     */
    public Shell(
            Agent agent,
            FxBridge bridge,
            InstantSource time,
            Preferences preferences,
            Map<PageId, PageFactory> factories) {
        this.factories = Map.copyOf(factories);
        context = new PanelContext(agent, bridge, this, new Trails(), time, preferences);
        dialogs = new Dialogs(() -> preferences.look().get().calm());
        sidebar = new Sidebar(this, factories.keySet());
        agentCard = new AgentCard(agent);
        agentFrame.add(agentCard);
        VBox.setVgrow(agentCard, Priority.ALWAYS);
        view = new LiveView(new ConnectionState.Connecting(), Optional.empty(), time.instant());
        frame.setLeft(sidebar);
        frame.setCenter(middle);
        getChildren().addAll(frame, dialogs);
        widthProperty().addListener((_, _, now) -> fold(now.doubleValue()));
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        setOnMousePressed(e -> {
            if (e.getButton() == MouseButton.BACK) {
                back();
            }
        });
    }

    private void fold(double width) {
        if (width > 0 && (width < RAIL_BELOW) != sidebar.isRail()) {
            sidebar.rail(width < RAIL_BELOW);
        }
    }

    /** What the pages were given. */
    public PanelContext context() {
        return context;
    }

    /** Shows or hides the sidebar: the first run has none. */
    public void sidebarVisible(boolean on) {
        Ui.visible(sidebar, on);
    }

    /** Once a second, and at each change of the link: what is known now. */
    public void show(LiveView now) {
        view = now;
        now.latest().ifPresent(context.trails()::take);
        sidebar.show(now);
        if (page == null || route == null) {
            return;
        }
        boolean away =
                switch (now.link()) {
                    case ConnectionState.Unreachable _ ->
                            !now.known() || route.page() == PageId.OVERVIEW;
                    case ConnectionState.Connecting _, ConnectionState.Connected _ -> !now.known();
                };
        if (away && !page.worksAlone()) {
            agentFrame.title(texts.get("page." + route.page().section().id()));
            agentCard.show(now);
            put(agentFrame);
        } else {
            put(page.view());
            page.show(now);
        }
    }

    private void put(Node node) {
        if (!middle.getChildren().contains(node)) {
            middle.getChildren().setAll(node);
        }
    }

    @Override
    public void open(Route next) {
        if (!has(next.page()) || next.equals(route)) {
            return;
        }
        if (route != null) {
            past.push(route);
            while (past.size() > KEPT) {
                past.removeLast();
            }
        }
        go(next);
    }

    private void go(Route next) {
        if (page != null) {
            page.hidden();
        }
        route = next;
        var opened = pages.computeIfAbsent(next, this::make);
        page = opened;
        sidebar.select(next.page());
        sidebarVisible(next.page() != PageId.FIRSTRUN);
        opened.shown();
        show(view);
        opened.view().requestFocus();
    }

    private Page make(Route next) {
        var factory = factories.get(next.page());
        if (factory == null) {
            throw new IllegalStateException("no page " + next);
        }
        // Pages of one thing are made again: dozens of insights need not stay in memory.
        if (!next.argument().isEmpty()) {
            pages.keySet().removeIf(r -> !r.argument().isEmpty() && !past.contains(r));
        }
        return factory.make(context, next.argument());
    }

    /** The place that is shown. */
    public Optional<Route> route() {
        return Optional.ofNullable(route);
    }

    /** Whether the page that is shown waits for an answer that fills it. */
    public boolean waiting() {
        return page != null && page.waiting();
    }

    @Override
    public boolean has(PageId id) {
        return factories.containsKey(id);
    }

    @Override
    public void back() {
        if (!past.isEmpty()) {
            go(past.pop());
        }
    }

    @Override
    public Dialogs dialogs() {
        return dialogs;
    }

    private void key(KeyEvent event) {
        if (dialogs.showing()) {
            return;
        }
        boolean control = event.isShortcutDown();
        KeyCode code = event.getCode();
        boolean done = true;
        var preferences = context.preferences();
        int zoom = preferences.look().get().zoom();
        if (control && code.isDigitKey() && code != KeyCode.DIGIT0) {
            sidebar.openNumber(Character.digit(code.getChar().charAt(0), 10));
        } else if (control && code == KeyCode.K) {
            palette("");
        } else if (control && code == KeyCode.F && page != null) {
            page.filter();
        } else if (control && event.isShiftDown() && code == KeyCode.P) {
            pauseEverything();
        } else if (control && (code == KeyCode.PLUS || code == KeyCode.EQUALS)) {
            preferences.change(preferences.look().get().zoom(zoom + 10));
        } else if (control && code == KeyCode.MINUS) {
            preferences.change(preferences.look().get().zoom(zoom - 10));
        } else if (code == KeyCode.F5 && page != null) {
            page.refresh();
        } else if (code == KeyCode.ESCAPE || (event.isAltDown() && code == KeyCode.LEFT)) {
            back();
        } else {
            done = false;
        }
        if (done) {
            event.consume();
        } else if (code == KeyCode.R
                && !control
                && page != null
                && !(event.getTarget() instanceof TextInputControl)) {
            page.nextRange();
        }
    }

    /** Opens the palette with a search. */
    public void palette(String search) {
        List<Command> all = new ArrayList<>();
        var doing = texts.get("palette.do");
        var going = texts.get("palette.go");
        for (var worker : view.live().getWorkersList()) {
            boolean paused = "paused".equals(worker.getState());
            all.add(
                    new Command(
                            doing,
                            paused ? "play-fill" : "pause-fill",
                            texts.get(paused ? "do.resume" : "do.pause", worker.getName()),
                            texts.get("do.on", view.live().getMachine().getName()),
                            List.of(),
                            () -> control(worker.getName(), !paused)));
        }
        if (!view.live().getWorkersList().isEmpty()) {
            all.add(
                    new Command(
                            doing,
                            "pause-circle",
                            texts.get("do.pauseall"),
                            "",
                            List.of("Ctrl", "Shift", "P"),
                            this::pauseEverything));
        }
        if (page != null) {
            all.addAll(page.commands());
        }
        all.sort((a, b) -> Boolean.compare(b.group().equals(doing), a.group().equals(doing)));
        int number = 0;
        for (var id : PageId.values()) {
            if (id.group() > 0 && has(id)) {
                number++;
                all.add(
                        new Command(
                                going,
                                id.icon(),
                                texts.get("page." + id.id()),
                                "",
                                List.of("Ctrl", Integer.toString(number)),
                                () -> open(Route.to(id))));
            }
        }
        var palette = new Palette(all, dialogs);
        dialogs.present(palette, 620, Pos.TOP_CENTER);
        StackPane.setMargin(palette, new Insets(104, 0, 0, 0));
        palette.search(search);
        Node field = palette.lookup(".palette-field");
        if (field != null) {
            field.requestFocus();
        }
    }

    private void pauseEverything() {
        for (var worker : view.live().getWorkersList()) {
            control(worker.getName(), true);
        }
    }

    private void control(String worker, boolean pause) {
        var action = pause ? ControlWorkerRequest.Action.PAUSE : ControlWorkerRequest.Action.RESUME;
        var request = ControlWorkerRequest.newBuilder().setWorker(worker).setAction(action);
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setControlWorker(request)),
                        _ -> {},
                        problem -> Problems.show(dialogs, problem));
    }
}
