package hearth.app.rewards;

import hearth.app.shell.LiveView;
import hearth.app.shell.Page;
import hearth.app.shell.PageFrame;
import hearth.app.shell.PageId;
import hearth.app.shell.PanelContext;
import hearth.app.shell.Problems;
import hearth.app.shell.Route;
import hearth.app.ui.Banner;
import hearth.app.ui.Card;
import hearth.app.ui.Chip;
import hearth.app.ui.Column;
import hearth.app.ui.Columns;
import hearth.app.ui.DataTable;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Numbers;
import hearth.app.ui.Segments;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.app.wallet.Desk;
import hearth.link.wire.Earning;
import hearth.link.wire.EpochRequest;
import hearth.link.wire.EpochRow;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.RewardsReply;
import hearth.link.wire.RewardsRequest;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What was earned, epoch by epoch; one of them opened; taking it. */
public final class RewardsPage implements Page {
    private static final int[] LIMITS = {30, 90, 500};
    private static final int ROWS = 12;

    private final Texts texts = Texts.of(RewardsPage.class);
    private final PanelContext context;
    private final Desk desk;
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final Chip open = new Chip("");
    private final Chip score = new Chip("");
    private final Button claim;
    private final EpochCard card = new EpochCard();
    private final EpochBars bars;
    private final Label sum = Ui.label("", "t-small", "c-muted");
    private final DataTable<EpochRow> table;
    private final EmptyState empty;
    private final EmptyState unread;
    private final Columns all;
    private RewardsReply reply = RewardsReply.getDefaultInstance();
    private Earning seen = Earning.getDefaultInstance();
    private Instant now;
    private long chosen;
    private boolean picked;
    private boolean answered;
    private int limit = LIMITS[0];

    /**
     * The page for a panel.
     *
     * @param epoch the one to open first; empty for the newest that is settled
     */
    public RewardsPage(PanelContext context, Desk desk, String epoch) {
        this.context = context;
        this.desk = desk;
        now = context.time().instant();
        picked =
                !epoch.isEmpty()
                        && epoch.chars().allMatch(Character::isDigit)
                        && epoch.length() < 18;
        chosen = picked ? Long.parseLong(epoch) : 0;
        claim = Ui.button(texts.get("claim.none"), this::claim, "primary");
        claim.setDisable(true);
        bars = new EpochBars(texts.get("bars"), this::open);
        table = table().fits(5).onOpen(row -> open(row.getEpoch()));
        empty =
                new EmptyState("coin", texts.get("empty"), texts.get("empty.text"))
                        .large()
                        .actions(
                                Ui.button(
                                        texts.get("empty.join"),
                                        () -> context.navigator().open(Route.to(PageId.FIRSTRUN)),
                                        "primary"));
        unread = new EmptyState("coin", texts.get("problem"), texts.get("unread.text")).large();
        VBox.setVgrow(unread, Priority.ALWAYS);
        var ranges =
                new Segments(
                                texts.get("range"),
                                List.of(
                                        texts.get("range.30"),
                                        texts.get("range.90"),
                                        texts.get("range.all")),
                                this::range)
                        .small();
        var epochs = new Card(texts.get("epochs")).flush().right(ranges);
        epochs.fill(table);
        VBox.setVgrow(epochs, Priority.ALWAYS);
        var chart = new Card(texts.get("bars")).right(sum);
        chart.fill(bars);
        var left = new VBox(14, epochs, chart);
        left.setMinWidth(0);
        VBox.setVgrow(chart, Priority.ALWAYS);
        all = new Columns(900, 0.46, 0.54).with(left, card);
        VBox.setVgrow(all, Priority.ALWAYS);
        VBox.setVgrow(empty, Priority.ALWAYS);
        frame.chips(open, score).actions(claim);
        open.show("");
        score.show("");
        frame.content(all);
    }

    private DataTable<EpochRow> table() {
        return new DataTable<>(
                36,
                16,
                List.of(
                        Column.<EpochRow>words(
                                texts.get("col.epoch"),
                                r -> Long.toString(r.getEpoch()),
                                "t-strong"),
                        Column.<EpochRow, EpochState>nodes(
                                texts.get("col.state"), EpochState::new, EpochState::show),
                        Column.<EpochRow>words(
                                        texts.get("col.began"),
                                        r -> RewardsModel.began(r, now),
                                        "c-muted")
                                .grow(1)
                                .leaves(1),
                        Column.<EpochRow>numbers(
                                        texts.get("col.verified"),
                                        r -> Numbers.whole(r.getUnitsVerified()))
                                .leaves(2),
                        Column.<EpochRow>numbers(texts.get("col.score"), RewardsModel::score),
                        Column.<EpochRow>numbers(
                                texts.get("col.pay"), RewardsModel::pay, "t-strong")));
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public void shown() {
        ask();
    }

    private void range(int index) {
        limit = LIMITS[index];
        ask();
    }

    private void ask() {
        var request = RewardsRequest.newBuilder().setLimit(limit);
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setRewards(request)),
                        message -> {
                            if (message.hasRewards()) {
                                answered = true;
                                frame.banner().hide();
                                take(message.getRewards());
                            } else if (message.hasFailure()) {
                                problem(message.getFailure().getSentence());
                            }
                        },
                        failure -> problem(Problems.sentence(failure)));
    }

    private void take(RewardsReply fresh) {
        reply = fresh;
        draw();
        if (!picked || chosen == 0) {
            chosen =
                    fresh.getEpochsList().stream()
                            .filter(r -> !r.getState().equals("open"))
                            .mapToLong(EpochRow::getEpoch)
                            .findFirst()
                            .orElse(
                                    fresh.getEpochsCount() == 0
                                            ? 0
                                            : fresh.getEpochs(0).getEpoch());
        }
        if (chosen > 0) {
            askEpoch(chosen);
        }
    }

    private void open(long epoch) {
        picked = true;
        chosen = epoch;
        card.busy(epoch);
        askEpoch(epoch);
    }

    private void askEpoch(long epoch) {
        var request = EpochRequest.newBuilder().setEpoch(epoch);
        context.bridge()
                .answer(
                        context.agent().ask(PanelMessage.newBuilder().setEpoch(request)),
                        message -> {
                            if (message.hasEpoch() && epoch == chosen) {
                                card.show(message.getEpoch(), reply.getToken());
                            } else if (message.hasFailure()) {
                                problem(message.getFailure().getSentence());
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
                        Ui.button(texts.get("again"), this::ask));
        if (!answered) {
            frame.content(unread);
        }
    }

    private void draw() {
        var rows = reply.getEpochsList();
        boolean nothing = answered && rows.isEmpty();
        if (nothing) {
            frame.content(empty);
        } else if (!frame.isVisible() || all.getParent() == null) {
            frame.content(all);
        }
        table.show(rows.subList(0, Math.min(ROWS, rows.size())));
        bars.show(RewardsModel.bars(rows));
        Ui.text(
                sum,
                texts.get(
                        "sum",
                        Numbers.whole(rows.size()),
                        Numbers.coins(RewardsModel.sum(rows)),
                        reply.getToken()));
        boolean can = RewardsModel.claimable(reply);
        claim.setDisable(!can);
        claim.setText(
                can
                        ? texts.get("claim", Numbers.coins(reply.getClaimable()), reply.getToken())
                        : texts.get("claim.none"));
    }

    @Override
    public void show(LiveView view) {
        now = view.now();
        var earning = view.live().getEarning();
        boolean news =
                earning.getEpoch() != seen.getEpoch()
                        || earning.getLastSettledEpoch() != seen.getLastSettledEpoch()
                        || !earning.getClaimable().equals(seen.getClaimable());
        if (news && view.known()) {
            boolean first = seen.equals(Earning.getDefaultInstance());
            seen = earning;
            if (!first || !answered) {
                ask();
            }
        } else if (answered) {
            draw();
        }
        var left = Duration.between(now, Instant.ofEpochMilli(earning.getEpochEnds()));
        open.show(
                earning.getEpoch() == 0
                        ? ""
                        : texts.get(
                                left.isNegative() ? "chip.settles" : "chip.open",
                                Long.toString(earning.getEpoch()),
                                Numbers.span(left)));
        var value = view.live().getNetwork().getScore();
        score.show(
                value.hasValue()
                        ? texts.get("chip.score", Numbers.fixed(value.getValue(), 2))
                        : "");
    }

    private void claim() {
        new ClaimDialog(context, desk, reply.getToken(), this::ask).show();
    }
}
