package hearth.network.remote;

import hearth.kernel.Database;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.Pool;
import hearth.network.remote.RemoteGatekeeper.SettledEpoch;
import hearth.network.settlement.EpochBook;
import hearth.network.settlement.EpochReport;
import hearth.network.work.WorkFailedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes settled epochs over from gatekeepers elsewhere, whichever of them tells an epoch as the
 * pool has it. What is kept can be claimed when no gatekeeper answers any more. For one thread.
 */
public final class SettledEpochs {
    private static final Logger LOG = LoggerFactory.getLogger(SettledEpochs.class);

    /** What nobody tells is asked for again after so long, doubling. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private static final Duration SELDOM = Duration.ofMinutes(10);

    /** Older epochs than so many say nothing that the newest does not. */
    private static final int FETCHED = 64;

    private final Database database;
    private final EpochBook book;
    private final List<RemoteGatekeeper> gatekeepers;
    private final Roots roots;
    private final InstantSource time;
    private final Map<Long, Later> missing = new HashMap<>();

    /** What the pool has. */
    public interface Roots {
        /** The root of an epoch; empty when it has none. */
        Optional<Pool.Posted> posted(long epoch) throws ChainFailedException;

        /** How it got there. */
        Optional<EpochReport.Posting> posting(long epoch) throws ChainFailedException;
    }

    /** When an epoch that nobody told is asked for again. */
    private record Later(Instant at, Duration after) {}

    public SettledEpochs(
            Database database,
            List<RemoteGatekeeper> gatekeepers,
            Roots roots,
            InstantSource time) {
        this.time = time;
        this.database = database;
        this.book = new EpochBook(database);
        this.gatekeepers = List.copyOf(gatekeepers);
        this.roots = roots;
    }

    /** What is kept. */
    public EpochBook book() {
        return book;
    }

    /**
     * Takes over an epoch that the pool has a root of and that is not kept yet, the newest first:
     * it is enough for a claim. One at a time, as what a node may ask is counted. Blocks.
     *
     * @param newest epoch with a root in the pool
     */
    public void takeOver(long newest) throws SQLException, ChainFailedException {
        var now = time.instant();
        for (long epoch = newest; epoch > Math.max(0, newest - FETCHED); epoch--) {
            var later = missing.get(epoch);
            boolean due = later == null || !now.isBefore(later.at());
            if (due && book.get(epoch).isEmpty()) {
                if (take(epoch)) {
                    missing.remove(epoch);
                } else {
                    var after = later == null ? AGAIN : later.after().multipliedBy(2);
                    after = after.compareTo(SELDOM) > 0 ? SELDOM : after;
                    missing.put(epoch, new Later(now.plus(after), after));
                }
                return;
            }
        }
    }

    private boolean take(long epoch) throws SQLException, ChainFailedException {
        var onChain = roots.posted(epoch);
        if (onChain.isEmpty()) {
            return false;
        }
        for (int i = 0; i < gatekeepers.size(); i++) {
            // another one first each time: what one may be asked is counted
            var one = gatekeepers.get((int) ((epoch + i) % gatekeepers.size()));
            try {
                var told =
                        one.epoch(epoch)
                                .filter(any ->
                                        any.fits(
                                                epoch,
                                                onChain.get().root(),
                                                onChain.get().leavesDigest()));
                if (told.isPresent()) {
                    keep(told.get());
                    return true;
                }
                LOG.debug("{} does not tell epoch {} as the pool has it", one.gatekeeper(), epoch);
            } catch (WorkFailedException e) {
                LOG.debug("{}: {}", one.gatekeeper(), e.getMessage());
            }
        }
        return false;
    }

    private void keep(SettledEpoch told) throws SQLException, ChainFailedException {
        var report = told.report();
        // the chain's word, not the gatekeeper's: a root says nothing of how it was posted
        var posting = roots.posting(report.epoch());
        if (posting.isEmpty()) {
            return; // taken back meanwhile
        }
        var whole = report.postedAt(posting.get());
        database.inTransaction(connection -> {
            EpochBook.record(connection, whole, told.leaves());
            return true;
        });
    }
}
