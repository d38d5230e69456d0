package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.RoundRows.RoundRow;
import hearth.network.gatekeeper.SourceChain.Head;
import hearth.network.work.AbiWords;
import hearth.network.work.Assignment;
import hearth.network.work.ListedUnit;
import hearth.network.work.Manifest;
import hearth.network.work.MerkleTree;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.TicketHolder;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a round's list: codes with a missing replica (half of it at most), those never listed,
 * re-checks, and known ones drawn again, so that machines stay in verified work after every code
 * has been seen once. Which is which cannot be told; all known ones are probes with a known answer.
 */
final class RoundPlanner {
    /** Blocks read in one go; a chain that is far ahead is caught up over several rounds. */
    private static final long MOST_BLOCKS = 2_000;

    /** Units that a list may have, whatever the number of tickets. */
    private static final int MOST_UNITS = 200_000;

    private static final Hash32 NO_BLOCK = Hash32.of(new byte[32]);

    private final GatekeeperSettings settings;
    private final RoundRows rows;
    private final SourceChain source;
    private final SeedBlocks seeds;

    RoundPlanner(
            GatekeeperSettings settings, RoundRows rows, SourceChain source, SeedBlocks seeds) {
        this.settings = settings;
        this.rows = rows;
        this.source = source;
        this.seeds = seeds;
    }

    /** What was read of the source chain for a list. */
    private record Range(long from, Head to) {}

    /**
     * Lists a round, signs and keeps it. Blocks on the source chain.
     *
     * @param holders whose tickets the list is made for
     * @param paused nodes that announced no work
     * @throws SourceFailedException when there is no upcoming seed block to name
     */
    RoundRow plan(long epoch, int round, List<TicketHolder> holders, Set<Long> paused)
            throws SourceFailedException, SQLException {
        var range = readSource();
        var previous = rows.newestDigest().orElse(MerkleTree.EMPTY);
        var working = working(holders, paused);
        int wanted = wanted(working);
        var ids = new LinkedHashSet<>(rows.backups(wanted / 2));
        var fresh = rows.fresh(wanted - ids.size());
        add(ids, fresh, wanted);
        add(ids, rechecks(epoch, previous), wanted);
        ids.addAll(again(previous, wanted - ids.size(), new HashSet<>(ids)));
        var units = new ArrayList<>(rows.units(List.copyOf(ids)));
        units.sort(Comparator.comparing(ListedUnit::codeHash));
        var manifest =
                new Manifest(
                        epoch,
                        round,
                        source.chainId(),
                        range.from(),
                        range.to().number(),
                        range.to().hash(),
                        RoundOffer.unitsRoot(source.chainId(), settings.modelDigest(), units),
                        units.size(),
                        settings.modelDigest(),
                        seeds.upcoming(),
                        previous);
        var digest = manifest.in(settings.work());
        var signed = new Signed<>(manifest, settings.key().sign(digest));
        var row = new RoundRow(signed, units, fresh.size(), Set.copyOf(paused), null, List.of());
        rows.keep(digest.digest(), row, List.copyOf(ids));
        return row;
    }

    private static void add(Set<Integer> ids, List<Integer> more, int wanted) {
        for (int id : more) {
            if (ids.size() < wanted) {
                ids.add(id);
            }
        }
    }

    /**
     * Codes that were settled while their pay is held, each a times within the hold time on
     * average: others answer them again, and nobody can tell which they are. Drawn by the manifest
     * before.
     */
    private List<Integer> rechecks(long epoch, Hash32 draw) throws SQLException {
        var parameters = settings.parameters();
        if (parameters.recheckCount() == 0 || parameters.holdEpochs() == 0) {
            return List.of();
        }
        long share =
                parameters.recheckCount()
                        * 1_000_000L
                        / ((long) parameters.holdEpochs() * settings.rounds());
        return rows.settledIn(epoch - parameters.holdEpochs(), epoch - 1).stream()
                .filter(id -> {
                    var word = new AbiWords().hash(draw).uint(id).keccak();
                    return new BigInteger(1, word.bytes())
                                    .mod(BigInteger.valueOf(1_000_000))
                                    .longValue()
                            < share;
                })
                .toList();
    }

    /** The hash of a listed round's seed block, once it exists. */
    Optional<Hash32> seedHash(RoundRow row) throws SourceFailedException {
        return seeds.hash(row.manifest().message().seedBlock());
    }

    /** The round as published. */
    RoundOffer offer(RoundRow row, Hash32 seedHash, List<TicketHolder> holders) {
        return new RoundOffer(
                settings.work(),
                row.manifest(),
                row.units(),
                seedHash,
                settings.parameters().replicas(),
                working(holders, row.paused()),
                row.consents());
    }

    private static List<TicketHolder> working(List<TicketHolder> holders, Set<Long> paused) {
        return holders.stream().filter(holder -> !paused.contains(holder.nodeId())).toList();
    }

    /**
     * Why another gatekeeper's list is not consented to; empty when it is in order: of this network
     * and model, of finalised blocks that are read here, too, only codes that were found there, no
     * more than the tickets stand for, and with a seed that nobody can know.
     */
    Optional<String> objection(RoundOffer proposed) throws SourceFailedException, SQLException {
        var manifest = proposed.manifest().message();
        if (manifest.chain() != source.chainId()
                || !manifest.modelDigest().equals(settings.modelDigest())
                || proposed.replicas() != settings.parameters().replicas()) {
            return Optional.of("It is for another chain, model or number of replicas.");
        }
        var codes = proposed.units().stream().map(ListedUnit::codeHash).toList();
        if (codes.size() > wanted(proposed.tickets())
                || codes.stream().distinct().count() != codes.size()) {
            return Optional.of("It lists more than the tickets stand for, or a code twice.");
        }
        if (seeds.hash(manifest.seedBlock()).isPresent()) {
            return Optional.of("Its seed block exists already.");
        }
        var read = readSource();
        if (manifest.toBlock() > read.to().number()
                || !source.blockHash(manifest.toBlock()).equals(manifest.toBlockHash())) {
            return Optional.of("It goes up to a block that is not final here, or another one.");
        }
        return rows.numbers(proposed.units()).size() == codes.size()
                ? Optional.empty()
                : Optional.of("It lists a code that is not on the source chain.");
    }

    /** Enough units that each ticket is drawn for as many as it can do. */
    private int wanted(List<TicketHolder> working) {
        int replicas = Assignment.replicas(settings.parameters().replicas(), working);
        if (replicas == 0) {
            return 0;
        }
        long tickets = working.stream().mapToLong(TicketHolder::tickets).sum();
        return (int) Math.min(MOST_UNITS, tickets * settings.unitsPerTicket() / replicas);
    }

    /** Known codes for another look, drawn by the manifest before; each at most once a round. */
    private List<Integer> again(Hash32 draw, int most, Set<Integer> taken) throws SQLException {
        int known = rows.known();
        int count = Math.min(most, known - taken.size());
        var drawn = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            var word = new AbiWords().hash(draw).uint(i).keccak();
            int id = new BigInteger(1, word.bytes()).mod(BigInteger.valueOf(known)).intValue() + 1;
            while (!taken.add(id)) {
                id = id % known + 1;
            }
            drawn.add(id);
        }
        return drawn;
    }

    /**
     * Reads what was deployed since the last list. A source chain that began anew, or replaced
     * blocks, is read again from its beginning: codes known already stay known, with their new
     * addresses. One that does not answer adds nothing this time.
     */
    private Range readSource() throws SQLException {
        var cursor = rows.cursor();
        try {
            var head = source.head();
            long from =
                    cursor.isPresent() && continues(cursor.get(), head)
                            ? cursor.get().number() + 1
                            : 0;
            if (from > head.number()) {
                return new Range(head.number(), head);
            }
            long last = Math.min(head.number(), from + MOST_BLOCKS - 1);
            var to = last == head.number() ? head : new Head(last, source.blockHash(last));
            rows.read(source.deployments(from, last), to);
            return new Range(from, to);
        } catch (SourceFailedException e) {
            var last = cursor.orElse(new Head(0, NO_BLOCK));
            return new Range(last.number(), last);
        }
    }

    private boolean continues(Head cursor, Head head) throws SourceFailedException {
        if (head.number() < cursor.number()) {
            return false;
        }
        return source.blockHash(cursor.number()).equals(cursor.hash());
    }
}
