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
import java.util.List;
import java.util.Optional;

/**
 * Takes settled epochs over from gatekeepers elsewhere, whichever of them tells an epoch as the
 * pool has it. What is kept can be claimed when no gatekeeper answers any more. For one thread.
 */
public final class SettledEpochs {
    private static final Logger LOG = LoggerFactory.getLogger(SettledEpochs.class);

    /** Epochs fetched in one go; the rest the next time. */
    private static final int AT_ONCE = 8;

    /** Older epochs than so many say nothing that the newest does not. */
    private static final int FETCHED = 64;

    private final Database database;
    private final EpochBook book;
    private final List<RemoteGatekeeper> gatekeepers;
    private final Roots roots;

    /** What the pool has. */
    public interface Roots {
        /** The root of an epoch; empty when it has none. */
        Optional<Pool.Posted> posted(long epoch) throws ChainFailedException;

        /** How it got there, where the gatekeeper that tells of it does not know. */
        Optional<EpochReport.Posting> posting(long epoch) throws ChainFailedException;
    }

    public SettledEpochs(Database database, List<RemoteGatekeeper> gatekeepers, Roots roots) {
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
     * Takes over the epochs that the pool has a root of and that are not kept yet, the newest
     * first: it is enough for a claim. Blocks.
     *
     * @param newest epoch with a root in the pool
     */
    public void takeOver(long newest) throws SQLException, ChainFailedException {
        int asked = 0;
        for (long epoch = newest; epoch > Math.max(0, newest - FETCHED); epoch--) {
            if (book.get(epoch).isEmpty()) {
                take(epoch);
                if (++asked == AT_ONCE) {
                    return;
                }
            }
        }
    }

    private void take(long epoch) throws SQLException, ChainFailedException {
        var onChain = roots.posted(epoch);
        if (onChain.isEmpty()) {
            return;
        }
        for (var one : gatekeepers) {
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
                    return;
                }
                LOG.debug("{} does not tell epoch {} as the pool has it", one.gatekeeper(), epoch);
            } catch (WorkFailedException e) {
                LOG.debug("{}: {}", one.gatekeeper(), e.getMessage());
            }
        }
    }

    private void keep(SettledEpoch told) throws SQLException, ChainFailedException {
        var report = told.report();
        var posting =
                report.posting().isPresent() ? report.posting() : roots.posting(report.epoch());
        var whole = posting.isPresent() ? report.postedAt(posting.get()) : report;
        database.inTransaction(connection -> {
            EpochBook.record(connection, whole, told.leaves());
            return true;
        });
    }
}
