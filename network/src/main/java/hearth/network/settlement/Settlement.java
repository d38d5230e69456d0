package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.EpochRoot;
import hearth.network.work.AbiWords;
import hearth.network.work.MerkleTree;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settles an epoch: a pure function of signed objects and the books before. Whoever has the same
 * records, in whatever order and however often, gets the same bytes.
 */
public final class Settlement {
    private static final BigInteger PPM = BigInteger.valueOf(1_000_000);

    private final SettlementRules rules;

    public Settlement(SettlementRules rules) {
        this.rules = rules;
    }

    /** Settles the epoch after the books'. */
    public Settled settle(EpochRecords records, Books before) {
        if (records.epoch() != before.epoch() + 1) {
            throw new IllegalArgumentException(
                    "epoch " + records.epoch() + " does not follow " + before.epoch());
        }
        var counted = Count.of(rules, records);
        var shared = share(counted.nodes(), before);
        var books = books(counted, before, shared);
        var leaves = LeavesFile.of(books.cumulative());
        var root =
                new EpochRoot(
                        records.epoch(),
                        leaves.root(),
                        leaves.total(),
                        leaves.digest(),
                        leaves.count(),
                        receiptsRoot(counted.paidReceipts()));
        return new Settled(
                root, leaves, shared.envelope(), shared.nodes(), shared.totalWeight(), books);
    }

    /**
     * An envelope shared out.
     *
     * @param totalWeight Σw
     */
    public record Shared(Envelope envelope, List<NodeSettlement> nodes, BigInteger totalWeight) {}

    /**
     * Shares the next envelope by what was counted. On its own, with a running count, it is only an
     * estimate of the settlement.
     */
    public Shared share(Collection<NodeTally> counted, Books before) {
        var weighed = counted.stream().map(node -> node.weigh(before)).toList();
        var totalWeight =
                weighed.stream()
                        .map(NodeSettlement::weight)
                        .reduce(BigInteger.ZERO, BigInteger::add);
        var total = rules.parameters().basePerEpoch().plus(before.carry());
        boolean anybody = totalWeight.signum() > 0;
        var fee = anybody ? share(total, rules.parameters().feePpm(), PPM) : Wei.ZERO;
        var pot = total.minus(fee);
        var nodes = weighed.stream().map(node -> paid(node, pot, totalWeight)).toList();
        return new Shared(envelope(before.carry(), fee, nodes), nodes, totalWeight);
    }

    private static NodeSettlement paid(NodeSettlement node, Wei pot, BigInteger totalWeight) {
        var pay =
                node.weight().signum() == 0
                        ? Wei.ZERO
                        : new Wei(pot.value().multiply(node.weight()).divide(totalWeight));
        return new NodeSettlement(
                node.nodeId(),
                node.owner(),
                node.tickets(),
                node.assigned(),
                node.verified(),
                node.refused(),
                node.score(),
                node.weight(),
                pay,
                node.after());
    }

    private Envelope envelope(Wei carryIn, Wei fee, List<NodeSettlement> nodes) {
        var base = rules.parameters().basePerEpoch();
        var paid = Wei.ZERO;
        for (var node : nodes) {
            paid = paid.plus(node.pay());
        }
        var left = base.plus(carryIn).minus(fee).minus(paid);
        var carry = left.compareTo(base) > 0 ? base : left;
        return new Envelope(base, carryIn, fee, paid, carry, left.minus(carry));
    }

    /**
     * What the next epoch starts from. Held pay of an owner whose wrong work was found is
     * forfeited: it stays outside every root and every later envelope. A node that takes part no
     * more loses its trust with its wrong work, too: it may come back.
     */
    private Books books(Count counted, Books before, Shared shared) {
        long epoch = before.epoch() + 1;
        var envelope = shared.envelope();
        var nodes = shared.nodes();
        var condemned = counted.condemnedOwners();
        var earned = new TreeMap<Address, Wei>();
        for (var node : nodes) {
            add(earned, node.owner(), node.pay());
        }
        shareFee(earned, envelope.fee());
        var all = new ArrayList<>(before.held());
        earned.forEach((owner, amount) -> all.add(new Books.HeldPay(epoch, owner, amount)));

        long released = epoch - rules.parameters().holdEpochs();
        var cumulative = new TreeMap<>(before.cumulative());
        var held = new ArrayList<Books.HeldPay>();
        for (var pay : all) {
            if (pay.epoch() <= released) {
                add(cumulative, pay.owner(), pay.amount());
            } else if (!condemned.contains(pay.owner())) {
                held.add(pay);
            }
        }
        var standing = new TreeMap<>(before.standing());
        nodes.forEach(node -> standing.put(node.nodeId(), node.after()));
        for (long node : counted.condemned()) {
            standing.computeIfPresent(node, (_, kept) -> kept.distrusted());
        }
        return new Books(epoch, envelope.carryOut(), cumulative, held, standing);
    }

    /** In equal parts; what cannot be divided is the first one's. */
    private void shareFee(Map<Address, Wei> earned, Wei fee) {
        var members = rules.gatekeepers().members();
        var parts = fee.value().divideAndRemainder(BigInteger.valueOf(members.size()));
        members.forEach(member -> add(earned, member, new Wei(parts[0])));
        add(earned, members.getFirst(), new Wei(parts[1]));
    }

    private static void add(Map<Address, Wei> sums, Address owner, Wei amount) {
        if (amount.compareTo(Wei.ZERO) > 0) {
            sums.merge(owner, amount, Wei::plus);
        }
    }

    private static Wei share(Wei whole, long part, BigInteger of) {
        return new Wei(whole.value().multiply(BigInteger.valueOf(part)).divide(of));
    }

    private static Hash32 receiptsRoot(List<Hash32> receipts) {
        return MerkleTree.of(
                        receipts.stream()
                                .map(receipt -> new AbiWords().hash(receipt).leaf())
                                .toList())
                .root();
    }
}
