package hearth.agent;

import hearth.kernel.DataDir;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.link.Reply;
import hearth.link.wire.BenchReply;
import hearth.link.wire.BenchReport;
import hearth.link.wire.BenchRequest;
import hearth.link.wire.Measure;
import hearth.monitors.bench.BenchChild;
import hearth.monitors.bench.BenchLine;
import hearth.monitors.bench.BenchProgress;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

/** Measures this machine and keeps the last report. */
final class BenchPart {
    private static final Logger LOG = LoggerFactory.getLogger(BenchPart.class);
    private static final String INFERENCE = "contract-risk.infer";
    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    Map.entry("cpu.sha256.one", "SHA-256, one thread"),
                    Map.entry("cpu.sha256.all", "SHA-256, all threads"),
                    Map.entry("cpu.integer.one", "Integers, one thread"),
                    Map.entry("cpu.integer.all", "Integers, all threads"),
                    Map.entry("memory.copy", "Memory copy"),
                    Map.entry("memory.triad", "Memory triad"),
                    Map.entry("disk.write", "Sequential write"),
                    Map.entry("disk.read", "Sequential read"),
                    Map.entry("disk.random", "4 KiB random read"),
                    Map.entry(INFERENCE, "Contracts scored"));

    private final DataDir dir;
    private final Threads threads;
    private final int cores;
    private final long memory;
    private final Path file;
    private final ReentrantLock running = new ReentrantLock();
    private volatile @Nullable BenchReport last;

    /**
     * @param cores hardware threads
     * @param memory installed, bytes; 0 where it is not known
     */
    BenchPart(DataDir dir, Threads threads, int cores, long memory) throws IOException {
        this.dir = dir;
        this.threads = threads;
        this.cores = cores;
        this.memory = memory;
        file = dir.folder("agent").resolve("bench.last");
        var kept = DataDir.read(file, 1 << 20);
        if (kept.isPresent()) {
            try {
                last = BenchReport.parseFrom(kept.get());
            } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                LOG.warn("{} is damaged; the benchmark can be run again", file);
            }
        }
    }

    long memoryBytes() {
        return memory;
    }

    Optional<BenchReport> last() {
        return Optional.ofNullable(last);
    }

    /** How many contracts a second all threads score, when measured. */
    Optional<Double> contractsPerSecond() {
        return last().flatMap(report ->
                report.getMeasuresList().stream()
                        .filter(one -> one.getName().equals(INFERENCE))
                        .filter(one -> one.getMissing().isEmpty())
                        .map(Measure::getMedian)
                        .findFirst());
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
        if (!request.getMode().isEmpty() && !request.getMode().equals("quick")) {
            throw new RequestFailedException("BENCH-2", "This version measures with --quick only.");
        }
        return BenchReply.newBuilder().setReport(measure(reply)).build();
    }

    /** Measures and keeps the report; blocks about ten seconds. */
    BenchReport measure(Reply reply) throws RequestFailedException, InterruptedException {
        if (!running.tryLock()) {
            throw new RequestFailedException("BENCH-3", "A benchmark is running already.");
        }
        try {
            var found =
                    BenchChild.run(
                            BenchMain.class,
                            dir.folder("bench"),
                            cores,
                            threads.time(),
                            progress(reply));
            var report = wire(found);
            last = report;
            DataDir.write(file, report.toByteArray());
            return report;
        } catch (CancellationException e) {
            throw new RequestFailedException("BENCH-4", "The benchmark was cancelled.", e);
        } catch (IOException e) {
            throw new RequestFailedException(
                    "BENCH-5", "The benchmark did not work: " + e.getMessage() + ".", e);
        } finally {
            running.unlock();
        }
    }

    private static BenchProgress progress(Reply reply) {
        return new BenchProgress() {
            @Override
            public void begins(String id, int part, int parts) {
                reply.progress("bench." + id, label(id), (part - 1) / (double) parts);
            }

            @Override
            public void ended(BenchLine line, int part, int parts) {
                reply.progress("bench." + line.id(), label(line.id()), part / (double) parts);
            }

            @Override
            public boolean cancelled() {
                return reply.cancelled();
            }
        };
    }

    private static String label(String id) {
        return LABELS.getOrDefault(id, id);
    }

    private BenchReport wire(hearth.monitors.bench.BenchReport found) {
        var report =
                BenchReport.newBuilder()
                        .setAt(found.at().toEpochMilli())
                        .setMode("quick")
                        .setTrustworthy(found.trustworthy());
        if (!found.trustworthy()) {
            report.setVerdict(
                    String.format(
                            Locale.ROOT,
                            "not trustworthy: %.0f %% busy with other programs",
                            found.busy() * 100));
        }
        for (var line : found.lines()) {
            var measure =
                    Measure.newBuilder()
                            .setName(line.id())
                            .setLabel(label(line.id()))
                            .setUnit(line.unit());
            switch (line.figure()) {
                case Reading.Measured<BenchLine.Figure> measured ->
                        measure.setMedian(measured.value().median())
                                .setSpread(measured.value().spread())
                                .setRepeats(measured.value().runs().size());
                case Reading.Missing<BenchLine.Figure>(Instant _, String why) ->
                        measure.setMissing(why);
            }
            report.addMeasures(measure);
        }
        return report.setDigest(digest(report)).build();
    }

    /** SHA-256 over the report without its digest, field by field in the order of the link. */
    private static String digest(BenchReport.Builder report) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return hearth.kernel.Hex.of(digest.digest(report.build().toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
