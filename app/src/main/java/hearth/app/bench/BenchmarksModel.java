package hearth.app.bench;

import hearth.link.wire.BenchHistoryReply;
import hearth.link.wire.BenchReport;
import hearth.link.wire.Measure;
import hearth.link.wire.Qualification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the page knows of the reports; knows no control. */
final class BenchmarksModel {
    private static final double WIDE_SPREAD = 0.05;

    /** What is worth a line without being asked for, in this order. */
    private static final List<String> FIRST =
            List.of(
                    "cpu.sha256.all",
                    "cpu.keccak256.one",
                    "cpu.secp256k1.all",
                    "cpu.primes.one",
                    "memory.triad",
                    "memory.latency",
                    "disk.read",
                    "disk.random.read.qd1",
                    "disk.random.write.qd32",
                    "net.send",
                    "contract-risk.infer",
                    "load.joule");

    private static final List<String> GROUPS = List.of("cpu", "memory", "disk", "network", "work");

    /** A figure of an earlier report. */
    record Past(Instant at, double value, double spread, boolean trusted) {}

    private BenchHistoryReply reply = BenchHistoryReply.getDefaultInstance();
    private boolean all;
    private String chosen = "";

    void take(BenchHistoryReply fresh) {
        reply = fresh;
    }

    void showAll(boolean every) {
        all = every;
    }

    boolean showsAll() {
        return all;
    }

    boolean empty() {
        return reply.getReportsCount() == 0;
    }

    int count() {
        return reply.getComparedCount();
    }

    Optional<BenchReport> newest() {
        return reply.getReportsList().reversed().stream()
                .filter(report -> !report.getMode().equals("network"))
                .findFirst()
                .or(() -> reply.getReportsList().reversed().stream().findFirst());
    }

    Optional<BenchReport> loaded() {
        return reply.hasLoaded() ? Optional.of(reply.getLoaded()) : Optional.empty();
    }

    long baselineSince() {
        return reply.getBaselineSince();
    }

    List<Qualification> qualifications() {
        return reply.getQualificationsList();
    }

    long fitting() {
        return qualifications().stream().filter(one -> one.getState().equals("fits")).count();
    }

    /** The lines of the table, group by group. */
    List<Measure> lines() {
        var found = new ArrayList<>(reply.getComparedList());
        if (!all) {
            found.removeIf(one -> !FIRST.contains(one.getName()) && one.getSlowerSince() == 0);
        }
        var order = Comparator.comparingInt((Measure one) -> GROUPS.indexOf(one.getGroup()));
        found.sort(all ? order : order.thenComparingInt(one -> FIRST.indexOf(one.getName())));
        return List.copyOf(found);
    }

    void choose(String name) {
        chosen = name;
    }

    /** What the chart shows: what was chosen, else what got slower most, else the drive. */
    Optional<Measure> charted() {
        return find(chosen)
                .or(() ->
                        reply.getComparedList().stream()
                                .filter(one -> one.getSlowerSince() > 0)
                                .min(Comparator.comparingDouble(Measure::getChange)))
                .or(() -> find("disk.random.write.qd32"))
                .or(() -> reply.getComparedList().stream().findFirst());
    }

    private Optional<Measure> find(String name) {
        return reply.getComparedList().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst();
    }

    /** A measure's figures, oldest first. */
    List<Past> past(String name) {
        var found = new ArrayList<Past>();
        for (var report : reply.getReportsList()) {
            for (var measure : report.getMeasuresList()) {
                if (measure.getName().equals(name) && measure.getMissing().isEmpty()) {
                    double value = MeasureText.value(measure);
                    found.add(
                            new Past(
                                    Instant.ofEpochMilli(report.getAt()),
                                    value,
                                    measure.getSpread() * value,
                                    report.getTrustworthy()));
                }
            }
        }
        return List.copyOf(found);
    }

    /** Whether the runs of a line differed so much that its figure is a rough one. */
    static boolean rough(Measure measure) {
        return measure.getMissing().isEmpty() && measure.getSpread() > WIDE_SPREAD;
    }
}
