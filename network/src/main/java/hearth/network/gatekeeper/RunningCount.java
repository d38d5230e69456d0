package hearth.network.gatekeeper;

import hearth.network.score.Ppm;
import hearth.network.settlement.Books;
import hearth.network.settlement.NodeTally;
import hearth.network.settlement.Settlement;
import hearth.network.settlement.SettlementRules;
import hearth.network.work.Ack;
import hearth.network.work.TicketHolder;
import hearth.network.work.WorkReceipt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the open epoch has come to, kept in memory so that it can be shown each second. Money is
 * only ever made from the records.
 */
final class RunningCount {
    private final SettlementRules rules;
    private final long epoch;
    private final Instant opened;
    private final Books before;
    private final SortedMap<Long, NodeTally> nodes = new TreeMap<>();
    private int rounds;

    RunningCount(
            SettlementRules rules,
            long epoch,
            Instant opened,
            Books before,
            List<TicketHolder> holders) {
        this.rules = rules;
        this.epoch = epoch;
        this.opened = opened;
        this.before = before;
        for (var holder : holders) {
            nodes.put(holder.nodeId(), new NodeTally(holder, epoch, new Ppm(Ppm.ONE)));
        }
    }

    void opened(OpenRound round) {
        rounds++;
        nodes.forEach((node, tally) -> tally.opened(round.assignedTo(node).size()));
    }

    void seen(long node, int round) {
        Optional.ofNullable(nodes.get(node)).ifPresent(tally -> tally.seen(round));
    }

    void verified(WorkReceipt receipt, int units, Ack ack) {
        long late = ack.receivedAt() - rules.roundStart(receipt.epoch(), receipt.round());
        var share = Ppm.of(Math.max(0, late), rules.commitMillis());
        Optional.ofNullable(nodes.get(receipt.nodeId()))
                .ifPresent(tally -> tally.verified(units, share));
    }

    void refused(WorkReceipt receipt) {
        condemned(receipt.nodeId());
        if (receipt.epoch() == epoch) {
            Optional.ofNullable(nodes.get(receipt.nodeId()))
                    .ifPresent(tally -> tally.refused(receipt.count()));
        }
    }

    /** Wrong work of a node was found, of this epoch or an earlier one. */
    void condemned(long node) {
        Optional.ofNullable(nodes.get(node)).ifPresent(NodeTally::condemned);
    }

    OpenEpoch show(Duration elapsed) {
        var shared = new Settlement(rules).share(nodes.values(), before);
        return new OpenEpoch(
                epoch,
                opened,
                elapsed,
                rules.parameters().epoch(),
                rounds,
                shared.envelope(),
                shared.nodes());
    }
}
