package hearth.app.pages;

import hearth.app.activity.ActivityPage;
import hearth.app.bench.BenchmarksPage;
import hearth.app.firstrun.FirstRunPage;
import hearth.app.machine.MachinePage;
import hearth.app.machine.MachinesPage;
import hearth.app.network.NetworkPage;
import hearth.app.overview.OverviewPage;
import hearth.app.power.AddMeterPage;
import hearth.app.power.PowerPage;
import hearth.app.power.WorthItPage;
import hearth.app.rewards.RewardsPage;
import hearth.app.rules.RulesPage;
import hearth.app.settings.SettingsPage;
import hearth.app.shell.FxBridge;
import hearth.app.shell.LiveView;
import hearth.app.shell.Look;
import hearth.app.shell.PageFactory;
import hearth.app.shell.PageId;
import hearth.app.shell.Preferences;
import hearth.app.shell.Route;
import hearth.app.shell.Shell;
import hearth.app.slots.SlotsPage;
import hearth.app.wallet.Desk;
import hearth.app.wallet.WalletPage;
import hearth.app.workers.InsightPage;
import hearth.app.workers.WorkerPage;
import hearth.app.workers.WorkersPage;
import hearth.link.wire.Live;

import javafx.scene.control.Button;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** A shell over a fake agent that has been watched for ten minutes. On the UI thread. */
final class Show {
    final FakeAgent agent = new FakeAgent();
    final FakeDesk desk = new FakeDesk(true);
    final FakeDesk newcomer = new FakeDesk(false);
    final Shell shell;
    private final Optional<Desk> owner;

    /** A button to be pressed as soon as it may be. */
    Optional<Button> then = Optional.empty();

    Show(LongFunction<Live> says) {
        this(says, Optional.empty());
    }

    /** With a wallet that answers later, as in a real window. */
    Show(LongFunction<Live> says, Desk owner) {
        this(says, Optional.of(owner));
    }

    private Show(LongFunction<Live> says, Optional<Desk> owner) {
        this.owner = owner;
        shell =
                new Shell(
                        agent,
                        owner.isPresent() ? new FxBridge() : new FxBridge(Runnable::run),
                        InstantSource.fixed(Sample.NOW),
                        Preferences.passing(Look.USUAL.calm(true)),
                        pages());
        for (long at = Sample.AT - 600_000; at <= Sample.AT; at += 4_000) {
            shell.context().trails().take(says.apply(at));
        }
        agent.live.set(Optional.of(says.apply(Sample.AT)));
    }

    private Map<PageId, PageFactory> pages() {
        Map<PageId, PageFactory> pages = new EnumMap<>(PageId.class);
        pages.put(PageId.OVERVIEW, (context, _) -> new OverviewPage(context));
        pages.put(PageId.MACHINES, (context, _) -> new MachinesPage(context));
        pages.put(PageId.MACHINE, (context, _) -> new MachinePage(context));
        pages.put(PageId.METER, (context, _) -> new AddMeterPage(context));
        pages.put(PageId.SLOTS, (context, _) -> new SlotsPage(context));
        pages.put(PageId.WORKERS, (context, _) -> new WorkersPage(context));
        pages.put(PageId.WORKER, (context, name) -> new WorkerPage(context, name));
        pages.put(PageId.INSIGHT, (context, key) -> new InsightPage(context, key));
        pages.put(PageId.BENCHMARKS, (context, _) -> new BenchmarksPage(context));
        pages.put(PageId.POWER, (context, _) -> new PowerPage(context));
        pages.put(PageId.WORTH, (context, _) -> new WorthItPage(context));
        pages.put(PageId.RULES, (context, _) -> new RulesPage(context));
        pages.put(PageId.REWARDS, (context, _) -> new RewardsPage(context, desk, ""));
        pages.put(PageId.EPOCH, (context, epoch) -> new RewardsPage(context, desk, epoch));
        pages.put(PageId.FIRSTRUN, (context, _) -> new FirstRunPage(context, newcomer));
        pages.put(PageId.WALLET, (context, _) -> new WalletPage(context, owner.orElse(desk)));
        pages.put(PageId.NETWORK, (context, _) -> new NetworkPage(context));
        pages.put(PageId.ACTIVITY, (context, _) -> new ActivityPage(context));
        pages.put(PageId.SETTINGS, (context, _) -> new SettingsPage(context));
        return pages;
    }

    void open(Route route) {
        shell.open(route);
        shell.show(view(Sample.NOW));
    }

    LiveView view(Instant now) {
        return new LiveView(agent.state.get(), agent.live.get(), now);
    }
}
