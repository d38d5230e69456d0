package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.EpochResumption.Continuation;
import hearth.network.gatekeeper.RoundRows.RoundRow;
import hearth.network.settlement.EpochBook;
import hearth.network.settlement.EpochReport;
import hearth.network.work.Ack;
import hearth.network.work.AssignedUnit;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.Heartbeat;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.TicketHolder;
import hearth.network.work.Verdict;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One gatekeeper: lists rounds, takes receipts and their openings, computes samples again, settles
 * epochs. Safe for several threads: what is computed again holds up nothing that comes in. A {@link
 * RoundDriver} moves it on, and somebody has to let it {@link #judge}.
 */
public final class Gatekeeper implements GatekeeperAccess {
    private final GatekeeperSettings settings;
    private final GatekeeperStore store;
    private final EpochBook book;
    private final RoundRows rows;
    private final RoundPlanner planner;
    private final EpochCloser closer;
    private final EpochResumption resumption;
    private final Hatch hatch;
    private final Judge judge;
    private final Rest rest;
    private final InstantSource time;

    /** Held while a round is judged or an epoch is closed; taken first. */
    private final ReentrantLock checks = new ReentrantLock();

    /** Held while a receipt or an opening is kept; taken after {@link #checks}. */
    private final ReentrantLock intake = new ReentrantLock();

    private final RunningEpoch running;

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
        this.running = new RunningEpoch(settings, time);
        this.hatch = new Hatch(settings, store, running, intake);
        this.rest = new Rest(book, store);
        try {
            this.judge = new Judge(settings, store, planner, executor);
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

    GatekeeperStore store() {
        return store;
    }

    RoundRows rows() {
        return rows;
    }

    RoundPlanner planner() {
        return planner;
    }

    EpochCloser closer() {
        return closer;
    }

    /** The nodes that get no work: they announced it, they rest, or wrong work was found. */
    Set<Long> without() {
        return running.without();
    }

    /** The nodes as frozen at the open epoch's start. */
    List<TicketHolder> holders() {
        return running.holders();
    }

    /** The newest epoch on record. */
    Optional<GatekeeperStore.EpochRow> newestEpoch() throws GatekeeperFailedException {
        try {
            return store.newestEpoch();
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** Begins an epoch with these nodes, now. */
    void openEpoch(long epoch, List<TicketHolder> tickets) throws GatekeeperFailedException {
        openEpoch(epoch, time.instant(), tickets);
    }

    /** Begins an epoch, or comes to one that has begun at a time before. */
    void openEpoch(long epoch, Instant opened, List<TicketHolder> tickets)
            throws GatekeeperFailedException {
        checks.lock();
        try {
            var now = time.instant();
            store.openEpoch(epoch, opened, tickets);
            var books = judge.readStanding();
            var mostlyVoid = rest.in(epoch);
            running.begin(
                    epoch,
                    opened,
                    now,
                    tickets,
                    books,
                    mostlyVoid,
                    store.findings().withoutWork(epoch));
            for (var holder : tickets) {
                if (mostlyVoid.contains(holder.nodeId())) {
                    tell(new RoundEvent.Rested(holder.nodeId(), epoch));
                }
            }
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            checks.unlock();
        }
    }

    /**
     * Goes on with the newest epoch after a stop or a crash: with the round that was running if its
     * time is not over; rounds missed meanwhile are nobody's. Empty when nothing of the epoch is
     * left: then it is to be closed.
     */
    Optional<Continuation> resumeEpoch() throws GatekeeperFailedException, InterruptedException {
        checks.lock();
        try {
            var row = store.newestEpoch().filter(epoch -> !epoch.closed()).orElseThrow();
            var now = time.instant();
            var tickets = store.tickets(row.epoch());
            var found = resumption.continuation(row, tickets, now);
            if (found.isEmpty()) {
                return found;
            }
            var goesOn = found.get();
            var books = judge.readStanding(row.epoch());
            int before = goesOn.open().map(OpenRound::round).orElse(Integer.MAX_VALUE);
            judge.finish(row.epoch(), before, tickets)
                    .forEach(judged -> judged.taken().event().ifPresent(this::tell));
            var count = resumption.count(row, tickets, books);
            var pausing = resumption.paused(row.epoch());
            running.resume(
                    row.epoch(),
                    goesOn,
                    now,
                    tickets,
                    count,
                    pausing,
                    rest.in(row.epoch()),
                    store.findings().withoutWork(row.epoch()));
            return found;
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            checks.unlock();
        }
    }

    /** Time into the open epoch; zero when none is. */
    public Duration elapsed() {
        return running.elapsed();
    }

    /** The open epoch; 0 when none is. */
    public long epoch() {
        return running.epoch();
    }

    /** The round that takes receipts or their openings; empty when none does. */
    public Optional<RoundOffer> taking() {
        return running.offered();
    }

    /** The open epoch as it would be settled now, from a running count; empty while none is. */
    public Optional<OpenEpoch> preview() {
        return running.preview();
    }

    /** Lists and signs a round. Blocks on the source chain. */
    RoundRow plan(long epoch, int round) throws SourceFailedException, GatekeeperFailedException {
        try {
            return planner.plan(epoch, round, running.holders(), running.without());
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
        running.open(
                new OpenRound(planner.offer(row, seedHash.get(), running.holders())), row.fresh());
        return true;
    }

    @Override
    public Optional<RoundOffer> current() {
        return running.current();
    }

    @Override
    public Optional<Ack.Phase> phase(Hash32 manifest) {
        return running.phase(manifest);
    }

    /** The units of a node in the open round; none when no round is open. */
    public List<AssignedUnit> assignmentFor(long nodeId) {
        return running.moment(nodeId)
                .round()
                .map(round -> round.assignedTo(nodeId))
                .orElse(List.of());
    }

    @Override
    public boolean heartbeat(Signed<Heartbeat> heartbeat) throws WorkFailedException {
        return hatch.heartbeat(heartbeat);
    }

    @Override
    public SubmitOutcome commit(Signed<WorkReceipt> receipt) throws WorkFailedException {
        return hatch.commit(receipt);
    }

    @Override
    public SubmitOutcome reveal(Submission submission) throws WorkFailedException {
        return hatch.reveal(submission);
    }

    @Override
    public Optional<SubmitOutcome> outcome(WorkReceipt receipt) throws WorkFailedException {
        return hatch.outcome(receipt);
    }

    /**
     * Judges the rounds that take nothing more. Blocks while units are computed again; to be called
     * about as often as the {@link RoundDriver}, by another thread.
     *
     * @throws GatekeeperFailedException when the records cannot be used; the gatekeeper must stop
     * @throws InterruptedException when the agent is being stopped
     */
    public void judge() throws GatekeeperFailedException, InterruptedException {
        checks.lock();
        try {
            for (var round : running.over()) {
                running.note(expire(round));
                running.note(judge.judge(round));
                running.judged(round);
            }
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            checks.unlock();
        }
    }

    private List<Judge.Judged> expire(OpenRound round) throws SQLException {
        intake.lock();
        try {
            return judge.expire(round.epoch(), round.round());
        } finally {
            intake.unlock();
        }
    }

    /**
     * Closes the newest epoch with what is stored; rounds that are not judged yet are judged first.
     * Empty while a round is being judged: to be tried again.
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
            finish(newest.get().epoch(), tickets);
            var report = closer.close(newest.get(), tickets, time.instant());
            running.end(new RoundEvent.EpochClosed(report));
            return Optional.of(report);
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            checks.unlock();
        }
    }

    private void finish(long epoch, List<TicketHolder> tickets)
            throws SQLException, InterruptedException {
        intake.lock();
        try {
            running.stopTaking();
        } finally {
            intake.unlock();
        }
        running.note(judge.finish(epoch, Integer.MAX_VALUE, tickets));
    }

    /**
     * Ends the newest epoch without settling it: several gatekeepers do that together. False while
     * a round is being judged: to be tried again.
     */
    boolean endEpoch() throws GatekeeperFailedException, InterruptedException {
        if (!checks.tryLock()) {
            return false;
        }
        try {
            var newest = store.newestEpoch().filter(epoch -> !epoch.closed());
            if (newest.isPresent()) {
                long epoch = newest.get().epoch();
                finish(epoch, store.tickets(epoch));
                store.end(epoch);
            }
            running.end();
            return true;
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            checks.unlock();
        }
    }

    /** Findings of wrong work that were brought to the chain, or those that were not. */
    List<Signed<Verdict>> wrongWork(boolean posted) throws GatekeeperFailedException {
        try {
            return store.findings().wrongWork(posted);
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** A finding is on the chain. */
    void posted(Signed<Verdict> verdict) throws GatekeeperFailedException {
        try {
            store.findings().posted(verdict.message().receipt());
            tell(new RoundEvent.Condemned(verdict.message().nodeId(), verdict));
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** Adds something to tell at the next {@link #drain}. */
    void tell(RoundEvent event) {
        running.tell(event);
    }

    /** What happened since this was last asked. */
    List<RoundEvent> drain() {
        return running.drain();
    }
}
