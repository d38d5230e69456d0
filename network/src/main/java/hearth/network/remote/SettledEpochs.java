package hearth.network.remote;

import hearth.kernel.Database;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.Pool;
import hearth.network.settlement.EpochBook;
import hearth.network.settlement.EpochReport;
import hearth.network.work.WorkFailedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
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

    /** What cannot be had is asked for again after so long, doubling. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private static final Duration SELDOM = Duration.ofMinutes(10);

    /** Older epochs than so many say nothing that the newest does not. */
    private static final int FETCHED = 64;

    private final Database database;
    private final EpochBook book;
    private final List<RemoteGatekeeper> gatekeepers;
    private final Roots roots;
    private final InstantSource time;
    private final Map<Long, Patience> missing = new HashMap<>();

    /** What the pool has. */
    public interface Roots {
        /** The root of an epoch; empty when it has none. */
        Optional<Pool.Posted> posted(long epoch) throws ChainFailedException;

        /** How it got there; empty where the chain's endpoint does not tell. */
        Optional<EpochReport.Posting> posting(long epoch) throws ChainFailedException;
    }

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
     * it is enough for a claim. One at a time, as what a node may ask is counted. When there is
     * nothing to take, looks how the root of one that is kept was posted. Blocks.
     *
     * @param newest epoch with a root in the pool
     */
    public void takeOver(long newest) throws SQLException, ChainFailedException {
        long oldest = Math.max(1, newest - FETCHED + 1);
        missing.keySet().removeIf(epoch -> epoch < oldest || epoch > newest);
        long unposted = 0;
        for (long epoch = newest; epoch >= oldest; epoch--) {
            var patience = missing.get(epoch);
            if (patience != null && !patience.over(time.instant())) {
                continue;
            }
            var kept = book.get(epoch);
            if (kept.isEmpty()) {
                tried(epoch, take(epoch));
                return;
            }
            if (unposted == 0 && kept.get().posting().isEmpty()) {
                unposted = epoch;
            }
        }
        if (unposted > 0) {
            tried(unposted, findPosting(unposted));
        }
    }

    private void tried(long epoch, boolean had) {
        if (had) {
            missing.remove(epoch);
        } else {
            missing.computeIfAbsent(epoch, _ -> new Patience(AGAIN, SELDOM)).failed(time.instant());
        }
    }

    /** Whether an epoch is kept now. */
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
                    // the root says nothing of how it was posted: that is the chain's to tell
                    var report = told.get().report().unposted();
                    database.inTransaction(connection -> {
                        EpochBook.record(connection, report, told.get().leaves());
                        return true;
                    });
                    return true;
                }
                LOG.debug("{} does not tell epoch {} as the pool has it", one.gatekeeper(), epoch);
            } catch (WorkFailedException e) {
                LOG.debug("{}: {}", one.gatekeeper(), e.getMessage());
            }
        }
        return false;
    }

    /** Whether the chain told how a root was posted; a claim does not need it. */
    private boolean findPosting(long epoch) throws SQLException {
        try {
            var posting = roots.posting(epoch);
            if (posting.isPresent()) {
                book.posted(epoch, posting.get());
            }
            return posting.isPresent();
        } catch (ChainFailedException e) {
            LOG.debug("how epoch {} was posted is not told: {}", epoch, e.getMessage());
            return false;
        }
    }
}
