package hearth.app.settings;

import atlantafx.base.controls.ToggleSwitch;

import hearth.app.agent.ConnectionState;
import hearth.app.shell.LiveView;
import hearth.app.shell.Look;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.theme.Theme;
import hearth.app.ui.Card;
import hearth.app.ui.Columns;
import hearth.app.ui.Numbers;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.installers.AgentService;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.StopAgentRequest;
import hearth.link.wire.Welcome;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** What the operator may change, saved as it is changed. */
public final class SettingsPage implements Page {
    private static final List<Integer> SIZES = List.of(80, 100, 125, 150);

    private final Texts texts = Texts.of(SettingsPage.class);
    private final PanelContext context;
    private final @Nullable AgentService service;
    private final Executor io;
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final VBox menu = new VBox(2);
    private final StackPane middle = new StackPane();
    private final Label means = Ui.wrapped("", "t-small", "c-muted");
    private final Map<String, MenuItem> items = new LinkedHashMap<>();
    private final Map<String, Region> sections = new LinkedHashMap<>();
    private final Label agent = Ui.label("");
    private final Label agentSince = Ui.label("", "c-muted");
    private final Label machine = Ui.label("");
    private final Label nodeKey = Ui.label("", "t-mono");
    private final Label folder = Ui.label("", "t-mono");
    private final Label mode = Ui.label("");
    private final Label networkName = Ui.label("");
    private final EnergySection energy;
    private final Label chain = Ui.label("");
    private final Label endpoint = Ui.label("", "t-mono");
    private final Label joined = Ui.label("");

    /** The page for a panel that cannot change the agent's service. */
    public SettingsPage(PanelContext context) {
        this(context, null, Runnable::run);
    }

    /**
     * The page for a panel.
     *
     * @param service the agent as a service of this user, where this program can be one
     * @param io for what blocks
     */
    public SettingsPage(PanelContext context, @Nullable AgentService service, Executor io) {
        this.context = context;
        this.service = service;
        this.io = io;
        energy = new EnergySection(context, texts);
        section("general", "gear", general());
        section("machine", "hdd-network", machine());
        section("energy", "lightning-charge", energy);
        section("network", "globe2", network());
        section("data", "database", data());
        section("about", "info-circle", about());
        var side =
                new VBox(
                        14,
                        new Card(texts.get("changes")).add(means),
                        new Card(texts.get("saved"))
                                .add(Ui.wrapped(texts.get("saved.text"), "t-small", "c-muted")));
        middle.setAlignment(Pos.TOP_LEFT);
        frame.add(new Columns(820, 0.17, 0.64, 0.19).gap(22).with(menu, middle, side));
        choose("general");
    }

    private void section(String name, String icon, Region content) {
        var item = new MenuItem(icon, texts.get("menu." + name), () -> choose(name));
        items.put(name, item);
        sections.put(name, content);
        menu.getChildren().add(item);
    }

    private void choose(String name) {
        items.forEach((key, item) -> item.selected(key.equals(name)));
        var content = sections.get(name);
        if (content != null) {
            middle.getChildren().setAll(content);
        }
        Ui.text(means, texts.get("means." + name));
    }

    private Region general() {
        var look = context.preferences().look().get();
        var theme =
                new Segments(
                        texts.get("theme"),
                        List.of(texts.get("theme.dark"), texts.get("theme.light")),
                        i -> change(l -> l.in(i == 0 ? Theme.DARK : Theme.LIGHT)));
        if (look.theme() == Theme.LIGHT) {
            theme.choose(1);
        }
        var size =
                new Segments(
                        texts.get("size"),
                        SIZES.stream().map(s -> Numbers.percent(s / 100.0)).toList(),
                        i -> change(l -> l.zoom(SIZES.get(i))));
        int at = SIZES.indexOf(look.zoom());
        size.choose(at < 0 ? 1 : at);
        var calm = new ToggleSwitch();
        calm.setSelected(look.calm());
        calm.setAccessibleText(texts.get("calm"));
        calm.selectedProperty().addListener((_, _, on) -> change(l -> l.calm(on)));
        return new VBox(
                14,
                new SettingCard(texts.get("look"))
                        .row(texts.get("theme"), texts.get("theme.text"), theme)
                        .row(texts.get("size"), texts.get("size.text"), size)
                        .row(texts.get("calm"), texts.get("calm.text"), calm));
    }

    private void change(UnaryOperator<Look> step) {
        context.preferences().change(step.apply(context.preferences().look().get()));
    }

    private Region machine() {
        var agentCard =
                new SettingCard(texts.get("agent"))
                        .row(texts.get("agent.runs"), texts.get("agent.runs.text"), agent)
                        .row(texts.get("agent.since"), texts.get("agent.since.text"), agentSince)
                        .row(texts.get("mode"), texts.get("mode.text"), mode);
        if (service != null) {
            agentCard.row(
                    texts.get("service"),
                    texts.get("service.text"),
                    new ServiceSetting(context, texts, service, io));
        }
        agentCard.row(
                texts.get("stop"),
                texts.get("stop.text"),
                Ui.button(texts.get("stop.do"), this::askStop, "leave"));
        return new VBox(
                14,
                new SettingCard(texts.get("thismachine"))
                        .row(texts.get("name"), texts.get("name.text"), machine)
                        .row(texts.get("nodekey"), texts.get("nodekey.text"), nodeKey)
                        .row(
                                texts.get("lent"),
                                texts.get("lent.text"),
                                Ui.button(
                                        texts.get("lent.open"),
                                        () -> context.navigator().open(Route.to(PageId.SLOTS)))),
                agentCard);
    }

    private void askStop() {
        var dialogs = context.navigator().dialogs();
        dialogs.show(
                texts.get("stop.title"),
                520,
                Ui.wrapped(texts.get("stop.means"), "c-muted"),
                Ui.button(
                        texts.get("stop.do"),
                        () -> {
                            dialogs.close();
                            stop();
                        },
                        "danger"),
                Ui.button(texts.get("stop.keep"), dialogs::close, "primary"));
    }

    private void stop() {
        var request = PanelMessage.newBuilder().setStopAgent(StopAgentRequest.getDefaultInstance());
        context.bridge()
                .answer(
                        context.agent().ask(request),
                        _ -> {},
                        problem -> Problems.show(context.navigator().dialogs(), problem));
    }

    private Region network() {
        var card =
                new SettingCard(texts.get("network"))
                        .row(texts.get("network.name"), texts.get("network.name.text"), networkName)
                        .row(texts.get("chain"), texts.get("chain.text"), chain)
                        .row(texts.get("endpoint"), texts.get("endpoint.text"), endpoint)
                        .row(texts.get("joined"), texts.get("joined.text"), joined);
        if (context.navigator().has(PageId.NETWORK)) {
            card.row(
                    texts.get("network.page"),
                    texts.get("network.page.text"),
                    Ui.button(
                            texts.get("network.open"),
                            () -> context.navigator().open(Route.to(PageId.NETWORK))));
        }
        return card;
    }

    private Region data() {
        return new SettingCard(texts.get("data"))
                .row(texts.get("folder"), texts.get("folder.text"), folder)
                .row(
                        texts.get("folder.copy"),
                        texts.get("folder.copy.text"),
                        Ui.button("copy", texts.get("copy"), () -> Ui.copy(folder.getText())));
    }

    private Region about() {
        return new SettingCard(texts.get("about"))
                .row("Hearth", texts.get("about.text"), Ui.label(texts.get("about.version")))
                .row(texts.get("licence"), texts.get("licence.text"), Ui.label("Apache-2.0"))
                .row("Inter, JetBrains Mono", texts.get("fonts.text"), Ui.label("OFL-1.1"))
                .row("Bootstrap Icons", texts.get("icons.text"), Ui.label("MIT"))
                .row("JavaFX, AtlantaFX", texts.get("fx.text"), Ui.label("GPL-2.0 + CE, MIT"));
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public boolean worksAlone() {
        return true;
    }

    @Override
    public void show(LiveView view) {
        var live = view.live();
        var network = live.getNetwork();
        energy.show(view);
        Ui.text(machine, dash(live.getMachine().getName()));
        Ui.text(
                nodeKey,
                network.getNodeKey().isEmpty()
                        ? Numbers.DASH
                        : Numbers.middle(network.getNodeKey()));
        switch (view.link()) {
            case ConnectionState.Connected(Welcome welcome) -> connected(welcome);
            case ConnectionState.Connecting _, ConnectionState.Unreachable _ -> {
                Ui.text(agent, texts.get("agent.away"));
                Ui.text(agentSince, Numbers.DASH);
            }
        }
        Ui.text(networkName, dash(network.getName()));
        Ui.text(
                chain,
                network.getChainId() == 0 ? Numbers.DASH : Long.toString(network.getChainId()));
        Ui.text(endpoint, dash(network.getRpc()));
        Ui.text(
                joined,
                network.getJoined()
                        ? texts.get("joined.as", Long.toString(network.getNodeId()))
                        : texts.get("joined.not"));
    }

    private void connected(Welcome welcome) {
        Ui.text(
                agent,
                texts.get("agent.version", welcome.getVersion(), Long.toString(welcome.getPid())));
        var since = Instant.ofEpochMilli(welcome.getStartedAt());
        Ui.text(
                agentSince,
                welcome.getStartedAt() == 0
                        ? Numbers.DASH
                        : Numbers.day(since) + " " + Numbers.clock(since));
        Ui.text(folder, dash(welcome.getDataDir()));
        Ui.text(mode, texts.get(welcome.getDeveloperMode() ? "mode.developer" : "mode.installed"));
    }

    private static String dash(String text) {
        return text.isEmpty() ? Numbers.DASH : text;
    }
}
