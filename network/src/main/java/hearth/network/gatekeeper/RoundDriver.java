package hearth.network.gatekeeper;

import hearth.network.gatekeeper.RoundRows.RoundRow;
import hearth.network.settlement.EpochReport.Posting;
import hearth.network.work.RootMessage;
import hearth.network.work.Signed;
import hearth.network.work.TicketHolder;
import hearth.network.work.Verdict;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Moves a gatekeeper on: to be called about four times a second, by one thread that may block on
 * the chains. Epochs are contiguous; one that a stop or a crash cut off goes on where its time
 * stands, or is closed with what was stored when its time is over.
 */
public final class RoundDriver {
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration NOBODY = Duration.ofSeconds(1);
    private static final Duration ALL_POSTED = Duration.ofSeconds(30);

    /** Waits for a time; ends early when the wall clock was set back. */
    private record Wait(Instant from, Duration length) {
        static final Wait NONE = new Wait(Instant.EPOCH, Duration.ZERO);

        boolean over(Instant now) {
            var passed = Duration.between(from, now);
            return passed.isNegative() || passed.compareTo(length) >= 0;
        }
    }

    private final Gatekeeper gatekeeper;
    private final NodeDirectory directory;
    private final RootPoster poster;
    private final Consequences consequences;

    private boolean started;
    private long epoch;
    private boolean running;
    private @Nullable RoundRow listed;
    private boolean opened;
    private Wait retry = Wait.NONE;
    private Wait posting = Wait.NONE;
    private Wait condemning = Wait.NONE;
    private long tended;

    public RoundDriver(
            Gatekeeper gatekeeper,
            NodeDirectory directory,
            RootPoster poster,
            Consequences consequences) {
        this.gatekeeper = gatekeeper;
        this.directory = directory;
        this.poster = poster;
        this.consequences = consequences;
    }

    /**
     * Does what is due now.
     *
     * @return everything that happened since the last call, receipts handed in meanwhile included
     * @throws GatekeeperFailedException when the records cannot be used; the gatekeeper must stop
     * @throws InterruptedException when the agent is being stopped
     */
    public List<RoundEvent> tick(Instant now)
            throws GatekeeperFailedException, InterruptedException {
        if (retry.over(now)) {
            try {
                advance(now);
            } catch (SourceFailedException e) {
                retry = new Wait(now, RETRY);
                gatekeeper.tell(new RoundEvent.Stalled(e.sentence()));
            }
        }
        if (started && posting.over(now)) {
            post(now);
        }
        if (started && condemning.over(now)) {
            condemn(now);
        }
        return gatekeeper.drain();
    }

    private void advance(Instant now)
            throws SourceFailedException, GatekeeperFailedException, InterruptedException {
        if (!started && !start()) {
            return;
        }
        if (running) {
            if (gatekeeper.elapsed().compareTo(gatekeeper.settings().parameters().epoch()) < 0) {
                advanceRound();
                return;
            }
            if (gatekeeper.life().close().isEmpty()) {
                return;
            }
            running = false;
            posting = Wait.NONE;
        }
        openNext(now);
    }

    /**
     * Goes on with what was cut off, or closes it; refuses records that are older than the chain.
     */
    private boolean start()
            throws SourceFailedException, GatekeeperFailedException, InterruptedException {
        var newest = gatekeeper.newestEpoch();
        long onChain = poster.lastEpoch();
        epoch = newest.map(GatekeeperStore.EpochRow::epoch).orElse(0L);
        if (onChain > epoch) {
            throw new GatekeeperFailedException(
                    "The reward pool holds epoch "
                            + onChain
                            + ", but this gatekeeper's records end at epoch "
                            + epoch
                            + ": they are an old copy. Restore the newest, or reset the practice"
                            + " network.");
        }
        if (newest.isPresent() && !newest.get().closed()) {
            var goesOn = gatekeeper.life().resume();
            running = goesOn.isPresent();
            if (!running && gatekeeper.life().close().isEmpty()) {
                return false;
            }
            listed = goesOn.flatMap(EpochResumption.Continuation::listed).orElse(null);
            opened = listed != null && listed.seedHash() != null;
        }
        started = true;
        return true;
    }

    private void openNext(Instant now) throws SourceFailedException, GatekeeperFailedException {
        var nodes = directory.nodes();
        if (nodes.stream().mapToInt(TicketHolder::tickets).sum() == 0) {
            retry = new Wait(now, NOBODY);
            return;
        }
        gatekeeper.life().open(epoch + 1, nodes);
        epoch++;
        running = true;
        listed = null;
        opened = false;
        advanceRound();
    }

    private void advanceRound() throws SourceFailedException, GatekeeperFailedException {
        var length = gatekeeper.settings().parameters().round();
        long into = gatekeeper.elapsed().toMillis();
        int round = (int) (into / length.toMillis());
        if (round >= gatekeeper.settings().rounds()) {
            return;
        }
        // the end of a round lists the next, so that its seed is known when it begins
        boolean ahead = into % length.toMillis() >= length.toMillis() * 3 / 5;
        var now = listed;
        if (now == null || now.manifest().message().round() < round) {
            now = list(round);
        }
        if (!opened && now.manifest().message().round() <= round) {
            opened = gatekeeper.open(now);
        }
        if (ahead
                && opened
                && now.manifest().message().round() == round
                && round + 1 < gatekeeper.settings().rounds()) {
            list(round + 1);
        }
    }

    private RoundRow list(int round) throws SourceFailedException, GatekeeperFailedException {
        var row = gatekeeper.plan(epoch, round);
        listed = row;
        opened = false;
        return row;
    }

    private void post(Instant now) throws GatekeeperFailedException {
        posting = new Wait(now, RETRY);
        try {
            var book = gatekeeper.book();
            long last = book.lastEpoch();
            findPosted(poster.lastEpoch());
            // asked each time: a chain that lost its newest blocks gets the root again
            for (long next = poster.lastEpoch() + 1; next <= last; next++) {
                var report = book.get(next);
                if (report.isEmpty()) {
                    return;
                }
                var root =
                        new Signed<>(
                                new RootMessage(report.get().root()), report.get().signature());
                switch (poster.post(root)) {
                    case RootPoster.PostOutcome.Posted posted -> {
                        book.posted(next, new Posting(posted.transaction(), posted.block()));
                        gatekeeper.tell(
                                new RoundEvent.RootPosted(
                                        next, posted.transaction(), posted.block()));
                    }
                    case RootPoster.PostOutcome.NotPosted failed -> {
                        gatekeeper.tell(new RoundEvent.Stalled(failed.sentence()));
                        return;
                    }
                }
            }
            posting = new Wait(now, ALL_POSTED);
        } catch (SourceFailedException e) {
            gatekeeper.tell(new RoundEvent.Stalled(e.sentence()));
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** Brings wrong work before the chain: one finding of a receipt is enough. */
    private void condemn(Instant now) throws GatekeeperFailedException {
        condemning = new Wait(now, RETRY);
        for (var verdict : gatekeeper.wrongWork(false)) {
            if (!condemned(verdict)) {
                return;
            }
            gatekeeper.posted(verdict);
        }
        if (tended == epoch) {
            return;
        }
        // asked each epoch: a chain that lost its newest blocks gets the findings again
        for (var verdict : gatekeeper.wrongWork(true)) {
            if (!condemned(verdict)) {
                return;
            }
        }
        tended = epoch;
        consequences.tend().stream().map(RoundEvent.Tended::new).forEach(gatekeeper::tell);
    }

    private boolean condemned(Signed<Verdict> verdict) {
        var failure = consequences.condemn(verdict);
        failure.map(RoundEvent.Stalled::new).ifPresent(gatekeeper::tell);
        return failure.isEmpty();
    }

    /** A root can be on chain without our knowing by which transaction: stopped in between. */
    private void findPosted(long onChain) throws SourceFailedException, SQLException {
        var report = gatekeeper.book().get(onChain);
        if (report.isPresent() && report.get().posting().isEmpty()) {
            var found = poster.find(onChain);
            if (found.isPresent()) {
                gatekeeper
                        .book()
                        .posted(
                                onChain,
                                new Posting(found.get().transaction(), found.get().block()));
            }
        }
    }
}
