package hearth.network.gatekeeper;

import hearth.network.gatekeeper.RoundRows.RoundRow;
import hearth.network.settlement.EpochBook;
import hearth.network.settlement.EpochReport;
import hearth.network.work.AssignedUnit;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.Heartbeat;
import hearth.network.work.Recover;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.TicketHolder;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One gatekeeper: lists rounds, takes receipts, computes samples again, settles epochs. Safe for
 * several threads: receipts are checked one at a time, without holding up anything else. A {@link
 * RoundDriver} moves it on.
 */
public final class Gatekeeper implements GatekeeperAccess {
    private final GatekeeperSettings settings;
    private final GatekeeperStore store;
    private final EpochBook book;
    private final RoundRows rows;
    private final RoundPlanner planner;
    private final EpochCloser closer;
    private final EpochResumption resumption;
    private final ReceiptDesk desk;
    private final InstantSource time;

    /** Held while a receipt is checked or an epoch is closed; taken before {@link #state}. */
    private final ReentrantLock checks = new ReentrantLock();

    /** Guards what follows; never held while something blocks. */
    private final ReentrantLock state = new ReentrantLock();

    private final List<RoundEvent> events = new ArrayList<>();
    private final Set<Long> paused = new HashSet<>();
    private List<TicketHolder> holders = List.of();
    private @Nullable EpochClock clock;
    private @Nullable OpenRound open;
    private @Nullable RunningCount running;

    /**
     * @throws GatekeeperFailedException when the records cannot be read
     */
    public Gatekeeper(
            GatekeeperSettings settings,
            GatekeeperStore store,
            SourceChain source,
            SeedBlocks seeds,
            UnitExecutor executor,
            InstantSource time)
            throws GatekeeperFailedException {
        this.settings = settings;
        this.store = store;
        this.book = new EpochBook(store.database());
        this.rows = new RoundRows(store.database());
        this.planner = new RoundPlanner(settings, rows, source, seeds);
        this.closer = new EpochCloser(settings, store, rows, planner);
        this.resumption = new EpochResumption(settings, store, rows, planner);
        this.time = time;
        try {
            this.desk =
                    new ReceiptDesk(
                            settings,
                            store,
                            planner,
                            new Checker(settings, executor, store.secret()));
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** The closed epochs. */
    public EpochBook book() {
        return book;
    }

    GatekeeperSettings settings() {
        return settings;
    }

    /** The newest epoch on record. */
    Optional<GatekeeperStore.EpochRow> newestEpoch() throws GatekeeperFailedException {
        try {
            return store.newestEpoch();
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** Begins an epoch with these nodes. */
    void openEpoch(long epoch, List<TicketHolder> tickets) throws GatekeeperFailedException {
        checks.lock();
        try {
            var now = time.instant();
            store.openEpoch(epoch, now, tickets);
            var books = desk.readStanding();
            state.lock();
            try {
                holders = List.copyOf(tickets);
                clock = new EpochClock(now, Duration.ZERO, settings.parameters().round());
                open = null;
                running = new RunningCount(settings.rules(), epoch, now, books, holders);
                int sum = tickets.stream().mapToInt(TicketHolder::tickets).sum();
                events.add(new RoundEvent.EpochOpened(epoch, tickets.size(), sum));
            } finally {
                state.unlock();
            }
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            checks.unlock();
        }
    }

    /**
     * Goes on with the newest epoch after a stop or a crash: rounds missed meanwhile are nobody's.
     * False when nothing of it is left: then it is to be closed.
     */
    boolean resumeEpoch() throws GatekeeperFailedException, InterruptedException {
        checks.lock();
        try {
            var row = store.newestEpoch().filter(epoch -> !epoch.closed()).orElseThrow();
            var now = time.instant();
            var elapsed = resumption.elapsed(row, now);
            if (elapsed.isEmpty()) {
                return false;
            }
            var tickets = store.tickets(row.epoch());
            var books = desk.readStanding(row.epoch());
            desk.finish(row.epoch(), tickets).forEach(this::tell);
            var count = resumption.count(row, tickets, books);
            var pausing = resumption.paused(row.epoch());
            state.lock();
            try {
                holders = tickets;
                clock = new EpochClock(now, elapsed.get(), settings.parameters().round());
                open = null;
                running = count;
                paused.addAll(pausing);
            } finally {
                state.unlock();
            }
            return true;
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            checks.unlock();
        }
    }

    /** Time into the open epoch; zero when none is. */
    public Duration elapsed() {
        state.lock();
        try {
            return clock == null ? Duration.ZERO : clock.advance(time.instant());
        } finally {
            state.unlock();
        }
    }

    /** The open epoch as it would be settled now, from a running count; empty while none is. */
    public Optional<OpenEpoch> preview() {
        state.lock();
        try {
            return running == null || clock == null
                    ? Optional.empty()
                    : Optional.of(running.show(clock.advance(time.instant())));
        } finally {
            state.unlock();
        }
    }

    /** Lists and signs a round. Blocks on the source chain. */
    RoundRow plan(long epoch, int round) throws SourceFailedException, GatekeeperFailedException {
        List<TicketHolder> now;
        Set<Long> without;
        state.lock();
        try {
            now = holders;
            without = Set.copyOf(paused);
        } finally {
            state.unlock();
        }
        try {
            return planner.plan(epoch, round, now, without);
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** Opens a listed round if its seed block exists. */
    boolean open(RoundRow row) throws SourceFailedException, GatekeeperFailedException {
        var seedHash = planner.seedHash(row);
        if (seedHash.isEmpty()) {
            return false;
        }
        var manifest = row.manifest().message();
        try {
            rows.seed(manifest.epoch(), manifest.round(), seedHash.get());
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
        var opened = new OpenRound(planner.offer(row, seedHash.get(), frozen()));
        state.lock();
        try {
            open = opened;
            if (running != null) {
                running.opened(opened);
            }
            events.add(
                    new RoundEvent.RoundOpened(
                            manifest.epoch(), manifest.round(), row.units().size(), row.fresh()));
        } finally {
            state.unlock();
        }
        return true;
    }

    private List<TicketHolder> frozen() {
        state.lock();
        try {
            return holders;
        } finally {
            state.unlock();
        }
    }

    @Override
    public Optional<RoundOffer> current() {
        state.lock();
        try {
            return taking().map(OpenRound::offer);
        } finally {
            state.unlock();
        }
    }

    /** The units of a node in the open round; none when no round is open. */
    public List<AssignedUnit> assignmentFor(long nodeId) {
        state.lock();
        try {
            return taking().map(round -> round.assignedTo(nodeId)).orElse(List.of());
        } finally {
            state.unlock();
        }
    }

    private Optional<OpenRound> taking() {
        if (open == null || clock == null) {
            return Optional.empty();
        }
        long into =
                clock.advance(time.instant()).toMillis()
                        - open.round() * settings.parameters().round().toMillis();
        return into < settings.takenMillis() ? Optional.of(open) : Optional.empty();
    }

    @Override
    public boolean heartbeat(Signed<Heartbeat> heartbeat) throws WorkFailedException {
        var message = heartbeat.message();
        var moment = moment(message.nodeId());
        boolean counts =
                moment.round()
                                .filter(round -> round.epoch() == message.epoch())
                                .filter(round -> round.round() == message.round())
                                .isPresent()
                        && moment.holder()
                                .filter(holder ->
                                        Recover.signedBy(
                                                holder.key(),
                                                message.in(settings.work()),
                                                heartbeat.signature()))
                                .isPresent();
        if (!counts) {
            return false;
        }
        try {
            if (store.keep(heartbeat)) {
                noteHeartbeat(message);
            }
            return true;
        } catch (SQLException e) {
            throw notKept(e);
        }
    }

    private ReceiptDesk.Moment moment(long nodeId) {
        state.lock();
        try {
            var round = taking();
            var into = clock == null ? Duration.ZERO : clock.advance(time.instant());
            long epochs = round.map(open -> open.epoch() - 1).orElse(0L);
            return new ReceiptDesk.Moment(
                    round,
                    OpenRound.holder(holders, nodeId),
                    epochs * settings.parameters().epoch().toMillis() + into.toMillis());
        } finally {
            state.unlock();
        }
    }

    private void noteHeartbeat(Heartbeat heartbeat) {
        state.lock();
        try {
            if (heartbeat.status().equals(Heartbeat.PAUSED)) {
                paused.add(heartbeat.nodeId());
            } else {
                paused.remove(heartbeat.nodeId());
            }
            if (running != null) {
                running.seen(heartbeat.nodeId(), heartbeat.round());
            }
        } finally {
            state.unlock();
        }
    }

    private void noteReceipt(WorkReceipt receipt, ReceiptDesk.Taken taken) {
        state.lock();
        try {
            taken.event().ifPresent(events::add);
            if (running == null) {
                return;
            }
            switch (taken.outcome()) {
                case SubmitOutcome.Accepted accepted -> {
                    paused.remove(receipt.nodeId());
                    running.seen(receipt.nodeId(), receipt.round());
                    running.verified(receipt, accepted.ack().message());
                }
                case SubmitOutcome.Refused refused -> {
                    if (!refused.verdicts().isEmpty()
                            && refused.reason() != SubmitOutcome.Reason.NOT_CHECKABLE) {
                        running.seen(receipt.nodeId(), receipt.round());
                        running.refused(receipt);
                    }
                }
            }
        } finally {
            state.unlock();
        }
    }

    @Override
    public SubmitOutcome submit(Submission submission) throws WorkFailedException {
        long nodeId = submission.receipt().message().nodeId();
        // the time counts when the receipt comes in, not when the one before it is checked
        var moment = moment(nodeId);
        checks.lock();
        try {
            var decided = desk.decided(submission);
            if (decided.isPresent()) {
                return decided.get();
            }
            var taken = desk.take(submission, inOpenEpoch(moment));
            noteReceipt(submission.receipt().message(), taken);
            return taken.outcome();
        } catch (SQLException e) {
            throw notKept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkFailedException("The gatekeeper is being stopped.", e);
        } finally {
            checks.unlock();
        }
    }

    /** An epoch that was closed while a receipt waited for its turn takes it no more. */
    private ReceiptDesk.Moment inOpenEpoch(ReceiptDesk.Moment moment) {
        state.lock();
        try {
            var now = open;
            var round = moment.round().filter(then -> now != null && now.epoch() == then.epoch());
            return new ReceiptDesk.Moment(round, moment.holder(), moment.receivedAt());
        } finally {
            state.unlock();
        }
    }

    /**
     * Closes the newest epoch with what is stored; receipts whose check was cut off by a crash are
     * checked first. Empty while a receipt is being checked: to be tried again.
     */
    Optional<EpochReport> closeEpoch() throws GatekeeperFailedException, InterruptedException {
        if (!checks.tryLock()) {
            return Optional.empty();
        }
        try {
            var newest = store.newestEpoch().filter(epoch -> !epoch.closed());
            if (newest.isEmpty()) {
                throw new GatekeeperFailedException("There is no open epoch to close.");
            }
            var tickets = store.tickets(newest.get().epoch());
            desk.finish(newest.get().epoch(), tickets).forEach(this::tell);
            var report = closer.close(newest.get(), tickets, time.instant());
            state.lock();
            try {
                open = null;
                clock = null;
                running = null;
                events.add(new RoundEvent.EpochClosed(report));
            } finally {
                state.unlock();
            }
            return Optional.of(report);
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            checks.unlock();
        }
    }

    /** Adds something to tell at the next {@link #drain}. */
    void tell(RoundEvent event) {
        state.lock();
        try {
            events.add(event);
        } finally {
            state.unlock();
        }
    }

    /** What happened since this was last asked. */
    List<RoundEvent> drain() {
        state.lock();
        try {
            var drained = List.copyOf(events);
            events.clear();
            return drained;
        } finally {
            state.unlock();
        }
    }

    private static WorkFailedException notKept(SQLException e) {
        return new WorkFailedException(
                "The gatekeeper cannot keep records (" + e.getMessage() + "); try again later.", e);
    }
}
