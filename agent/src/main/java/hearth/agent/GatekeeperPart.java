package hearth.agent;

import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.network.gatekeeper.Gatekeeper;
import hearth.network.gatekeeper.GatekeeperFailedException;
import hearth.network.gatekeeper.GatekeeperStore;
import hearth.network.gatekeeper.OpenEpoch;
import hearth.network.gatekeeper.RoundEvent;
import hearth.network.settlement.EpochBook;
import hearth.network.settlement.EpochReport;
import hearth.network.work.GatekeeperAccess;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The gatekeeper role in this agent: moved on four times a second, its news told as activity. */
final class GatekeeperPart implements EpochSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatekeeperPart.class);
    private static final long TICK_MILLIS = 250;
    private static final long SETTLE_MILLIS = 1_000;

    /** A step that fails so often in a row, for three seconds, does not come right by itself. */
    private static final int MOST_FAILURES = 12;

    private static final String STALLED = "GATE-1";
    private static final String BROKEN = "GATE-2";
    private static final String QUARANTINE = "GATE-3";

    private final Threads threads;
    private final ActivityLog activity;
    private final GatekeeperStore store;
    private final Gatekeeper gatekeeper;
    private final GatekeeperSteps steps;
    private final Runnable whenBroken;
    private volatile boolean broken;
    private @Nullable String stalled;
    private List<SteadyTask> tasks = List.of();

    GatekeeperPart(
            GatekeeperStore store,
            Gatekeeper gatekeeper,
            GatekeeperSteps steps,
            Runnable whenBroken,
            Threads threads,
            ActivityLog activity) {
        this.store = store;
        this.gatekeeper = gatekeeper;
        this.steps = steps;
        this.whenBroken = whenBroken;
        this.threads = threads;
        this.activity = activity;
    }

    void start() {
        // judging apart, so that a code that is slow to come holds up no round
        tasks =
                List.of(
                        steady("the gatekeeper's tick", this::tick),
                        steady("the gatekeeper's judging", steps::judge),
                        steady("the gatekeeper's settling", SETTLE_MILLIS, steps::settle));
    }

    GatekeeperAccess access() {
        return gatekeeper;
    }

    @Override
    public EpochBook book() {
        return gatekeeper.book();
    }

    @Override
    public Optional<OpenEpoch> open() {
        return gatekeeper.preview();
    }

    /** Something of the gatekeeper that may block. */
    @FunctionalInterface
    private interface Step {
        void take() throws GatekeeperFailedException, InterruptedException;
    }

    private SteadyTask steady(String name, Step step) {
        return steady(name, TICK_MILLIS, step);
    }

    private SteadyTask steady(String name, long pace, Step step) {
        var inARow = new AtomicInteger();
        return new SteadyTask(
                name,
                0,
                pace,
                threads,
                () -> {
                    try {
                        if (!broken) {
                            step.take();
                            inARow.set(0);
                        }
                    } catch (GatekeeperFailedException e) {
                        broken(String.valueOf(e.getMessage()));
                    } catch (RuntimeException bug) {
                        if (inARow.incrementAndGet() >= MOST_FAILURES) {
                            broken(
                                    "It failed again and again ("
                                            + bug
                                            + "). Restart the agent: the epoch goes on where it"
                                            + " stands; if it stops again, report it with the log.");
                        }
                        throw bug;
                    }
                });
    }

    private void tick() throws GatekeeperFailedException, InterruptedException {
        for (var event : steps.tick(threads.time().instant())) {
            told(event);
        }
    }

    private void broken(String sentence) {
        if (broken) {
            return;
        }
        broken = true;
        activity.add(
                ActivityLog.Kind.NETWORK,
                ActivityLog.Level.FAULT,
                "The gatekeeper stopped",
                sentence,
                "network",
                BROKEN);
        whenBroken.run();
    }

    private void told(RoundEvent event) {
        switch (event) {
            case RoundEvent.EpochOpened _ -> settled();
            case RoundEvent.RoundOpened(long epoch, int round, int units, int fresh) -> {
                LOG.debug("epoch {} round {}: {} units, {} new", epoch, round, units, fresh);
                settled();
            }
            case RoundEvent.ReceiptAccepted _ -> settled();
            case RoundEvent.ReceiptRefused refused -> refused(refused);
            case RoundEvent.Rested(long node, long epoch) ->
                    activity.add(
                            ActivityLog.Kind.NETWORK,
                            ActivityLog.Level.INFO,
                            "Node " + node + " rests until its self-test passes",
                            "More than half of its work before epoch "
                                    + epoch
                                    + " was void. It tests itself and works again; stake and held"
                                    + " pay are not touched.");
            case RoundEvent.Condemned(long node, var verdict) ->
                    activity.add(
                            ActivityLog.Kind.NETWORK,
                            ActivityLog.Level.FAULT,
                            "Node " + node + " is in quarantine",
                            "Its answer to unit "
                                    + verdict.message().unit().shortened()
                                    + " differs from what the gatekeeper computed; the verdict is on"
                                    + " the chain. It gets work again after seven epochs.",
                            "network",
                            QUARANTINE);
            case RoundEvent.Tended(String sentence) -> {
                activity.settle(QUARANTINE);
                activity.add(
                        ActivityLog.Kind.NETWORK,
                        ActivityLog.Level.INFO,
                        "A quarantine has ended",
                        sentence,
                        "network",
                        "");
            }
            case RoundEvent.EpochClosed(EpochReport report) -> {
                LOG.info("epoch {} closed with {} nodes", report.epoch(), report.nodes().size());
            }
            case RoundEvent.RootPosted(long epoch, Hash32 transaction, long block) ->
                    activity.add(
                            ActivityLog.Kind.REWARD,
                            ActivityLog.Level.GOOD,
                            "Epoch " + epoch + " is settled",
                            "Its root is in block "
                                    + block
                                    + ", transaction "
                                    + transaction.shortened()
                                    + ".",
                            "rewards/" + epoch,
                            "");
            case RoundEvent.Stalled(String sentence) -> {
                // Told once, not four times a second.
                if (!sentence.equals(stalled)) {
                    stalled = sentence;
                    activity.add(
                            ActivityLog.Kind.NETWORK,
                            ActivityLog.Level.WARNING,
                            "The gatekeeper waits",
                            sentence,
                            "network",
                            STALLED);
                }
            }
        }
    }

    /** What is void by its time alone is ordinary; anything else was made or sent wrongly. */
    private void refused(RoundEvent.ReceiptRefused refused) {
        boolean ordinary =
                switch (refused.reason()) {
                    case NOT_OPEN,
                            LATE,
                            EARLY,
                            NOT_COMMITTED,
                            UNOPENED,
                            NOT_REGISTERED,
                            NOT_CHECKABLE ->
                            true;
                    case BAD_SIGNATURE,
                            OTHER_MANIFEST,
                            OTHER_MODEL,
                            NOT_ASSIGNED,
                            SECOND_ROOT,
                            MALFORMED_OPENING,
                            BAD_ROOT,
                            WRONG_RESULT,
                            WRONG_TRACE ->
                            false;
                };
        activity.add(
                ActivityLog.Kind.NETWORK,
                ordinary ? ActivityLog.Level.INFO : ActivityLog.Level.WARNING,
                ordinary
                        ? "A receipt of node " + refused.nodeId() + " is void"
                        : "A receipt of node " + refused.nodeId() + " was refused",
                "Epoch "
                        + refused.epoch()
                        + ", round "
                        + refused.round()
                        + ": "
                        + refused.sentence());
    }

    private void settled() {
        if (stalled != null) {
            stalled = null;
            activity.settle(STALLED);
        }
    }

    /** Share of the open epoch that has passed, 0 to 1. */
    static double passed(OpenEpoch epoch) {
        return Math.clamp((double) epoch.elapsed().toMillis() / epoch.length().toMillis(), 0, 1);
    }

    /** When it ends by this machine's clock. */
    static Instant ends(OpenEpoch epoch, Instant now) {
        return now.plus(epoch.length().minus(epoch.elapsed()));
    }

    @Override
    public void close() throws SQLException {
        broken = true;
        tasks.forEach(SteadyTask::close);
        store.close();
    }
}
