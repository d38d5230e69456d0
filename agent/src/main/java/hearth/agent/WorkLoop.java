package hearth.agent;

import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.NodeSession;
import hearth.network.work.RoundOffer;
import hearth.network.work.RoundOutcome;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.WorkFailedException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Works on each round that a gatekeeper opens, and keeps what became of it. */
final class WorkLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
    private static final long LOOK_MILLIS = 200;
    private static final String REFUSED = "WORK-5";

    private final NodeSession session;
    private final Supplier<Optional<? extends GatekeeperAccess>> gatekeeper;
    private final BooleanSupplier paused;
    private final RoundLog log;
    private final FirstSteps firstSteps;
    private final Threads threads;
    private final ActivityLog activity;
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean closed;
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

    private void work(RoundOffer offer, GatekeeperAccess access)
            throws WorkFailedException, InterruptedException {
        var manifest = offer.manifest().message();
        switch (session.work(offer, access)) {
            case RoundOutcome.HandedIn(int assigned, int answered, SubmitOutcome outcome) ->
                    handedIn(manifest.epoch(), manifest.round(), assigned, answered, outcome);
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

    private void handedIn(
            long epoch, int round, int assigned, int answered, SubmitOutcome outcome) {
        switch (outcome) {
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
