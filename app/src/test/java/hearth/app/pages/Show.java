package hearth.app.pages;

import hearth.app.overview.OverviewPage;
import hearth.app.shell.FxBridge;
import hearth.app.shell.LiveView;
import hearth.app.shell.Look;
import hearth.app.shell.PageFactory;
import hearth.app.shell.PageId;
import hearth.app.shell.Preferences;
import hearth.app.shell.Route;
import hearth.app.shell.Shell;
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

    /** A button to be pressed as soon as it may be. */
    Optional<Button> then = Optional.empty();

    Show(LongFunction<Live> says) {
        shell =
                new Shell(
                        agent,
                        new FxBridge(Runnable::run),
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
        pages.put(PageId.MACHINES, (context, _) -> new hearth.app.machine.MachinesPage(context));
        pages.put(PageId.MACHINE, (context, _) -> new hearth.app.machine.MachinePage(context));
        pages.put(PageId.METER, (context, _) -> new hearth.app.power.AddMeterPage(context));
        pages.put(PageId.SLOTS, (context, _) -> new hearth.app.slots.SlotsPage(context));
        pages.put(PageId.WORKERS, (context, _) -> new hearth.app.workers.WorkersPage(context));
        pages.put(
                PageId.WORKER, (context, name) -> new hearth.app.workers.WorkerPage(context, name));
        pages.put(
                PageId.INSIGHT, (context, key) -> new hearth.app.workers.InsightPage(context, key));
        pages.put(PageId.BENCHMARKS, (context, _) -> new hearth.app.bench.BenchmarksPage(context));
        pages.put(PageId.POWER, (context, _) -> new hearth.app.power.PowerPage(context));
        pages.put(PageId.WORTH, (context, _) -> new hearth.app.power.WorthItPage(context));
        pages.put(PageId.RULES, (context, _) -> new hearth.app.rules.RulesPage(context));
        pages.put(
                PageId.REWARDS,
                (context, _) -> new hearth.app.rewards.RewardsPage(context, desk, ""));
        pages.put(
                PageId.EPOCH,
                (context, epoch) -> new hearth.app.rewards.RewardsPage(context, desk, epoch));
        pages.put(
                PageId.FIRSTRUN,
                (context, _) -> new hearth.app.firstrun.FirstRunPage(context, newcomer));
        pages.put(PageId.WALLET, (context, _) -> new hearth.app.wallet.WalletPage(context, desk));
        pages.put(PageId.NETWORK, (context, _) -> new hearth.app.network.NetworkPage(context));
        pages.put(PageId.ACTIVITY, (context, _) -> new hearth.app.activity.ActivityPage(context));
        pages.put(PageId.SETTINGS, (context, _) -> new hearth.app.settings.SettingsPage(context));
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
