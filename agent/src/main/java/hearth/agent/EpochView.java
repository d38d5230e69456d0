package hearth.agent;

import hearth.kernel.Wei;
import hearth.link.wire.Difference;
import hearth.link.wire.EpochReply;
import hearth.link.wire.EpochRow;
import hearth.link.wire.Factor;
import hearth.link.wire.NodeShare;
import hearth.link.wire.RoundRow;
import hearth.network.score.Maintenance;
import hearth.network.settlement.EpochReport;
import hearth.network.settlement.NodeSettlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A settled epoch in the words of the link: how each number came about. */
final class EpochView {
    private EpochView() {}

    /**
     * One line of the list.
     *
     * @param claimed what the owner has claimed in all; an epoch below it is claimed
     * @param cumulative the owner's claim up to and with this epoch
     */
    static EpochRow row(
            EpochReport report,
            List<NodeSettlement> own,
            Wei claimed,
            Wei cumulative,
            boolean active) {
        long assigned = own.stream().mapToLong(NodeSettlement::assigned).sum();
        long verified = own.stream().mapToLong(NodeSettlement::verified).sum();
        var row =
                EpochRow.newBuilder()
                        .setEpoch(report.epoch())
                        .setBegan(report.opened().toEpochMilli())
                        .setEnded(report.closed().toEpochMilli())
                        .setUnitsAssigned(assigned)
                        .setUnitsVerified(verified)
                        .setScore(score(own))
                        .setPay(pay(own).value().toString());
        report.posting()
                .ifPresent(posting ->
                        row.setTransaction(posting.transaction().hex()).setBlock(posting.block()));
        return row.setState(
                        own.isEmpty() || pay(own).equals(Wei.ZERO)
                                ? "void"
                                : cumulative.compareTo(claimed) <= 0
                                        ? "claimed"
                                        : active ? "claimable" : "settled")
                .build();
    }

    /** The mean score, weighted by verified units; 0 when nothing was verified. */
    static double score(List<NodeSettlement> own) {
        long units = 0;
        double sum = 0;
        for (var node : own) {
            units += node.verified();
            sum += node.verified() * node.score().value().fraction();
        }
        return units == 0 ? 0 : sum / units;
    }

    static Wei pay(List<NodeSettlement> own) {
        return own.stream().map(NodeSettlement::pay).reduce(Wei.ZERO, Wei::plus);
    }

    static BigInteger points(List<NodeSettlement> own) {
        return own.stream().map(NodeSettlement::weight).reduce(BigInteger.ZERO, BigInteger::add);
    }

    static void fill(
            EpochReply.Builder reply,
            EpochReport report,
            List<NodeSettlement> own,
            String machine) {
        var envelope = report.envelope();
        var root = report.root();
        reply.setPoints(points(own).toString())
                .setAllPoints(report.totalWeight().toString())
                .setNodeCount(report.nodes().size())
                .setEnvelope(envelope.total().minus(envelope.fee()).value().toString())
                .setFee(envelope.fee().value().toString())
                .setCarryIn(envelope.carryIn().value().toString())
                .setCarryOut(envelope.carryOut().value().toString())
                .setRoot(root.root().hex())
                .setLeavesDigest(root.leavesDigest().hex())
                .setReceiptsRoot(root.receiptsRoot().hex())
                .setLeafCount(root.leafCount());
        for (var node : own) {
            reply.addNodes(share(report, node, machine));
        }
    }

    private static NodeShare share(EpochReport report, NodeSettlement node, String machine) {
        var speed = node.score().speed();
        var performance = node.score().performance();
        var maintenance = node.score().maintenance();
        return NodeShare.newBuilder()
                .setNodeId(node.nodeId())
                .setMachine(machine)
                .setWorker("contract-risk")
                .setUnit("contracts")
                .setAssigned(node.assigned())
                .setVerified(node.verified())
                .setRefused(node.refused())
                .setMissed(node.missed())
                .setScore(node.score().value().fraction())
                .setSpeed(
                        factor(
                                speed.value().fraction(),
                                speed.delivered() == 0
                                        ? "no round was delivered"
                                        : String.format(
                                                Locale.ROOT,
                                                "%d of %d rounds, handed in after %.0f %% of the time",
                                                speed.delivered(),
                                                report.rounds(),
                                                speed.meanLateness().fraction() * 100)))
                .setPerformance(
                        factor(
                                performance.value().fraction(),
                                String.format(
                                        Locale.ROOT,
                                        "%d of %d right and in time; smoothed %.1f %%, was %.1f %%",
                                        performance.right(),
                                        performance.assigned(),
                                        performance.smoothed().fraction() * 100,
                                        performance.before().fraction() * 100)))
                .setMaintenance(
                        factor(
                                maintenance.value().fraction(),
                                String.format(
                                        Locale.ROOT,
                                        "seen in %d of %d rounds of the last %d epochs%s",
                                        maintenance.seen(),
                                        maintenance.windows(),
                                        Maintenance.EPOCHS,
                                        maintenance.freshness().fraction() < 1
                                                ? "; this release is old"
                                                : "")))
                .setPoints(node.weight().toString())
                .setShare(
                        report.totalWeight().signum() == 0
                                ? 0
                                : node.weight().doubleValue() / report.totalWeight().doubleValue())
                .setPay(node.pay().value().toString())
                .build();
    }

    private static Factor factor(double value, String why) {
        return Factor.newBuilder().setValue(value).setWhy(why).build();
    }

    static RoundRow round(RoundLog.Line line) {
        return RoundRow.newBuilder()
                .setRound(line.round())
                .setAt(line.at().toEpochMilli())
                .setUnits(line.units())
                .setOutcome(line.outcome().name().toLowerCase(Locale.ROOT))
                .setReceipt(line.receipt())
                .setRerun(line.rerun())
                .setText(line.text())
                .build();
    }

    /**
     * Why an epoch paid more or less than the one before: the score's part and the share's part,
     * which add up to the difference. pay = envelope · w / Σw, w = units · score.
     */
    static List<Difference> differences(
            EpochReport now,
            List<NodeSettlement> own,
            EpochReport before,
            List<NodeSettlement> ownBefore) {
        var nowPay = pay(own).value();
        var wasPay = pay(ownBefore).value();
        long units = own.stream().mapToLong(NodeSettlement::verified).sum();
        long unitsWas = ownBefore.stream().mapToLong(NodeSettlement::verified).sum();
        double score = score(own);
        double scoreWas = score(ownBefore);
        var envelope = now.envelope().total().minus(now.envelope().fee()).value();
        var envelopeWas = before.envelope().total().minus(before.envelope().fee()).value();
        // What the same share would have brought from this epoch's envelope.
        var byEnvelope =
                envelopeWas.signum() == 0
                        ? BigInteger.ZERO
                        : wasPay.multiply(envelope).divide(envelopeWas).subtract(wasPay);
        var rest = nowPay.subtract(wasPay).subtract(byEnvelope);
        var differences = new ArrayList<Difference>();
        if (byEnvelope.signum() != 0) {
            differences.add(
                    difference(
                            byEnvelope.signum() > 0 ? "A larger envelope" : "A smaller envelope",
                            "what an epoch leaves over joins the next one",
                            byEnvelope));
        }
        if (rest.signum() != 0) {
            differences.add(
                    difference(
                            "Your share of all points changed",
                            String.format(
                                    Locale.ROOT,
                                    "%d units verified, was %d; score %.2f, was %.2f",
                                    units,
                                    unitsWas,
                                    score,
                                    scoreWas),
                            rest));
        }
        return differences;
    }

    private static Difference difference(String text, String detail, BigInteger amount) {
        return Difference.newBuilder()
                .setText(text)
                .setDetail(detail)
                .setAmount(amount.toString())
                .build();
    }
}
