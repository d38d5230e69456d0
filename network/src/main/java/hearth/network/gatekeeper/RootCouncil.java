package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.EpochRoot;
import hearth.network.packed.RecordsBytes;
import hearth.network.settlement.Books;
import hearth.network.settlement.BooksTable;
import hearth.network.settlement.EpochBook;
import hearth.network.settlement.EpochRecords;
import hearth.network.settlement.EpochReport;
import hearth.network.settlement.Findings;
import hearth.network.settlement.Settled;
import hearth.network.settlement.Settlement;
import hearth.network.work.RootMessage;
import hearth.network.work.Signature;
import hearth.network.work.TicketHolder;
import hearth.network.work.Verdict;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;

/**
 * A gatekeeper's part in roots that several sign. It signs what it settled itself from signed
 * objects, never a proposer's word, and nothing that leaves out what it has acknowledged. Which of
 * several roots counts is what the pool holds: only that is taken into the books.
 */
final class RootCouncil {
    private static final Address NOBODY = Address.of(new byte[20]);

    private final GatekeeperSettings settings;
    private final GatekeeperStore store;
    private final EpochCloser closer;
    private final EpochBook book;
    private final SeedBlocks seeds;
    private final EpochDirectory directory;
    private final Gatekeeper gatekeeper;
    private final CouncilRows rows;
    private final Bundles bundles;

    RootCouncil(Gatekeeper gatekeeper, SeedBlocks seeds, EpochDirectory directory) {
        this.gatekeeper = gatekeeper;
        this.directory = directory;
        this.settings = gatekeeper.settings();
        this.store = gatekeeper.store();
        this.closer = gatekeeper.closer();
        this.book = gatekeeper.book();
        this.seeds = seeds;
        this.rows = new CouncilRows(store.database());
        this.bundles = new Bundles(settings.rules());
    }

    Bundles bundles() {
        return bundles;
    }

    /** What this gatekeeper has of an epoch. */
    EpochRecords records(long epoch) throws GatekeeperFailedException {
        try {
            return closer.records(epoch, store.tickets(epoch));
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** Settles records by the books of the epoch before. */
    Settled settle(EpochRecords records) throws GatekeeperFailedException, NotAgreedException {
        var before = books();
        if (records.epoch() != before.epoch() + 1) {
            throw new NotAgreedException(
                    "My books end at epoch " + before.epoch() + "; that one is not the next.");
        }
        return new Settlement(settings.rules()).settle(records, before);
    }

    private Books books() throws GatekeeperFailedException {
        try {
            return store.database().inTransaction(BooksTable::read);
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** Signs the root of records that leave out nothing. */
    Signature sign(EpochRecords proposed) throws NotAgreedException, GatekeeperFailedException {
        try {
            long open = gatekeeper.epoch();
            if ((open > 0 && proposed.epoch() >= open)
                    || store.newestEpoch()
                            .filter(row -> row.epoch() == proposed.epoch() && !row.closed())
                            .isPresent()) {
                throw new NotAgreedException("That epoch is not over here.");
            }
            requireWhole(proposed);
            var settled = settle(proposed);
            byte[] bytes = RecordsBytes.encode(proposed);
            if (!rows.propose(proposed.epoch(), settled.root().root(), bytes)) {
                throw new NotAgreedException("Too many roots were proposed for that epoch.");
            }
            return sign(settled.root());
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    private Signature sign(EpochRoot root) {
        return settings.key().sign(new RootMessage(root).in(settings.rewards()));
    }

    private void requireWhole(EpochRecords proposed)
            throws NotAgreedException, GatekeeperFailedException {
        var own = records(proposed.epoch());
        var missing = bundles.missing(own, proposed);
        if (!missing.isEmpty()) {
            throw new NotAgreedException(
                    "It leaves out what I have acknowledged: " + missing + ".");
        }
        if (bundles.stranger(own, proposed)) {
            throw new NotAgreedException("It names nodes for which nobody vouches.");
        }
        try {
            requireOwners(proposed);
            for (var round : proposed.rounds()) {
                var manifest = round.manifest().message();
                if (manifest.epoch() != proposed.epoch()
                        || !bundles.agreed(round)
                        || round.replicas() != settings.parameters().replicas()
                        || !seeds.hash(manifest.seedBlock())
                                .equals(Optional.of(round.seedBlockHash()))) {
                    throw new NotAgreedException(
                            "Round " + manifest.round() + " has no consent, or another seed.");
                }
            }
        } catch (SourceFailedException e) {
            throw new NotAgreedException(e.sentence(), e);
        }
    }

    /** Whose work was wrong is what the registry says, and nobody of them may be left out. */
    private void requireOwners(EpochRecords proposed)
            throws SourceFailedException, NotAgreedException {
        var known = new HashMap<Long, Address>();
        proposed.tickets().forEach(one -> known.put(one.nodeId(), one.owner()));
        for (var one : proposed.earlier()) {
            if (!directory.owner(one.nodeId()).equals(Optional.of(one.owner()))) {
                throw new NotAgreedException("Node " + one.nodeId() + " has another owner.");
            }
            known.put(one.nodeId(), one.owner());
        }
        for (var finding : new Findings(settings.rules()).agreed(proposed.verdicts())) {
            if (finding.kind() != Verdict.Kind.VOID && !known.containsKey(finding.nodeId())) {
                throw new NotAgreedException("It does not say whose node did wrong work.");
            }
        }
    }

    /** The records with the owners of all whose work was wrong. */
    EpochRecords withOwners(EpochRecords records) throws SourceFailedException {
        var known = new HashMap<Long, TicketHolder>();
        records.earlier().forEach(one -> known.putIfAbsent(one.nodeId(), one));
        for (var finding : new Findings(settings.rules()).agreed(records.verdicts())) {
            var owner = directory.owner(finding.nodeId());
            if (owner.isPresent()) {
                known.putIfAbsent(
                        finding.nodeId(),
                        new TicketHolder(finding.nodeId(), owner.get(), NOBODY, 0));
            }
        }
        return new EpochRecords(
                records.epoch(),
                records.tickets(),
                known.values(),
                records.rounds(),
                records.deliveries(),
                records.heartbeats(),
                records.verdicts(),
                records.daysSinceReplaced());
    }

    /** Whether these records settle to a root, by this gatekeeper's books. */
    boolean leadTo(EpochRecords records, Hash32 root) throws GatekeeperFailedException {
        try {
            return settle(records).root().root().equals(root);
        } catch (NotAgreedException e) {
            return false; // they are not of the next epoch
        }
    }

    /** The records behind a root, if this gatekeeper signed or took over that. */
    Optional<EpochRecords> behind(long epoch, Hash32 root) throws GatekeeperFailedException {
        try {
            byte[] kept = rows.records(epoch, root);
            return kept.length == 0
                    ? Optional.empty()
                    : Optional.of(RecordsBytes.decode(kept, settings.work()));
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** Takes the epoch whose root the pool holds into the books. */
    EpochReport take(EpochRecords records, Instant opened, Instant now)
            throws GatekeeperFailedException, NotAgreedException {
        var settled = settle(records);
        try {
            rows.keep(records.epoch(), settled.root().root(), RecordsBytes.encode(records));
            rows.forget(records.epoch() - GatekeeperStore.KEPT_EPOCHS);
            var report =
                    EpochCloser.report(
                            settled, sign(settled.root()), records.rounds().size(), opened, now);
            store.database()
                    .inTransaction(connection -> {
                        BooksTable.write(connection, settled.books());
                        EpochBook.record(connection, report, settled.leaves());
                        return true;
                    });
            return report;
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    long settled() throws GatekeeperFailedException {
        try {
            return book.lastEpoch();
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }
}
