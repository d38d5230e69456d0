package hearth.agent;

import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.Manifest;
import hearth.network.work.NodeSession;
import hearth.network.work.RoundWalk;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Works on each round that a gatekeeper opens, opens its receipts when the round takes no more, and
 * keeps what became of them.
 */
final class WorkLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
    private static final long LOOK_MILLIS = 200;
    private static final String REFUSED = "WORK-5";

    private final RoundWalk walk;
    private final Supplier<Optional<? extends GatekeeperAccess>> gatekeeper;
    private final BooleanSupplier paused;
    private final BooleanSupplier ready;
    private final RoundLog log;
    private final FirstSteps firstSteps;
    private final Threads threads;
    private final ActivityLog activity;

    /** The worker has failed and its process is not there: no more work until it is. */
    private volatile boolean resting;

    private @Nullable SteadyTask looks;

    /**
     * @param paused whether the operator, or a rule, wants no work
     * @param ready whether the worker's process can be asked
     */
    WorkLoop(
            NodeSession session,
            Supplier<Optional<? extends GatekeeperAccess>> gatekeeper,
            BooleanSupplier paused,
            BooleanSupplier ready,
            RoundLog log,
            FirstSteps firstSteps,
            Threads threads,
            ActivityLog activity) {
        this.walk = new RoundWalk(session, new Keeper());
        this.gatekeeper = gatekeeper;
        this.paused = paused;
        this.ready = ready;
        this.log = log;
        this.firstSteps = firstSteps;
        this.threads = threads;
        this.activity = activity;
    }

    void start() {
        looks = new SteadyTask("work on a round", 0, LOOK_MILLIS, threads, this::look);
    }

    private void look() throws InterruptedException {
        var access = gatekeeper.get();
        if (access.isEmpty()) {
            return;
        }
        resting = resting && !ready.getAsBoolean();
        try {
            walk.step(access.get(), resting || paused.getAsBoolean());
        } catch (WorkFailedException e) {
            resting = !ready.getAsBoolean();
            LOG.warn("a round was not worked on: {}", e.getMessage());
        }
    }

    /** Keeps what became of each round. */
    private final class Keeper implements RoundWalk.Told {
        @Override
        public void decided(WorkReceipt receipt, int assigned, SubmitOutcome outcome) {
            if (!kept(receipt)) {
                WorkLoop.this.decided(receipt, assigned, outcome);
            }
        }

        @Override
        public void missed(Manifest manifest, int assigned, String sentence) {
            keep(
                    manifest.epoch(),
                    manifest.round(),
                    assigned,
                    0,
                    RoundLog.Outcome.MISSED,
                    "",
                    sentence);
        }
    }

    /** Whether it was told before the agent was started again. */
    private boolean kept(WorkReceipt receipt) {
        try {
            return log.of(receipt.epoch()).stream()
                    .anyMatch(line -> line.round() == receipt.round());
        } catch (SQLException e) {
            LOG.warn("the rounds of before cannot be read: {}", e.getMessage());
            return false;
        }
    }

    private void decided(WorkReceipt signed, int assigned, SubmitOutcome outcome) {
        long epoch = signed.epoch();
        int round = signed.round();
        int answered = signed.count();
        switch (outcome) {
            case SubmitOutcome.Held _ -> {}
            case SubmitOutcome.Accepted accepted -> {
                var receipt = accepted.ack().message().receipt();
                firstSteps.verified();
                keep(
                        epoch,
                        round,
                        answered,
                        accepted.checked(),
                        RoundLog.Outcome.ACCEPTED,
                        receipt.hex(),
                        "The gatekeeper ran " + accepted.checked() + " of them again, all equal.");
                if (answered < assigned) {
                    LOG.info("{} of {} units were answered", answered, assigned);
                }
            }
            case SubmitOutcome.Refused refused -> {
                keep(epoch, round, assigned, 0, RoundLog.Outcome.REFUSED, "", refused.sentence());
                if (refused.reason() == SubmitOutcome.Reason.WRONG_RESULT
                        || refused.reason() == SubmitOutcome.Reason.WRONG_TRACE) {
                    activity.add(
                            ActivityLog.Kind.WORK,
                            ActivityLog.Level.FAULT,
                            "Work of this machine was found wrong",
                            refused.sentence(),
                            "network",
                            REFUSED);
                }
            }
        }
    }

    private void keep(
            long epoch,
            int round,
            int units,
            int rerun,
            RoundLog.Outcome outcome,
            String receipt,
            String text) {
        log.add(
                new RoundLog.Line(
                        epoch,
                        round,
                        threads.time().instant(),
                        units,
                        rerun,
                        outcome,
                        receipt,
                        text));
    }

    /** The name of a chain in the log: its number and first block. */
    static String networkName(long chainId, @Nullable Hash32 genesis) {
        return chainId + (genesis == null ? "" : "-" + genesis.hex().substring(2, 18));
    }

    @Override
    public void close() {
        if (looks != null) {
            looks.close();
        }
    }
}
