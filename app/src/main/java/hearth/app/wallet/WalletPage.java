package hearth.app.wallet;

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
import hearth.app.ui.Columns;
import hearth.app.ui.EmptyState;
import hearth.app.ui.Facts;
import hearth.app.ui.Figure;
import hearth.app.ui.Mark;
import hearth.app.ui.Numbers;
import hearth.app.ui.StatTile;
import hearth.app.ui.Texts;
import hearth.app.ui.Ui;
import hearth.kernel.Address;
import hearth.link.wire.Live;
import hearth.network.Addresses;
import hearth.wallet.Account;
import hearth.wallet.Balances;
import hearth.wallet.WalletState;

import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The owner's wallet: balances, accounts, what came in and went out. */
public final class WalletPage implements Page {
    private static final int ROWS = 40;
    private static final Duration AGAIN = Duration.ofSeconds(4);

    private final Texts texts = Texts.of(WalletPage.class);
    private final PanelContext context;
    private final Desk desk;
    private final PageFrame frame = new PageFrame(texts.get("title"));
    private final Chip lock = new Chip("");
    private final Chip network = new Chip("");
    private final StatTile held = new StatTile(texts.get("tile.held"));
    private final StatTile staked = new StatTile(texts.get("tile.staked"));
    private final StatTile claimable = new StatTile(texts.get("tile.claimable"));
    private final StatTile fees = new StatTile(texts.get("tile.fees"));
    private final Facts accounts = new Facts();
    private final AccountsCard accountsCard;
    private final UnderWayCard underWay;
    private final AccountDialogs dialogs;
    private final Button send;
    private final Button receive;
    private final Button book;
    private final Facts safety = new Facts();
    private final MovementTable rows;
    private final EmptyState noRows;
    private final EmptyState empty;
    private final EmptyState damaged;
    private final Button lockNow;
    private final Button claim;
    private final Region[] all;
    private Live live = Live.getDefaultInstance();
    private String seen = "";
    private boolean reading;
    private Instant readAt = Instant.EPOCH;
    private Desk.@Nullable Report report;

    /** The page for a panel. */
    public WalletPage(PanelContext context, Desk desk) {
        this.context = context;
        this.desk = desk;
        empty =
                new EmptyState("wallet2", texts.get("empty"), texts.get("empty.text"))
                        .large()
                        .actions(
                                Ui.button(
                                        texts.get("empty.make"),
                                        () -> context.navigator().open(Route.to(PageId.FIRSTRUN)),
                                        "primary"));
        damaged =
                new EmptyState("exclamation-triangle", texts.get("damaged.title"), "")
                        .large()
                        .actions(Ui.button(texts.get("again"), this::shown));
        VBox.setVgrow(empty, Priority.ALWAYS);
        VBox.setVgrow(damaged, Priority.ALWAYS);
        noRows = new EmptyState("list-ul", texts.get("norows"), texts.get("norows.text"));
        lockNow = Ui.button("lock", texts.get("locknow"), this::lockNow);
        Ui.visible(lockNow, false);
        rows = new MovementTable();
        underWay = new UnderWayCard(sent -> RaiseDialog.show(context, desk, sent, this::shown));
        dialogs = new AccountDialogs(context, desk, this::shown);
        accountsCard = new AccountsCard(this::use, dialogs::watch, accounts);
        send = Ui.button("send", texts.get("send"), this::send, "primary");
        receive = Ui.button("qr-code", texts.get("receive"), this::receive);
        book = Ui.button("people", texts.get("book"), this::book);
        var safetyCard = new Card(texts.get("safety")).add(safety);
        VBox.setVgrow(safetyCard, Priority.ALWAYS);
        var left = new VBox(14, accountsCard, safetyCard);
        left.setMinWidth(0);
        var ledger = new Card(texts.get("ledger")).flush().fill(rows).fill(noRows);
        var lower = new Columns(820, 0.36, 0.64).with(left, ledger);
        VBox.setVgrow(lower, Priority.ALWAYS);
        all =
                new Region[] {
                    new Columns(760, 1, 1, 1, 1).foldInto(2).with(held, staked, claimable, fees),
                    underWay,
                    lower
                };
        claim =
                Ui.link(
                        texts.get("claim"),
                        () -> context.navigator().open(Route.to(PageId.REWARDS)),
                        "small");
        claimable.foot(claim);
        Ui.visible(claim, false);
        lock.show("");
        network.show("");
        for (var tile : List.of(held, staked, fees)) {
            tile.show(
                    new Figure(
                            Numbers.DASH, "", Mark.NONE, texts.get("busy.mark"), texts.get("busy")),
                    texts.get("busy"));
        }
        Ui.visible(rows, false);
        noRows.say(texts.get("busy.title"), texts.get("norows.text"));
        frame.chips(lock, network).actions(lockNow, book, receive, send);
        own(false, false);
        frame.content(all);
    }

    @Override
    public Region view() {
        return frame;
    }

    @Override
    public boolean waiting() {
        return reading;
    }

    @Override
    public boolean worksAlone() {
        return true;
    }

    @Override
    public void shown() {
        if (reading) {
            return;
        }
        reading = true;
        context.bridge()
                .answer(
                        desk.work(desk::report),
                        report -> {
                            reading = false;
                            take(report);
                        },
                        problem -> {
                            reading = false;
                            bad(Problems.sentence(problem));
                        });
    }

    private void use(Address account) {
        context.bridge()
                .answer(
                        desk.work(() -> {
                            desk.sending().choose(account);
                            return true;
                        }),
                        _ -> shown(),
                        problem -> bad(Problems.sentence(problem)));
    }

    private void send() {
        if (report != null) {
            new SendDialog(context, desk, report, this::shown).show();
        }
    }

    private void receive() {
        if (report != null) {
            WalletModel.account(report.state()).map(Account::address).ifPresent(dialogs::receive);
        }
    }

    private void book() {
        if (report != null) {
            dialogs.book(report.holdings().stream().map(Desk.Holding::account).toList());
        }
    }

    /** What can be done with an account, and what only with its key and a chain that was read. */
    private void own(boolean some, boolean signs) {
        List.of(book, receive, send).forEach(button -> Ui.visible(button, some));
        send.setDisable(!signs);
    }

    private void take(Desk.Report now) {
        report = now;
        readAt = context.time().instant();
        var state = now.state();
        lock.show(WalletModel.lock(state));
        own(
                WalletModel.account(state).isPresent(),
                now.balances().isPresent() && !WalletModel.watched(state));
        Ui.visible(lockNow, state instanceof WalletState.Open);
        var account = WalletModel.account(state);
        if (account.isEmpty()) {
            frame.banner().hide();
            if (state instanceof WalletState.Damaged(String sentence)) {
                damaged.say(texts.get("damaged.title"), sentence);
                frame.content(damaged);
            } else {
                frame.content(empty);
            }
            return;
        }
        frame.content(all);
        account(account.get(), now);
        balances(now);
        underWay.show(now.underWay(), !WalletModel.watched(state));
        var moved = Movement.of(now, ROWS);
        rows.show(moved);
        Ui.visible(rows, !moved.isEmpty());
        Ui.visible(noRows, moved.isEmpty());
        boolean read = now.problem().isEmpty();
        noRows.say(texts.get(read ? "norows" : "norows.unread"), texts.get("norows.text"));
        if (!now.problem().isEmpty()) {
            bad(now.problem());
        } else if (WalletModel.wordsUnchecked(state)) {
            frame.banner()
                    .show(
                            Banner.Level.WARN,
                            texts.get("unchecked"),
                            texts.get("unchecked.text"),
                            Ui.button(
                                    texts.get("check"),
                                    () -> new DrillDialog(context, desk, this::shown).show(state)));
        } else {
            frame.banner().hide();
        }
    }

    private void account(Account account, Desk.Report report) {
        accountsCard.show(report.holdings(), report.balances().map(Balances::symbol).orElse(""));
        accounts.set(
                texts.get("payout"),
                account.payout().equals(account.address())
                        ? texts.get("payout.same")
                        : Numbers.middle(Addresses.checksummed(account.payout())));
        String key = live.getNetwork().getNodeKey();
        accounts.set(
                texts.get("nodekey"),
                key.isEmpty() ? Numbers.DASH : Numbers.middle(key),
                texts.get("nodekey.note"));
        boolean here = account.origin() != Account.Origin.WATCHED;
        boolean checked = account.wordsChecked().isPresent();
        safety.set(
                texts.get("words"),
                account.wordsChecked()
                        .map(at -> texts.get("words.checked", Numbers.day(at)))
                        .orElse(texts.get(here ? "words.not" : "words.elsewhere")),
                "",
                checked ? "c-green" : here ? "c-amber" : "c-muted");
        safety.set(
                texts.get("keystore"),
                report.keystore()
                        .filter(_ -> here)
                        .map(p -> String.valueOf(p.getFileName()))
                        .orElse(Numbers.DASH));
        safety.set(texts.get("protection"), account.protection());
        safety.set(texts.get("locks"), here ? texts.get("locks.after") : Numbers.DASH);
        safety.set(texts.get("asks"), texts.get(here ? "asks.always" : "asks.never"));
    }

    private void balances(Desk.Report report) {
        var now = report.balances();
        String token = now.map(Balances::symbol).orElse("");
        String block = now.map(WalletModel::block).orElse("");
        now.ifPresent(b ->
                accounts.set(
                        texts.get("checked"),
                        WalletModel.trust(b.trust()),
                        "",
                        b.trust().verified() ? "c-green" : "c-amber"));
        held.show(
                WalletModel.coins(now.map(Balances::tokens), token, block),
                now.map(b ->
                                texts.get(
                                        "held.claimed",
                                        Numbers.coins(b.claimed().value().toString())))
                        .orElse(texts.get("notread")));
        staked.show(
                WalletModel.coins(now.map(Balances::staked), token, ""), texts.get("staked.text"));
        fees.show(
                WalletModel.coins(now.map(Balances::coins), texts.get("coin"), ""),
                texts.get("fees.text"));
    }

    @Override
    public void show(LiveView view) {
        live = view.live();
        network.show(live.getNetwork().getName());
        var earning = live.getEarning();
        claimable.show(
                earning.getClaimable().isEmpty()
                        ? Figure.missing(texts.get("notread"))
                        : Figure.of(
                                Numbers.coins(earning.getClaimable()),
                                live.getNetwork().getToken(),
                                Mark.CHAIN,
                                ""),
                texts.get("claimable.text"));
        boolean some = !earning.getClaimable().isEmpty() && !earning.getClaimable().equals("0");
        Ui.visible(claim, some && context.navigator().has(PageId.REWARDS));
        String mark = earning.getLastSettledEpoch() + " " + earning.getClaimedTotal();
        // What is under way moves with the chain; nobody tells this window when.
        boolean moving =
                report != null
                        && !report.underWay().isEmpty()
                        && Duration.between(readAt, view.now()).compareTo(AGAIN) > 0;
        if (view.known() && (moving || !mark.equals(seen))) {
            seen = mark;
            shown();
        }
    }

    private void lockNow() {
        desk.lock();
        shown();
    }

    private void bad(String sentence) {
        frame.banner()
                .show(
                        Banner.Level.BAD,
                        texts.get("problem"),
                        sentence,
                        Ui.button(texts.get("again"), this::shown));
    }
}
