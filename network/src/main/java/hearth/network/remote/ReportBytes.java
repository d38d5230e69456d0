package hearth.network.remote;

import hearth.network.EpochRoot;
import hearth.network.packed.Packed;
import hearth.network.score.Maintenance;
import hearth.network.score.Performance;
import hearth.network.score.Ppm;
import hearth.network.score.Score;
import hearth.network.score.Speed;
import hearth.network.settlement.Envelope;
import hearth.network.settlement.EpochReport;
import hearth.network.settlement.LeavesFile;
import hearth.network.settlement.NodeSettlement;
import hearth.network.settlement.Standing;

import java.time.Instant;
import java.util.Optional;

/** A settled epoch as bytes: what explains its amounts, and the leaves file under its root. */
final class ReportBytes {
    private ReportBytes() {}

    /** A settled epoch. */
    record Settled(EpochReport report, LeavesFile leaves) {}

    static byte[] encode(EpochReport report, LeavesFile leaves) {
        var to = new Packed();
        to.u64(report.epoch())
                .u64(report.opened().toEpochMilli())
                .u64(report.closed().toEpochMilli())
                .u32(report.rounds());
        root(to, report.root()).signature(report.signature());
        var envelope = report.envelope();
        to.wei(envelope.base())
                .wei(envelope.carryIn())
                .wei(envelope.fee())
                .wei(envelope.paid())
                .wei(envelope.carryOut())
                .wei(envelope.lapsed())
                .number(report.totalWeight())
                .list(report.nodes(), ReportBytes::write)
                .u8(report.posting().isPresent() ? 1 : 0);
        report.posting().ifPresent(at -> to.hash(at.transaction()).u64(at.block()));
        return to.blob(leaves.bytes()).bytes();
    }

    static Packed root(Packed to, EpochRoot root) {
        return to.u64(root.epoch())
                .hash(root.root())
                .wei(root.total())
                .hash(root.leavesDigest())
                .u32(root.leafCount())
                .hash(root.receiptsRoot());
    }

    static EpochRoot root(Packed.Reader from) {
        return new EpochRoot(
                from.u64(), from.hash(), from.wei(), from.hash(), from.u32(), from.hash());
    }

    static Settled decode(byte[] bytes) {
        var from = new Packed.Reader(bytes);
        long epoch = from.u64();
        var opened = Instant.ofEpochMilli(from.u64());
        var closed = Instant.ofEpochMilli(from.u64());
        int rounds = from.u32();
        var root = root(from);
        var signature = from.signature();
        var envelope =
                new Envelope(
                        from.wei(), from.wei(), from.wei(), from.wei(), from.wei(), from.wei());
        var weight = from.number();
        var nodes = from.list(ReportBytes::node);
        Optional<EpochReport.Posting> posting =
                from.u8() == 0
                        ? Optional.empty()
                        : Optional.of(new EpochReport.Posting(from.hash(), from.u64()));
        var leaves = LeavesFile.parse(from.blob());
        from.end();
        return new Settled(
                new EpochReport(
                        epoch, opened, closed, rounds, root, signature, envelope, weight, nodes,
                        posting),
                leaves);
    }

    private static void write(Packed to, NodeSettlement node) {
        var score = node.score();
        to.u64(node.nodeId())
                .address(node.owner())
                .u32(node.tickets())
                .u64(node.assigned())
                .u64(node.verified())
                .u64(node.refused())
                .u32(score.speed().delivered())
                .u32(score.speed().meanLateness().value())
                .u32(score.speed().value().value())
                .u32(score.performance().before().value())
                .u32(score.performance().smoothed().value())
                .u32(score.performance().value().value())
                .u64(score.maintenance().windows())
                .u64(score.maintenance().seen())
                .u32(score.maintenance().freshness().value())
                .u32(score.maintenance().value().value())
                .u32(score.value().value())
                .number(node.weight())
                .wei(node.pay())
                .u64(node.after().consecutiveVerified())
                .u32(node.after().watched())
                .list(
                        node.after().presence(),
                        (into, seen) -> into.u64(seen.epoch()).u32(seen.rounds()).u32(seen.seen()));
    }

    private static NodeSettlement node(Packed.Reader from) {
        long id = from.u64();
        var owner = from.address();
        int tickets = from.u32();
        long assigned = from.u64();
        long verified = from.u64();
        long refused = from.u64();
        var speed = new Speed(from.u32(), ppm(from), ppm(from));
        var before = ppm(from);
        var smoothed = ppm(from);
        var performance = new Performance(assigned, verified, before, smoothed, ppm(from));
        var maintenance = new Maintenance(from.u64(), from.u64(), ppm(from), ppm(from));
        var score = new Score(speed, performance, maintenance, ppm(from));
        return new NodeSettlement(
                id,
                owner,
                tickets,
                assigned,
                verified,
                refused,
                score,
                from.number(),
                from.wei(),
                new Standing(
                        smoothed,
                        from.u64(),
                        from.u32(),
                        from.list(seen ->
                                new Standing.Presence(seen.u64(), seen.u32(), seen.u32()))));
    }

    private static Ppm ppm(Packed.Reader from) {
        return new Ppm(from.u32());
    }
}
