package hearth.app.network;

import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Route;
import hearth.app.ui.Banner;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Column;
import hearth.app.ui.Columns;
import hearth.app.ui.Condition;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Facts;
import hearth.app.ui.Numbers;
import hearth.app.ui.StatTile;
import hearth.app.ui.StateMark;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.link.wire.Check;
import hearth.link.wire.Network;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;

/** The network: this machine's place in it, its contracts, its chain, who checks. */
public final class NetworkPage implements Page {
    private static final int CHECKS = 8;

    private final Texts texts = Texts.of(NetworkPage.class);
    private final PanelContext context;
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final Chip sync = new Chip("");
    private final Chip nodes = new Chip("");
    private final Chip gatekeepers = new Chip("");
    private final StatTile mine = new StatTile(texts.get("tile.nodes"));
    private final StatTile score = new StatTile(texts.get("tile.score"));
    private final StatTile block = new StatTile(texts.get("tile.block"));
    private final StatTile share = new StatTile(texts.get("tile.share"));
    private final DataTable<NetworkModel.Registration> registration = registrations();
    private final Facts keepers = new Facts();
    private final VBox contracts = new VBox(7);
    private final VBox endpoints = new VBox(9);
    private final Facts health = new Facts();
    private final DataTable<Check> checks = checks();
    private final Card checkCard = new Card(texts.get("checks")).flush();
    private final EmptyState noChecks =
            new EmptyState("shield-check", texts.get("checks.none"), texts.get("checks.none.text"));
    private final EmptyState empty;
    private final Region[] all;
    private List<String> drawnContracts = List.of();
    private boolean known = true;

    /** The page for a panel. */
    public NetworkPage(PanelContext context) {
        this.context = context;
        empty =
                new EmptyState("globe2", texts.get("empty"), texts.get("empty.text"))
                        .large()
                        .actions(
                                Ui.button(
                                        texts.get("empty.join"),
                                        () -> context.navigator().open(Route.to(PageId.FIRSTRUN)),
                                        "primary"));
        var registered =
                new Card(texts.get("registration"))
                        .flush()
                        .right(Ui.label(texts.get("leaving"), "t-small", "c-muted"));
        registered.add(registration);
        var keeperCard = new Card(texts.get("gatekeepers")).add(keepers);
        var contractCard = new Card(texts.get("contracts")).add(contracts);
        var endpointCard = new Card(texts.get("endpoints")).add(endpoints);
        var healthCard = new Card(texts.get("health")).add(health);
        checkCard
                .right(Ui.label(texts.get("checks.note"), "t-small", "c-muted"))
                .fill(checks)
                .fill(noChecks);
        checks.fits(1);
        VBox.setVgrow(checkCard, Priority.ALWAYS);
        all =
                new Region[] {
                    new Columns(760, 1, 1, 1, 1).foldInto(2).with(mine, score, block, share),
                    new Columns(900, 1.45, 1).with(registered, keeperCard),
                    new Columns(900, 1, 1.1, 1).with(contractCard, endpointCard, healthCard),
                    checkCard
                };
        frame.chips(sync, nodes, gatekeepers);
        frame.content(all);
    }

    private DataTable<NetworkModel.Registration> registrations() {
        return new DataTable<>(
                36,
                16,
                List.of(
                        Column.<NetworkModel.Registration>words(
                                        texts.get("col.machine"), r -> r.machine())
                                .grow(1),
                        Column.<NetworkModel.Registration>words(
                                        texts.get("col.key"), r -> r.key(), "t-mono", "c-muted")
                                .leaves(2),
                        Column.<NetworkModel.Registration, StateMark>nodes(
                                texts.get("col.state"),
                                StateMark::new,
                                (m, r) -> m.show(r.condition(), r.state())),
                        Column.<NetworkModel.Registration>numbers(
                                texts.get("col.stake"), r -> r.stake()),
                        Column.<NetworkModel.Registration>numbers(
                                        texts.get("col.tickets"), r -> r.tickets())
                                .leaves(3),
                        Column.<NetworkModel.Registration>numbers(
                                texts.get("col.score"), r -> r.score()),
                        Column.<NetworkModel.Registration>words(
                                        texts.get("col.joined"), r -> r.joined(), "c-muted")
                                .leaves(1)));
    }

    private DataTable<Check> checks() {
        return new DataTable<>(
                34,
                16,
                List.of(
                        Column.<Check>words(
                                texts.get("col.when"),
                                c -> Numbers.clockSeconds(Instant.ofEpochMilli(c.getAt())),
                                "c-muted"),
                        Column.<Check>words(
                                        texts.get("col.round"),
                                        c -> c.getEpoch() + " · " + c.getRound())
                                .leaves(2),
                        Column.<Check, StateMark>nodes(
                                texts.get("col.check"),
                                StateMark::new,
                                (m, c) ->
                                        m.show(
                                                c.getPassed() ? Condition.WORKING : Condition.OUT,
                                                texts.get(
                                                        "reran",
                                                        Numbers.whole(c.getRerun()),
                                                        Numbers.whole(c.getUnits())))),
                        Column.<Check>words(texts.get("col.seen"), Check::getText, "c-muted")
                                .width(80, 120)
                                .grow(1)));
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void show(LiveView view) {
        var network = view.live().getNetwork();
        boolean any = !network.getName().isEmpty() || network.getJoined();
        if (any != known) {
            known = any;
            if (any) {
                frame.content(all);
            } else {
                frame.content(empty);
                VBox.setVgrow(empty, Priority.ALWAYS);
            }
        }
        chips(network);
        if (!any) {
            return;
        }
        banner(network);
        tiles(view, network);
        registration.show(NetworkModel.registrations(view.live()));
        gatekeepers(network);
        contracts(network);
        endpoints(network);
        health(view, network);
        var list = network.getChecksList();
        Ui.visible(checks, !list.isEmpty());
        Ui.visible(noChecks, list.isEmpty());
        checks.show(list.subList(0, Math.min(CHECKS, list.size())));
    }

    private void chips(Network network) {
        sync.show(
                network.getName().isEmpty()
                        ? ""
                        : texts.get(
                                network.getState().equals("ready") ? "chip.sync" : "chip.away",
                                network.getName()));
        sync.colour(network.getState().equals("ready") ? "c-green" : "c-amber");
        nodes.show(
                network.getNodes() == 0
                        ? ""
                        : texts.get(
                                network.getNodes() == 1 ? "chip.node" : "chip.nodes",
                                Numbers.whole(network.getNodes())));
        gatekeepers.show(
                network.getGatekeepers() == 0
                        ? ""
                        : texts.get(
                                network.getGatekeepers() == 1 ? "chip.keeper" : "chip.keepers",
                                Numbers.whole(network.getGatekeepers())));
    }

    private void banner(Network network) {
        switch (network.getState()) {
            case "unreachable", "wrongchain" ->
                    frame.banner()
                            .show(
                                    Banner.Level.BAD,
                                    texts.get("bad." + network.getState()),
                                    network.getStateText());
            case "starting" ->
                    frame.banner()
                            .show(
                                    Banner.Level.INFO,
                                    texts.get("bad.starting"),
                                    network.getStateText());
            default -> {
                if (network.getJoined()) {
                    frame.banner().hide();
                } else {
                    frame.banner()
                            .show(
                                    Banner.Level.INFO,
                                    texts.get("notjoined.banner", network.getName()),
                                    texts.get("notjoined.text"),
                                    Ui.button(
                                            texts.get("empty.join"),
                                            () ->
                                                    context.navigator()
                                                            .open(Route.to(PageId.FIRSTRUN)),
                                            "primary"));
                }
            }
        }
    }

    private void tiles(LiveView view, Network network) {
        String age = Numbers.span(view.age());
        var figures =
                List.of(
                        NetworkModel.nodes(network),
                        NetworkModel.scoreFigure(network),
                        NetworkModel.block(network),
                        NetworkModel.share(network));
        var shown = figures.stream().map(f -> view.old() ? f.old(age) : f).toList();
        mine.show(
                shown.get(0),
                network.getStake().isEmpty()
                        ? ""
                        : texts.get(
                                "staked", Numbers.coins(network.getStake()), network.getToken()));
        score.show(shown.get(1), texts.get("score.what"));
        block.show(shown.get(2), NetworkModel.blockAge(network, view.now()));
        share.show(
                shown.get(3),
                network.getTotalTickets() == 0
                        ? ""
                        : texts.get(
                                "tickets.of",
                                Numbers.whole(network.getTickets()),
                                Numbers.whole(network.getTotalTickets())));
    }

    private void gatekeepers(Network network) {
        keepers.set(
                texts.get("keepers.sign"),
                texts.get(
                        "keepers.of",
                        Numbers.whole(network.getGatekeepersNeeded()),
                        Numbers.whole(network.getGatekeepers())));
        keepers.set(
                texts.get("keepers.where"),
                texts.get(network.getGatekeeperHere() ? "keepers.here" : "keepers.there"));
        long passed = network.getChecksList().stream().filter(Check::getPassed).count();
        keepers.set(
                texts.get("keepers.held"),
                network.getChecksCount() == 0
                        ? Numbers.DASH
                        : texts.get(
                                "keepers.passed",
                                Numbers.whole(passed),
                                Numbers.whole(network.getChecksCount())),
                "",
                passed == network.getChecksCount() ? "c-green" : "c-amber");
    }

    private void contracts(Network network) {
        if (drawnContracts.equals(network.getContractsList())) {
            return;
        }
        drawnContracts = network.getContractsList();
        contracts.getChildren().clear();
        for (var contract : NetworkModel.contracts(network)) {
            var copy =
                    Ui.iconButton(
                            "copy",
                            texts.get("copy", contract.name()),
                            () -> Ui.copy(contract.address()),
                            "quiet",
                            "small");
            var line =
                    new HBox(
                            6,
                            Ui.label(contract.name()),
                            Ui.spring(),
                            Ui.label(Numbers.middle(contract.address()), "t-mono", "c-muted"),
                            copy);
            line.setAlignment(Pos.CENTER_LEFT);
            line.setMaxHeight(20);
            contracts.getChildren().add(line);
        }
        var chain =
                new HBox(
                        6,
                        Ui.label(texts.get("chainid"), "c-muted"),
                        Ui.spring(),
                        Ui.label(Long.toString(network.getChainId())));
        contracts.getChildren().add(chain);
    }

    private void endpoints(Network network) {
        var list = NetworkModel.endpoints(network);
        while (endpoints.getChildren().size() > list.size()) {
            endpoints.getChildren().removeLast();
        }
        while (endpoints.getChildren().size() < list.size()) {
            endpoints.getChildren().add(new EndpointLine());
        }
        for (int i = 0; i < list.size(); i++) {
            ((EndpointLine) endpoints.getChildren().get(i)).show(list.get(i));
        }
    }

    private void health(LiveView view, Network network) {
        String age = NetworkModel.blockAge(network, view.now());
        health.set(texts.get("health.state"), texts.get("state." + state(network)));
        health.set(texts.get("health.block"), age.isEmpty() ? Numbers.DASH : age);
        health.set(
                texts.get("health.source"),
                network.getSourceBlock() == 0
                        ? Numbers.DASH
                        : Numbers.whole(network.getSourceBlock()));
        health.set(
                texts.get("health.since"),
                network.getJoinedBlock() == 0
                        ? Numbers.DASH
                        : texts.get("block", Numbers.whole(network.getJoinedBlock())));
        health.set(
                texts.get("health.epoch"),
                view.live().getEarning().getLastSettledEpoch() == 0
                        ? Numbers.DASH
                        : Numbers.whole(view.live().getEarning().getLastSettledEpoch()));
    }

    private String state(Network network) {
        return texts.has("state." + network.getState()) ? network.getState() : "none";
    }

    private static final class EndpointLine extends HBox {
        private final StateMark mark = new StateMark().shrinks();
        private final Label what = Ui.label("", "c-muted", "t-small");

        EndpointLine() {
            super(8);
            setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(mark, Ui.spring(), what);
        }

        void show(NetworkModel.Endpoint endpoint) {
            mark.show(endpoint.condition(), endpoint.name());
            Ui.text(what, endpoint.what());
        }
    }
}
