package hearth.network.gatekeeper;

import hearth.network.gatekeeper.GatekeeperStore.EpochRow;
import hearth.network.settlement.BooksTable;
import hearth.network.settlement.EpochBook;
import hearth.network.settlement.EpochRecords;
import hearth.network.settlement.EpochReport;
import hearth.network.settlement.Settled;
import hearth.network.settlement.Settlement;
import hearth.network.work.RootMessage;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signature;
import hearth.network.work.TicketHolder;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settles an epoch from the records, signs its root and keeps both in one transaction. */
final class EpochCloser {
    private final GatekeeperSettings settings;
    private final GatekeeperStore store;
    private final RoundRows rows;
    private final RoundPlanner planner;

    EpochCloser(
            GatekeeperSettings settings,
            GatekeeperStore store,
            RoundRows rows,
            RoundPlanner planner) {
        this.settings = settings;
        this.store = store;
        this.rows = rows;
        this.planner = planner;
    }

    /**
     * Closes an epoch. Cut off by a crash, it is done again with the same result: the root is a
     * function of the records.
     */
    EpochReport close(EpochRow row, List<TicketHolder> tickets, Instant now) throws SQLException {
        var records = records(row.epoch(), tickets);
        var before = store.database().inTransaction(BooksTable::read);
        var settled = new Settlement(settings.rules()).settle(records, before);
        var digest = new RootMessage(settled.root()).in(settings.rewards());
        var report =
                report(
                        settled,
                        settings.key().sign(digest),
                        records.rounds().size(),
                        row.opened(),
                        now);
        store.database()
                .inTransaction(connection -> {
                    BooksTable.write(connection, settled.books());
                    EpochBook.record(connection, report, settled.leaves());
                    GatekeeperStore.closeEpoch(connection, row.epoch());
                    return true;
                });
        return report;
    }

    /** A settled epoch before its root is on the chain. */
    static EpochReport report(
            Settled settled, Signature signature, int rounds, Instant opened, Instant closed) {
        return new EpochReport(
                settled.root().epoch(),
                opened,
                closed,
                rounds,
                settled.root(),
                signature,
                settled.envelope(),
                settled.totalWeight(),
                settled.nodes(),
                Optional.empty());
    }

    /** The signed objects of an epoch, as anybody else would settle them. */
    EpochRecords records(long epoch, List<TicketHolder> tickets) throws SQLException {
        var rounds = new ArrayList<RoundOffer>();
        for (var round : rows.rounds(epoch)) {
            var seed = round.seedHash();
            if (seed != null) {
                rounds.add(planner.offer(round, seed, tickets));
            }
        }
        return new EpochRecords(
                epoch,
                tickets,
                store.ticketsBefore(epoch),
                rounds,
                store.receipts(epoch).stream().map(GatekeeperStore.Kept::delivery).toList(),
                store.heartbeats(epoch),
                store.findings().of(epoch),
                // Releases carry no dates on chain yet: whoever answers with the model asked for
                // counts as current.
                Map.of());
    }
}
