package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.settlement.Delivery;
import hearth.network.settlement.EpochRecords;
import hearth.network.settlement.SettlementRules;
import hearth.network.work.Ack;
import hearth.network.work.Heartbeat;
import hearth.network.work.Listing;
import hearth.network.work.Recover;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.TicketHolder;
import hearth.network.work.TypedMessage;
import hearth.network.work.Verdict;

import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Hash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what the gatekeepers have of an epoch, and finds what somebody left out. */
final class Bundles {
    private final SettlementRules rules;

    Bundles(SettlementRules rules) {
        this.rules = rules;
    }

    /** A receipt with one of its openings; of a receipt somebody may tell a wrong one. */
    private record Turn(Hash32 receipt, Hash32 opening) {}

    /**
     * Everything that anybody has, once. What no node and no gatekeeper signed is left out.
     *
     * @param own whose tickets are taken, unless it has none
     */
    EpochRecords merge(EpochRecords own, Collection<EpochRecords> others) {
        var all = new ArrayList<EpochRecords>();
        all.add(own);
        all.addAll(others);
        var rounds = new LinkedHashMap<Listing, RoundOffer>();
        var receipts = new LinkedHashMap<Turn, Delivery>();
        var heartbeats = new LinkedHashSet<Signed<Heartbeat>>();
        var verdicts = new LinkedHashSet<Signed<Verdict>>();
        for (var records : all) {
            for (var round : records.rounds()) {
                if (agreed(round)) {
                    rounds.putIfAbsent(round.listing(), round);
                }
            }
        }
        var tickets = new LinkedHashMap<Long, TicketHolder>();
        own.tickets().forEach(holder -> tickets.put(holder.nodeId(), holder));
        rounds.values()
                .forEach(round ->
                        round.tickets().forEach(one -> tickets.putIfAbsent(one.nodeId(), one)));
        for (var records : all) {
            records.deliveries().forEach(delivery -> add(receipts, delivery, tickets));
            records.heartbeats().stream()
                    .filter(one -> signed(tickets.get(one.message().nodeId()), one))
                    .forEach(heartbeats::add);
            records.verdicts().stream()
                    .filter(one ->
                            rules.gatekeepers()
                                    .signer(one.message().in(rules.work()), one.signature())
                                    .isPresent())
                    .forEach(verdicts::add);
        }
        var accused =
                verdicts.stream().map(one -> one.message().nodeId()).collect(Collectors.toSet());
        return new EpochRecords(
                own.epoch(),
                tickets.values(),
                // whose they are matters for those alone who may have done wrong
                own.earlier().stream().filter(one -> accused.contains(one.nodeId())).toList(),
                rounds.values(),
                receipts.values(),
                heartbeats,
                verdicts,
                Map.of());
    }

    /** Whether enough gatekeepers consented to a round. */
    boolean agreed(RoundOffer round) {
        return round.domain().equals(rules.work())
                && round.objection(rules.gatekeepers(), round.manifest().message().modelDigest())
                        .isEmpty();
    }

    private void add(
            Map<Turn, Delivery> receipts, Delivery delivery, Map<Long, TicketHolder> tickets) {
        var receipt = delivery.submission().receipt();
        if (!signed(tickets.get(receipt.message().nodeId()), receipt)) {
            return;
        }
        receipts.merge(
                turn(delivery),
                delivery,
                (one, other) -> {
                    var acks = new LinkedHashSet<Signed<Ack>>(one.acks());
                    acks.addAll(other.acks());
                    return new Delivery(one.submission(), List.copyOf(acks));
                });
    }

    private Turn turn(Delivery delivery) {
        return new Turn(
                delivery.submission().receipt().digest(rules.work()),
                Hash32.of(Hash.sha3(delivery.submission().opening())));
    }

    private boolean signed(@Nullable TicketHolder holder, Signed<? extends TypedMessage> one) {
        return holder != null
                && Recover.signedBy(holder.key(), one.message().in(rules.work()), one.signature());
    }

    /** What of a gatekeeper's own records is not among others; empty when nothing is missing. */
    String missing(EpochRecords own, EpochRecords proposed) {
        var rounds = new HashSet<Listing>();
        proposed.rounds().forEach(round -> rounds.add(round.listing()));
        for (var round : own.rounds()) {
            if (agreed(round) && !rounds.contains(round.listing())) {
                return "round " + round.manifest().message().round();
            }
        }
        var acks = new HashMap<Hash32, Set<Signed<Ack>>>();
        var turns = new HashSet<Turn>();
        for (var delivery : proposed.deliveries()) {
            turns.add(turn(delivery));
            acks.computeIfAbsent(
                            delivery.submission().receipt().digest(rules.work()),
                            _ -> new HashSet<>())
                    .addAll(delivery.acks());
        }
        for (var delivery : own.deliveries()) {
            var receipt = delivery.submission().receipt();
            var there = acks.get(receipt.digest(rules.work()));
            boolean opened = delivery.submission().opening().length > 0;
            if (there == null
                    || !there.containsAll(delivery.acks())
                    || (opened && !turns.contains(turn(delivery)))) {
                return "a receipt of node "
                        + receipt.message().nodeId()
                        + " in round "
                        + receipt.message().round();
            }
        }
        if (!new HashSet<>(proposed.heartbeats()).containsAll(own.heartbeats())) {
            return "a sign of life";
        }
        return new HashSet<>(proposed.verdicts()).containsAll(own.verdicts()) ? "" : "a finding";
    }

    /** Who takes part without this gatekeeper knowing it, nor enough others having said so. */
    boolean stranger(EpochRecords own, EpochRecords proposed) {
        var vouched = new HashSet<>(own.tickets());
        var named = new HashSet<TicketHolder>();
        for (var round : proposed.rounds()) {
            vouched.addAll(round.tickets());
            named.addAll(round.tickets());
        }
        var there = new HashSet<>(proposed.tickets());
        return !vouched.containsAll(there) || !there.containsAll(named);
    }
}
