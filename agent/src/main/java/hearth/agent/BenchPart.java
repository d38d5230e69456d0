package hearth.agent;

import hearth.kernel.Bytes;
import hearth.kernel.DataDir;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;
import hearth.link.Reply;
import hearth.link.wire.BenchHistoryReply;
import hearth.link.wire.BenchHistoryRequest;
import hearth.link.wire.BenchReply;
import hearth.link.wire.BenchReport;
import hearth.link.wire.BenchRequest;
import hearth.link.wire.BenchRunning;
import hearth.link.wire.Measure;
import hearth.monitors.bench.BenchChild;
import hearth.monitors.bench.BenchJob;
import hearth.monitors.bench.BenchLine;
import hearth.monitors.bench.BenchPlan;
import hearth.monitors.bench.BenchProgress;
import hearth.monitors.bench.Requirements;
import hearth.monitors.sensors.Memory;
import hearth.network.chain.NodeKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

/** Measures this machine, keeps every report, and tells how the newest stands to the others. */
final class BenchPart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BenchPart.class);
    private static final String INFERENCE = "contract-risk.infer";
    private static final int MOST_REPORTS = 400;

    private final Threads threads;
    private final MachinePart machine;
    private final ActivityLog activity;
    private final BenchArchive archive;
    private final NodeKey key;
    private final Path folder;
    private final Path ratios;
    private final Requirements requirements = Requirements.load();
    private final ReentrantLock running = new ReentrantLock();
    private volatile @Nullable BenchReport last;
    private volatile @Nullable BenchRunning now;
    private volatile boolean stop;

    BenchPart(DataDir dir, Threads threads, MachinePart machine, ActivityLog activity)
            throws IOException, DatabaseFailedException {
        this.threads = threads;
        this.machine = machine;
        this.activity = activity;
        var own = dir.folder("agent");
        key = NodeKey.openOrCreate(own.resolve("node.key"), new SecureRandom());
        archive =
                new BenchArchive(
                        own.resolve("bench.db"), own.resolve("bench.last"), threads.time());
        ratios = own.resolve("bench.ratios");
        folder = dir.folder("bench");
        // What a run that was killed could not take away.
        BenchChild.removeLeftovers(folder);
        try {
            last = archive.last().orElse(null);
        } catch (SQLException e) {
            throw new IOException("the benchmark's archive cannot be read", e);
        }
    }

    long memoryBytes() {
        return machine.identity().memory().measured().map(Bytes::value).orElse(0L);
    }

    Optional<BenchReport> last() {
        return Optional.ofNullable(last);
    }

    /** The last report as pushed each second: without what only a reader of it needs. */
    Optional<BenchReport> lastBrief() {
        return last().map(BenchPart::brief);
    }

    private static BenchReport brief(BenchReport report) {
        return report.toBuilder().clearCurve().clearText().build();
    }

    Optional<BenchRunning> running() {
        return Optional.ofNullable(now);
    }

    /** How many contracts a second all threads score, when measured. */
    Optional<Double> contractsPerSecond() {
        return last().flatMap(report -> BenchComparison.find(report, INFERENCE))
                .filter(one -> one.getMissing().isEmpty())
                .map(Measure::getMedian);
    }

    BenchReply run(BenchRequest request, Reply reply)
            throws RequestFailedException, InterruptedException {
        if (request.getOnlyLast()) {
            return BenchReply.newBuilder()
                    .setReport(
                            last().orElseThrow(() ->
                                    new RequestFailedException(
                                            "BENCH-1",
                                            "This machine has not been measured yet; run “hearth bench --quick”.")))
                    .build();
        }
        var report =
                switch (request.getMode()) {
                    case "", "quick" -> measure(BenchPlan.QUICK, reply);
                    case "full" -> measure(BenchPlan.FULL, reply);
                    case "sustained" -> measure(sustained(request.getLoadSeconds()), reply);
                    case "network" -> network(request, reply);
                    case "cancel" -> cancel();
                    default ->
                            throw new RequestFailedException(
                                    "BENCH-2",
                                    "There is no such run; choose quick, full or sustained.");
                };
        return BenchReply.newBuilder().setReport(report).build();
    }

    private static BenchPlan sustained(int seconds) throws RequestFailedException {
        if (seconds < 10 || seconds > BenchPlan.LONGEST.toSeconds()) {
            throw new RequestFailedException(
                    "BENCH-6", "A load lasts from 10 seconds to 12 hours; say such as 15m.");
        }
        return BenchPlan.sustained(Duration.ofSeconds(seconds));
    }

    /** Ends the run that goes on, whoever began it. */
    private BenchReport cancel() {
        stop = true;
        return last().orElse(BenchReport.getDefaultInstance());
    }

    /** Measures quickly and keeps the report; blocks about half a minute. */
    BenchReport measure(Reply reply) throws RequestFailedException, InterruptedException {
        return measure(BenchPlan.QUICK, reply);
    }

    private BenchReport measure(BenchPlan plan, Reply reply)
            throws RequestFailedException, InterruptedException {
        return alone(() -> {
            var available =
                    machine.latest()
                            .memory()
                            .map(Memory::available)
                            .map(Bytes::value)
                            .measured()
                            .orElse(0L);
            var job =
                    new BenchJob(
                            BenchMain.class,
                            folder,
                            machine.identity().threads(),
                            plan,
                            available,
                            () -> BenchAround.of(machine.latest()));
            return BenchChild.run(job, threads.time(), new Following(plan, reply));
        });
    }

    private BenchReport network(BenchRequest request, Reply reply)
            throws RequestFailedException, InterruptedException {
        var run = LineRun.of(request, threads, () -> stop || reply.cancelled());
        int all = machine.identity().threads();
        return alone(() ->
                run.run(
                        request.getCode().toByteArray(),
                        all,
                        (id, share) ->
                                tell(
                                        "network",
                                        "bench." + id,
                                        BenchLabels.of(id, all),
                                        share,
                                        threads.time().millis(),
                                        reply)));
    }

    /** Measures. */
    @FunctionalInterface
    private interface Measuring {
        hearth.monitors.bench.BenchReport run() throws IOException, InterruptedException;
    }

    /** Two at a time would measure each other. */
    private BenchReport alone(Measuring measuring)
            throws RequestFailedException, InterruptedException {
        if (!running.tryLock()) {
            throw new RequestFailedException("BENCH-3", "A benchmark is running already.");
        }
        stop = false;
        try {
            return keep(BenchWire.of(measuring.run(), key));
        } catch (CancellationException e) {
            throw new RequestFailedException("BENCH-4", "The benchmark was cancelled.", e);
        } catch (IOException e) {
            throw new RequestFailedException(
                    "BENCH-5", "The benchmark did not work: " + e.getMessage() + ".", e);
        } finally {
            now = null;
            running.unlock();
        }
    }

    private void tell(
            String mode, String step, String text, double share, long began, Reply reply) {
        now =
                BenchRunning.newBuilder()
                        .setMode(mode)
                        .setStep(step)
                        .setText(text)
                        .setShare(share)
                        .setBegan(began)
                        .build();
        reply.progress(step, text, share);
    }

    private BenchReport keep(BenchReport report) throws RequestFailedException {
        try {
            archive.add(report);
            last = archive.last().orElse(report);
            tellSlower();
            return report;
        } catch (SQLException e) {
            throw new RequestFailedException(
                    "BENCH-5",
                    "The benchmark was done but cannot be kept: " + e.getMessage() + ".",
                    e);
        }
    }

    /** One entry for all that became slower; settled when nothing is any more. */
    private void tellSlower() throws SQLException {
        var slower =
                BenchComparison.of(archive.newest(MOST_REPORTS)).stream()
                        .filter(one -> one.getSlowerSince() > 0)
                        .toList();
        activity.settle("BENCH-7");
        if (!slower.isEmpty()) {
            activity.add(
                    ActivityLog.Kind.MACHINE,
                    ActivityLog.Level.WARNING,
                    "This machine has become slower",
                    String.join("; ", slower.stream().map(BenchPart::slower).toList()) + ".",
                    "benchmarks",
                    "BENCH-7");
        }
    }

    private static String slower(Measure measure) {
        return String.format(
                Locale.ROOT,
                "%s %.0f %% slower since %s",
                measure.getLabel(),
                -measure.getChange() * 100,
                LocalDate.ofInstant(
                        Instant.ofEpochMilli(measure.getSlowerSince()), ZoneId.systemDefault()));
    }

    /** What was found so far, compared, and what networks would say of it. Blocks on the disk. */
    BenchHistoryReply history(BenchHistoryRequest request) throws SQLException {
        int limit = Math.clamp(request.getLimit() == 0 ? 60 : request.getLimit(), 1, MOST_REPORTS);
        var all = archive.newest(MOST_REPORTS);
        var shown = all.subList(Math.max(0, all.size() - limit), all.size());
        var reply =
                BenchHistoryReply.newBuilder()
                        .addAllReports(shown.stream().map(BenchPart::brief).toList())
                        .addAllCompared(BenchRatios.in(ratios).beside(BenchComparison.of(all)));
        if (!all.isEmpty()) {
            var newest = all.getLast();
            all.stream()
                    .filter(one -> one.getTrustworthy() && BenchComparison.alike(one, newest))
                    .findFirst()
                    .ifPresent(one -> reply.setBaselineSince(one.getAt()));
        }
        all.reversed().stream()
                .filter(one -> one.getCurveCount() > 0)
                .findFirst()
                .ifPresent(one -> reply.setLoaded(one.toBuilder().clearText()));
        reply.addAllQualifications(facts(all).judge(requirements));
        return reply.build();
    }

    private BenchFacts facts(List<BenchReport> reports) {
        return new BenchFacts(machine.identity(), machine.latest(), reports);
    }

    /** Tells whoever asked, and everybody who watches. */
    private final class Following implements BenchProgress {
        private final BenchPlan plan;
        private final Reply reply;
        private final long began = threads.time().millis();

        Following(BenchPlan plan, Reply reply) {
            this.plan = plan;
            this.reply = reply;
            tell("bench.begin", "Looking at what else runs", 0);
        }

        private void tell(String step, String text, double share) {
            BenchPart.this.tell(plan.mode(), step, text, share, began, reply);
        }

        /** The load takes its own time; the rest is taken for five minutes. */
        private double measured(double share) {
            double load = plan.load().toSeconds();
            return share * (load == 0 ? 1 : 300 / (300 + load));
        }

        @Override
        public void begins(String id, int part, int parts) {
            tell("bench." + id, label(id), measured((part - 1) / (double) parts));
        }

        @Override
        public void ended(BenchLine line, int part, int parts) {
            tell("bench." + line.id(), label(line.id()), measured(part / (double) parts));
        }

        @Override
        public void loaded(long seconds, long of, double rate) {
            double done = Math.max(0, seconds) / (double) of;
            tell(
                    "bench.load",
                    seconds < 0
                            ? "Resting before the load"
                            : "Under load, " + seconds + " of " + of + " s",
                    measured(1) + (1 - measured(1)) * done);
        }

        private String label(String id) {
            return BenchLabels.of(id, machine.identity().threads());
        }

        @Override
        public boolean cancelled() {
            return stop || reply.cancelled();
        }
    }

    @Override
    public void close() {
        stop = true;
        try {
            archive.close();
        } catch (SQLException e) {
            LOG.warn("the benchmark's archive was not closed in order: {}", e.getMessage());
        }
    }
}
