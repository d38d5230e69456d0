package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.RoundRows.RoundRow;
import hearth.network.settlement.EpochBook;
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
    private final Hatch hatch;
    private final EpochLife life;

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
        this.running = new RunningEpoch(settings, time);
        var intake = new ReentrantLock();
        this.hatch = new Hatch(settings, store, running, intake);
        try {
            this.life =
                    new EpochLife(
                            store,
                            closer,
                            new EpochResumption(settings, store, rows, planner),
                            new Judge(settings, store, planner, executor),
                            new Rest(book, store),
                            running,
                            intake,
                            time);
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

    /** How its epochs begin, go on and end. */
    EpochLife life() {
        return life;
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
        life.judge();
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
