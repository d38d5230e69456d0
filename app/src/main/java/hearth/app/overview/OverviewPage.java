package hearth.app.overview;

import hearth.app.activity.ActivityCard;
import hearth.app.chart.Sparkline;
import hearth.app.machine.MachineRows;
import hearth.app.power.NetCard;
import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Past;
import hearth.app.shell.Route;
import hearth.app.shell.Trails;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Columns;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.MeterBar;
import hearth.app.ui.Numbers;
import hearth.app.ui.StatTile;
import hearth.app.ui.StepList;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.app.workers.InsightRows;
import hearth.link.wire.Insight;
import hearth.link.wire.Live;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.List;

/** Is everything well, and is it worth it? */
public final class OverviewPage implements Page {
    private static final String FIRST_WORKER = "contract-risk";
    private static final double FOLD = 760;
    private static final double ROOMY = 880;
    private static final double TALL = 1000;
    private static final long TEN_MINUTES = 600_000;

    private final PanelContext context;
    private final Texts texts = Texts.of(OverviewPage.class);
    private final OverviewModel model = new OverviewModel();
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final Chip machines = new Chip("");
    private final Chip network = new Chip("");
    private final Chip epoch = new Chip("");
    private final Button claim;
    private final StatTile throughput = new StatTile(texts.get("throughput"));
    private final StatTile power = new StatTile(texts.get("power"));
    private final StatTile earned = new StatTile(texts.get("earned.epoch"));
    private final StatTile fourth = new StatTile(texts.get("next"));
    private final Sparkline rateLine = new Sparkline("c-orange", 32, false);
    private final Sparkline powerLine = new Sparkline("c-blue", 32, false);
    private final Sparkline earnedLine = new Sparkline("c-green", 32, true);
    private final MeterBar epochBar = new MeterBar(false, "orange");
    private final VBox epochBox = new VBox();
    private final Sparkline todayLine = new Sparkline("c-green", 32, false);
    private final Label powerReason = Ui.wrapped("", "t-small", "c-muted");
    private final VBox powerMiddle = new VBox();
    private final Button powerHow;
    private final ThroughputCard chart;
    private final Past past;
    private final StepList steps = new StepList();
    private final Card first = new Card(texts.get("first"));
    private final Label firstProgress = Ui.label("", "t-small", "c-muted");
    private final DataTable<LiveView> machineTable = MachineRows.brief();
    private final EpochCard epochCard;
    private final NetCard net;
    private final SlotsCard slots;
    private final DataTable<Insight> insights = InsightRows.brief(17);
    private final EmptyState noInsights =
            new EmptyState("search", texts.get("insights.empty"), texts.get("insights.empty.text"));
    private final Card insightCard;
    private final ActivityCard activity;
    private @Nullable Stage stage;

    /** How far this machine has come, which decides what there is to show. */
    private enum Stage {
        /** In no network: nothing is earned, scored or settled. */
        APART,
        /** On the way to the first reward. */
        NEWCOMER,
        BUSY
    }

    /** The page for a panel. */
    public OverviewPage(PanelContext context) {
        this.context = context;
        var go = context.navigator();
        claim = Ui.button(texts.get("claim"), () -> go.open(Route.to(PageId.REWARDS)), "primary");
        powerHow = Ui.link(texts.get("power.add"), () -> go.open(Route.to(PageId.METER)), "small");
        chart = new ThroughputCard(context);
        past = new Past(context, List.of("power.machine", Trails.rate(FIRST_WORKER)), () -> {});
        epochCard = new EpochCard();
        net = new NetCard(context);
        slots = new SlotsCard(() -> go.open(Route.to(PageId.SLOTS)));
        activity = new ActivityCard(() -> go.open(Route.to(PageId.ACTIVITY)));
        insights.fits(3).onOpen(i -> go.open(new Route(PageId.INSIGHT, key(i))));
        machineTable.onOpen(_ -> go.open(new Route(PageId.MACHINE, "local")));
        first.right(firstProgress).add(steps);
        insightCard =
                new Card(texts.get("latest"))
                        .flush()
                        .subtitle(texts.get("latest.sub"))
                        .fill(insights)
                        .fill(noInsights);
        tiles();
        frame.chips(machines, network, epoch).actions(claim);
    }

    static String key(Insight insight) {
        return insight.getCodeHash().isEmpty() ? insight.getAddress() : insight.getCodeHash();
    }

    private void tiles() {
        throughput.middle(rateLine);
        powerMiddle.getChildren().setAll(powerLine);
        power.middle(powerMiddle);
        power.foot(powerHow);
        earned.middle(earnedLine);
        epochBox.getChildren().setAll(epochBar);
        epochBox.setMinHeight(32);
        epochBox.setPrefHeight(32);
        epochBox.setStyle("-fx-padding: 16 0 0 0;");
        fourth.middle(epochBox);
        claim.setVisible(context.navigator().has(PageId.REWARDS));
    }

    private void lay(Stage next) {
        if (next == stage) {
            return;
        }
        stage = next;
        fourth.middle(next == Stage.NEWCOMER ? epochBox : todayLine);
        var machineCard = machineCard();
        var tiles = new Columns(800, 1, 1, 1, 1).foldInto(2);
        tiles.with(throughput, power, earned, fourth);
        VBox.setVgrow(chart, Priority.ALWAYS);
        VBox.setVgrow(activity, Priority.ALWAYS);
        VBox.setVgrow(insightCard, Priority.ALWAYS);
        VBox.setVgrow(epochCard, Priority.ALWAYS);
        VBox.setVgrow(slots, next == Stage.BUSY ? Priority.ALWAYS : Priority.NEVER);
        switch (next) {
            case APART ->
                    fill(
                            tiles,
                            new Columns(FOLD, 0.56, 0.44)
                                    .with(chart, new VBox(14, machineCard, slots, activity)));
            case NEWCOMER ->
                    fill(
                            tiles,
                            new Columns(FOLD, 0.4, 0.6)
                                    .with(
                                            new VBox(14, first, slots, activity),
                                            new VBox(14, machineCard, chart, insightCard)));
            case BUSY -> {
                var upper =
                        new Columns(FOLD, 0.56, 0.44)
                                .with(chart, new VBox(14, machineCard, epochCard));
                var lower =
                        new Columns(FOLD, 0.49, 0.245, 0.265)
                                .with(insightCard, slots, new VBox(14, net, activity));
                fill(tiles, upper, lower);
            }
        }
    }

    /** What is under the tiles takes the height that is left. */
    private void fill(Columns... rows) {
        for (var row : List.of(rows).subList(1, rows.length)) {
            VBox.setVgrow(row, Priority.ALWAYS);
        }
        frame.content(rows);
    }

    private VBox machineCard() {
        var card =
                new Card(texts.get("machines"))
                        .flush()
                        .right(
                                Ui.link(
                                        texts.get("viewall"),
                                        () -> context.navigator().open(Route.to(PageId.MACHINES)),
                                        "small",
                                        "muted"))
                        .add(machineTable);
        card.setStyle("-fx-padding: 15 1 7 1;");
        return card;
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        chart.shown();
        past.refresh();
    }

    @Override
    public void nextRange() {
        chart.nextRange();
    }

    @Override
    public void show(LiveView view) {
        var live = view.live();
        boolean beginner = model.newcomer(live);
        lay(beginner ? Stage.NEWCOMER : model.apart(live) ? Stage.APART : Stage.BUSY);
        // A low window has no room for what is said elsewhere, too.
        Ui.visible(activity, !beginner || frame.getHeight() > ROOMY);
        machines.show(texts.get(view.old() ? "chip.machine.old" : "chip.machine"));
        network.show(
                live.getNetwork().getPractice() && beginner
                        ? texts.get("chip.practice")
                        : model.slotsChip(live));
        epoch.show(model.epochChip(view));
        claimButton(live);
        showTiles(view, beginner);
        past.refresh();
        chart.show(view);
        if (beginner) {
            steps.show(model.firstReward(view));
            Ui.text(firstProgress, model.firstRewardProgress(view));
        } else if (stage == Stage.BUSY) {
            epochCard.show(view, frame.getHeight() > TALL);
            net.show(view);
        }
        activity.show(live.getFreshActivityList());
        machineTable.show(List.of(view));
        slots.show(view);
        var latest = live.getLatestInsightsList();
        insights.show(latest);
        Ui.visible(insights, !latest.isEmpty());
        Ui.visible(noInsights, latest.isEmpty());
    }

    private static String rateSeries(Live live) {
        boolean one = live.getWorkersCount() == 1;
        return one ? Trails.rate(live.getWorkers(0).getName()) : Trails.ALL_RATES;
    }

    private void claimButton(Live live) {
        String amount = live.getEarning().getClaimable();
        boolean some = !amount.isEmpty() && new BigInteger(amount).signum() > 0;
        claim.setDisable(!some);
        String text =
                some
                        ? texts.get(
                                "claim.amount", Numbers.coins(amount), live.getNetwork().getToken())
                        : texts.get("claim");
        if (!text.equals(claim.getText())) {
            claim.setText(text);
        }
    }

    private void showTiles(LiveView view, boolean beginner) {
        var live = view.live();
        long from = view.now().toEpochMilli() - TEN_MINUTES;
        var rate = model.throughput(view);
        throughput.show(rate.figure(), rate.context());
        Ui.visible(rateLine, rate.figure().present());
        rateLine.show(context.trails().since(rateSeries(live), from));
        var watts = model.power(view);
        boolean measured = watts.figure().present();
        power.show(watts.figure(), watts.context());
        Ui.visible(powerHow, !measured);
        if (measured) {
            powerLine.show(context.trails().since("power.machine", from));
        } else {
            Ui.text(powerReason, model.powerReason(live));
        }
        var middle = measured ? powerLine : powerReason;
        if (!powerMiddle.getChildren().contains(middle)) {
            powerMiddle.getChildren().setAll(middle);
        }
        var coins = model.epoch(view);
        earned.show(coins.figure(), coins.context());
        Ui.visible(earnedLine, coins.figure().present());
        earnedLine.show(EarnedCurve.of(live.getEarning(), view.now().toEpochMilli()));
        fourth.question(texts.get(beginner ? "next" : "earned.today"));
        var last = beginner ? model.next(view) : model.today(view);
        fourth.show(last.figure(), last.context());
        if (!beginner) {
            Ui.visible(todayLine, live.getNetwork().getJoined());
            todayLine.show(context.trails().since("earned.today", from));
        }
        epochBar.show(model.epochShare(view), view.old());
    }
}
