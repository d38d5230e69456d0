package hearth.app;

import hearth.app.activity.ActivityPage;
import hearth.app.agent.AgentAccess;
import hearth.app.agent.AgentConnection;
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
import hearth.app.shell.Agent;
import hearth.app.shell.FxBridge;
import hearth.app.shell.PageFactory;
import hearth.app.shell.PageId;
import hearth.app.shell.Preferences;
import hearth.app.slots.SlotsPage;
import hearth.app.wallet.OwnerDesk;
import hearth.app.wallet.WalletPage;
import hearth.app.workers.InsightPage;
import hearth.app.workers.WorkerPage;
import hearth.app.workers.WorkersPage;
import hearth.installers.AgentService;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.wallet.WalletState;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The parts of a panel and how they hang together. Closing it leaves the agent running. */
final class PanelGraph implements AutoCloseable {
    private final Threads threads;
    private final AgentConnection connection;
    private final Agent agent;
    private final Preferences preferences;
    private final @Nullable AgentService service;
    private final FxBridge bridge = new FxBridge();
    private final OwnerDesk desk;

    PanelGraph(DataDir dir, Threads threads) throws IOException {
        this.threads = threads;
        connection = new AgentConnection(new AgentAccess(dir, "panel", threads), threads);
        agent = new LinkedAgent(connection);
        desk = new OwnerDesk(dir, threads, connection::ask);
        service =
                AgentService.ofThisProgram(System.getProperties(), System.getenv(), dir.root())
                        .orElse(null);
        preferences = Preferences.in(dir.folder("panel").resolve("look"), threads.io());
    }

    /** Every page there is; one left out has no place in the sidebar. */
    Map<PageId, PageFactory> pages() {
        Map<PageId, PageFactory> pages = new EnumMap<>(PageId.class);
        pages.put(PageId.OVERVIEW, (context, _) -> new OverviewPage(context));
        pages.put(PageId.MACHINES, (context, _) -> new MachinesPage(context));
        pages.put(PageId.MACHINE, (context, _) -> new MachinePage(context));
        pages.put(PageId.METER, (context, _) -> new AddMeterPage(context));
        pages.put(PageId.SLOTS, (context, _) -> new SlotsPage(context));
        pages.put(PageId.WORKERS, (context, _) -> new WorkersPage(context));
        pages.put(PageId.WORKER, WorkerPage::new);
        pages.put(PageId.INSIGHT, InsightPage::new);
        pages.put(PageId.BENCHMARKS, (context, _) -> new BenchmarksPage(context));
        pages.put(PageId.POWER, (context, _) -> new PowerPage(context));
        pages.put(PageId.WORTH, (context, _) -> new WorthItPage(context));
        pages.put(PageId.RULES, (context, _) -> new RulesPage(context));
        pages.put(PageId.REWARDS, (context, _) -> new RewardsPage(context, desk, ""));
        pages.put(PageId.EPOCH, (context, epoch) -> new RewardsPage(context, desk, epoch));
        pages.put(PageId.FIRSTRUN, (context, _) -> new FirstRunPage(context, desk));
        pages.put(PageId.WALLET, (context, _) -> new WalletPage(context, desk));
        pages.put(PageId.NETWORK, (context, _) -> new NetworkPage(context));
        pages.put(PageId.ACTIVITY, (context, _) -> new ActivityPage(context));
        pages.put(
                PageId.SETTINGS, (context, _) -> new SettingsPage(context, service, threads.io()));
        return pages;
    }

    /** Begins to look for the agent, starting one when none runs. */
    void open() {
        connection.open(true);
    }

    /** Whether there is a wallet in the data folder, be it damaged. */
    CompletableFuture<Boolean> walletThere() {
        return desk.work(desk::state).thenApply(state -> !(state instanceof WalletState.None));
    }

    Agent agent() {
        return agent;
    }

    Preferences preferences() {
        return preferences;
    }

    FxBridge bridge() {
        return bridge;
    }

    Threads threads() {
        return threads;
    }

    @Override
    public void close() {
        desk.close();
        connection.close();
    }
}
