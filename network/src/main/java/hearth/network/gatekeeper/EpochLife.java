package hearth.network.gatekeeper;

import hearth.network.gatekeeper.EpochResumption.Continuation;
import hearth.network.settlement.EpochReport;
import hearth.network.work.TicketHolder;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The life of a gatekeeper's epochs: they begin, go on after a stop, have their rounds judged, and
 * end. Safe for several threads.
 */
final class EpochLife {
    private final GatekeeperStore store;
    private final EpochCloser closer;
    private final EpochResumption resumption;
    private final Judge judge;
    private final Rest rest;
    private final RunningEpoch running;
    private final InstantSource time;

    /** Held while a round is judged or an epoch is closed; taken first. */
    private final ReentrantLock checks = new ReentrantLock();

    /** Held while a receipt or an opening is kept; taken after {@link #checks}. */
    private final ReentrantLock intake;

    EpochLife(
            GatekeeperStore store,
            EpochCloser closer,
            EpochResumption resumption,
            Judge judge,
            Rest rest,
            RunningEpoch running,
            ReentrantLock intake,
            InstantSource time) {
        this.store = store;
        this.closer = closer;
        this.resumption = resumption;
        this.judge = judge;
        this.rest = rest;
        this.running = running;
        this.intake = intake;
        this.time = time;
    }

    /** Begins an epoch with these nodes, now. */
    void open(long epoch, List<TicketHolder> tickets) throws GatekeeperFailedException {
        open(epoch, time.instant(), tickets);
    }

    /** Begins an epoch, or comes to one that has begun at a time before. */
    void open(long epoch, Instant opened, List<TicketHolder> tickets)
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
                    running.tell(new RoundEvent.Rested(holder.nodeId(), epoch));
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
    Optional<Continuation> resume() throws GatekeeperFailedException, InterruptedException {
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
                    .forEach(judged -> judged.taken().event().ifPresent(running::tell));
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

    /** Judges the rounds that take nothing more. Blocks while units are computed again. */
    void judge() throws GatekeeperFailedException, InterruptedException {
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
    Optional<EpochReport> close() throws GatekeeperFailedException, InterruptedException {
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
    boolean end() throws GatekeeperFailedException, InterruptedException {
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
}
