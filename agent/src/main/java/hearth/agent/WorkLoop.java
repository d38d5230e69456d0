package hearth.agent;

import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.network.work.Ack;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.NodeSession;
import hearth.network.work.RoundOffer;
import hearth.network.work.RoundOutcome;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** A round that is not decided after so many others is not asked about any more. */
    private static final int MOST_UNDECIDED = 24;

    /** A receipt on its way: handed in, opened, decided. */
    private static final class Turn {
        private final WorkReceipt receipt;
        private final int assigned;
        private boolean opened;

        Turn(WorkReceipt receipt, int assigned) {
            this.receipt = receipt;
            this.assigned = assigned;
        }
    }

    private final NodeSession session;
    private final Supplier<Optional<? extends GatekeeperAccess>> gatekeeper;
    private final BooleanSupplier paused;
    private final RoundLog log;
    private final FirstSteps firstSteps;
    private final Threads threads;
    private final ActivityLog activity;
    private final AtomicBoolean working = new AtomicBoolean();

    /** Receipts that were handed in and are not decided, the oldest first. */
    private final Deque<Turn> undecided = new ArrayDeque<>();

    private volatile boolean closed;
    private boolean takenUp;
    private long lastEpoch = -1;
    private long lastRound = -1;
    private @Nullable Future<?> schedule;

    WorkLoop(
            NodeSession session,
            Supplier<Optional<? extends GatekeeperAccess>> gatekeeper,
            BooleanSupplier paused,
            RoundLog log,
            FirstSteps firstSteps,
            Threads threads,
            ActivityLog activity) {
        this.session = session;
        this.gatekeeper = gatekeeper;
        this.paused = paused;
        this.log = log;
        this.firstSteps = firstSteps;
        this.threads = threads;
        this.activity = activity;
    }

    void start() {
        schedule =
                threads.clock()
                        .scheduleWithFixedDelay(this::begin, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void begin() {
        if (closed || !working.compareAndSet(false, true)) {
            return;
        }
        threads.io()
                .execute(() -> {
                    try {
                        look();
                    } catch (WorkFailedException e) {
                        LOG.warn("a round was not worked on: {}", e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        LOG.error("a round failed by a bug", e);
                    } finally {
                        working.set(false);
                    }
                });
    }

    private void look() throws WorkFailedException, InterruptedException {
        var access = gatekeeper.get();
        if (access.isEmpty()) {
            return;
        }
        if (!takenUp) {
            takeUpAgain();
            takenUp = true;
        }
        for (var turn : undecided) {
            open(turn, access.get());
        }
        decide(access.get());
        var offer = access.get().current();
        if (offer.isEmpty()) {
            return;
        }
        var manifest = offer.get().manifest().message();
        if (manifest.epoch() == lastEpoch && manifest.round() == lastRound) {
            return;
        }
        if (paused.getAsBoolean()) {
            session.pause(offer.get(), access.get());
        } else {
            work(offer.get(), access.get());
        }
        lastEpoch = manifest.epoch();
        lastRound = manifest.round();
    }

    /** A receipt that was handed in before the agent ended is still to be opened. */
    private void takeUpAgain() throws WorkFailedException {
        var newest = session.newestHandedIn();
        if (newest.isEmpty()) {
            return;
        }
        var receipt = newest.get();
        try {
            if (log.of(receipt.epoch()).stream()
                    .noneMatch(line -> line.round() == receipt.round())) {
                undecided.add(new Turn(receipt, receipt.count()));
            }
        } catch (SQLException e) {
            LOG.warn("the rounds of before cannot be read: {}", e.getMessage());
        }
    }

    private void open(Turn turn, GatekeeperAccess access) throws WorkFailedException {
        if (turn.opened
                || access.phase(turn.receipt.manifest())
                        .filter(Ack.Phase.REVEAL::equals)
                        .isEmpty()) {
            return;
        }
        var said = session.reveal(turn.receipt.epoch(), turn.receipt.round(), access);
        // what was refused for any other reason will not be taken a second time either
        turn.opened =
                !(said.orElse(null) instanceof SubmitOutcome.Refused refused
                        && refused.reason() == SubmitOutcome.Reason.EARLY);
    }

    private void decide(GatekeeperAccess access) throws WorkFailedException {
        for (var turns = undecided.iterator(); turns.hasNext(); ) {
            var turn = turns.next();
            var outcome = access.outcome(turn.receipt);
            if (outcome.isPresent()) {
                turns.remove();
                decided(turn.receipt, turn.assigned, outcome.get());
            }
        }
        while (undecided.size() > MOST_UNDECIDED) {
            undecided.removeFirst();
        }
    }

    private void work(RoundOffer offer, GatekeeperAccess access)
            throws WorkFailedException, InterruptedException {
        var manifest = offer.manifest().message();
        switch (session.work(offer, access)) {
            case RoundOutcome.HandedIn(WorkReceipt receipt, int assigned, SubmitOutcome.Held _) ->
                    undecided.add(new Turn(receipt, assigned));
            case RoundOutcome.HandedIn(WorkReceipt receipt, int assigned, SubmitOutcome outcome) ->
                    decided(receipt, assigned, outcome);
            case RoundOutcome.SignOfLife(int assigned, boolean _) -> {
                if (assigned > 0) {
                    keep(
                            manifest.epoch(),
                            manifest.round(),
                            assigned,
                            0,
                            RoundLog.Outcome.MISSED,
                            "",
                            "The codes could not be read in time; nothing was signed.");
                }
            }
            case RoundOutcome.Declined(String sentence) ->
                    keep(
                            manifest.epoch(),
                            manifest.round(),
                            0,
                            0,
                            RoundLog.Outcome.MISSED,
                            "",
                            sentence);
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
                firstSteps.verified(accepted.checked());
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
        closed = true;
        if (schedule != null) {
            schedule.cancel(false);
        }
    }
}
