package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.score.Maintenance;
import hearth.network.score.Ppm;
import hearth.network.work.Ack;
import hearth.network.work.AssignedUnit;
import hearth.network.work.Assignment;
import hearth.network.work.Opening;
import hearth.network.work.Recover;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.TicketHolder;
import hearth.network.work.Verdict;
import hearth.network.work.WorkReceipt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each node did in an epoch, counted from signed objects; whatever does not check is left out.
 */
final class Count {
    /**
     * What verdicts say of a receipt.
     *
     * @param wrong a wrong answer was found in it
     * @param voided all of it is void
     * @param units of it that are void
     */
    private record Judgement(boolean wrong, boolean voided, Set<Hash32> units) {
        private static final Judgement NONE = new Judgement(false, false, Set.of());

        Judgement and(Verdict verdict) {
            if (verdict.kind() != Verdict.Kind.VOID) {
                return new Judgement(true, voided, units);
            }
            if (verdict.unit().equals(WHOLE)) {
                return new Judgement(wrong, true, units);
            }
            var more = new HashSet<>(units);
            more.add(verdict.unit());
            return new Judgement(wrong, voided, more);
        }
    }

    /** A void verdict about no single unit is about the whole receipt. */
    private static final Hash32 WHOLE = Hash32.of(new byte[32]);

    /** A round of one node. */
    private record Turn(long nodeId, int round) {}

    private final SettlementRules rules;
    private final EpochRecords records;
    private final Set<Verdict> agreed;
    private final SortedMap<Integer, RoundOffer> rounds = new TreeMap<>();
    private final Map<Integer, Assignment> draws = new HashMap<>();
    private final SortedMap<Long, NodeTally> nodes = new TreeMap<>();
    private final List<Hash32> paidReceipts = new ArrayList<>();

    private Count(SettlementRules rules, EpochRecords records) {
        this.rules = rules;
        this.records = records;
        this.agreed = new Findings(rules).agreed(records.verdicts());
    }

    static Count of(SettlementRules rules, EpochRecords records) {
        var count = new Count(rules, records);
        count.readRounds();
        for (var holder : records.tickets()) {
            count.nodes.putIfAbsent(holder.nodeId(), count.node(holder));
        }
        count.readHeartbeats();
        count.readDeliveries();
        count.condemned()
                .forEach(node ->
                        Optional.ofNullable(count.nodes.get(node)).ifPresent(NodeTally::condemned));
        return count;
    }

    /** The nodes by id. */
    List<NodeTally> nodes() {
        return List.copyOf(nodes.values());
    }

    /**
     * Nodes with a wrong answer found in this epoch, in receipts of this epoch or of an earlier
     * one; some may take part no more.
     */
    Set<Long> condemned() {
        return agreed.stream()
                .filter(verdict -> verdict.kind() != Verdict.Kind.VOID)
                .map(Verdict::nodeId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Owners of condemned nodes. */
    Set<Address> condemnedOwners() {
        var condemned = condemned();
        return Stream.concat(records.tickets().stream(), records.earlier().stream())
                .filter(holder -> condemned.contains(holder.nodeId()))
                .map(TicketHolder::owner)
                .collect(Collectors.toSet());
    }

    /** Digests of the receipts that count. */
    List<Hash32> paidReceipts() {
        return paidReceipts;
    }

    private void readRounds() {
        for (var round : records.rounds()) {
            var manifest = round.manifest();
            if (manifest.message().epoch() == records.epoch()
                    && round.domain().equals(rules.work())
                    && round.objection(rules.gatekeepers(), manifest.message().modelDigest())
                            .isEmpty()) {
                // should there be two lists, everybody must take the same one
                rounds.merge(
                        manifest.message().round(),
                        round,
                        (one, other) ->
                                one.manifestDigest().compareTo(other.manifestDigest()) <= 0
                                        ? one
                                        : other);
            }
        }
        rounds.forEach((number, round) ->
                draws.put(
                        number,
                        Assignment.draw(
                                round.seed(),
                                round.units().size(),
                                round.replicas(),
                                round.tickets())));
    }

    private NodeTally node(TicketHolder holder) {
        int days = records.daysSinceReplaced().getOrDefault(holder.nodeId(), 0);
        var tally = new NodeTally(holder, records.epoch(), Maintenance.freshness(days));
        draws.values().forEach(draw -> tally.opened(draw.unitsOf(holder.nodeId()).size()));
        return tally;
    }

    private void readHeartbeats() {
        for (var heartbeat : records.heartbeats()) {
            var message = heartbeat.message();
            var node = nodes.get(message.nodeId());
            if (node != null
                    && message.epoch() == records.epoch()
                    && rounds.containsKey(message.round())
                    && Recover.signedBy(
                            node.holder().key(), message.in(rules.work()), heartbeat.signature())) {
                node.seen(message.round());
            }
        }
    }

    private void readDeliveries() {
        var byTurn = new HashMap<Turn, Map<Hash32, List<Delivery>>>();
        for (var delivery : records.deliveries()) {
            var receipt = delivery.submission().receipt();
            if (signedForRound(receipt)) {
                byTurn.computeIfAbsent(
                                new Turn(receipt.message().nodeId(), receipt.message().round()),
                                any -> new HashMap<>())
                        .computeIfAbsent(receipt.digest(rules.work()), any -> new ArrayList<>())
                        .add(delivery);
            }
        }
        var judged = judged();
        byTurn.forEach((turn, receipts) -> readTurn(turn, receipts, judged));
    }

    private boolean signedForRound(Signed<WorkReceipt> receipt) {
        var message = receipt.message();
        var node = nodes.get(message.nodeId());
        return node != null
                && message.epoch() == records.epoch()
                && rounds.containsKey(message.round())
                && Recover.signedBy(
                        node.holder().key(), message.in(rules.work()), receipt.signature());
    }

    /** What verdicts say, by receipt. */
    private Map<Hash32, Judgement> judged() {
        var judged = new HashMap<Hash32, Judgement>();
        for (var message : agreed) {
            judged.put(
                    message.receipt(),
                    judged.getOrDefault(message.receipt(), Judgement.NONE).and(message));
        }
        return judged;
    }

    private void readTurn(
            Turn turn, Map<Hash32, List<Delivery>> receipts, Map<Hash32, Judgement> judged) {
        var node = nodes.get(turn.nodeId());
        if (node == null) {
            return;
        }
        var held = new HashMap<Hash32, Long>();
        receipts.forEach((digest, copies) ->
                held.put(digest, held(digest, copies, Ack.Phase.COMMIT, 0, rules.commitMillis())));
        if (held.values().stream().allMatch(late -> late < 0)) {
            return; // handed in to too few, or made up afterwards: no sign of life either
        }
        node.seen(turn.round());
        if (receipts.size() != 1) {
            return; // two different receipts for one round: neither counts
        }
        receipts.forEach((digest, copies) -> {
            int opened = opened(turn, copies);
            var verdict = judged.getOrDefault(digest, Judgement.NONE);
            if (verdict.wrong()) {
                node.refused(opened);
            }
            if (verdict.wrong() || verdict.voided()) {
                return;
            }
            int units = Math.max(0, opened - verdict.units().size());
            long late = held.getOrDefault(digest, -1L);
            long open =
                    held(
                            digest,
                            copies,
                            Ack.Phase.REVEAL,
                            rules.commitMillis(),
                            rules.revealMillis());
            if (units > 0 && late >= 0 && open >= 0) {
                node.verified(units, Ppm.of(late, rules.commitMillis()));
                paidReceipts.add(digest);
            }
        });
    }

    /** Units that the receipt answers, by any copy that opens it; 0 when none does. */
    private int opened(Turn turn, List<Delivery> copies) {
        var round = rounds.get(turn.round());
        var draw = draws.get(turn.round());
        if (round == null || draw == null) {
            return 0;
        }
        var assigned = round.unitsAt(draw.unitsOf(turn.nodeId()));
        return copies.stream().anyMatch(copy -> opens(copy.submission(), round, assigned))
                ? copies.getFirst().submission().receipt().message().count()
                : 0;
    }

    private static boolean opens(
            Submission submission, RoundOffer round, List<AssignedUnit> assigned) {
        try {
            return Opening.decode(submission.opening(), assigned.size())
                    .opens(submission.receipt().message(), round, assigned);
        } catch (IllegalArgumentException e) {
            return false; // not an opening at all: another copy may have one
        }
    }

    /**
     * Milliseconds after the round's start at which enough gatekeepers held a receipt in a phase,
     * each by its own clock and within the phase's window; −1 when fewer did.
     */
    private long held(
            Hash32 digest, List<Delivery> copies, Ack.Phase phase, long from, long until) {
        var earliest = new HashMap<Address, Long>();
        for (var copy : copies) {
            var receipt = copy.submission().receipt().message();
            long start = rules.roundStart(receipt.epoch(), receipt.round());
            for (var ack : copy.acks()) {
                long after = Math.max(0, ack.message().receivedAt() - start);
                if (ack.message().receipt().equals(digest)
                        && ack.message().phase() == phase
                        && after >= from
                        && after <= until) {
                    rules.gatekeepers()
                            .signer(ack.message().in(rules.work()), ack.signature())
                            .ifPresent(one -> earliest.merge(one, after, Math::min));
                }
            }
        }
        return earliest.values().stream()
                .sorted()
                .skip(rules.gatekeepers().threshold() - 1L)
                .findFirst()
                .orElse(-1L);
    }
}
