package hearth.workers.risk.pipeline;

import hearth.kernel.Address;
import hearth.kernel.Threads;
import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.ScoringModel;
import hearth.workers.risk.extract.ChainReader;
import hearth.workers.risk.extract.CodeSource;
import hearth.workers.risk.extract.Created;
import hearth.workers.risk.extract.Endpoint;
import hearth.workers.risk.load.GraphFailedException;
import hearth.workers.risk.load.InsightGraph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Runs the three stages once, from a file or a list of addresses into a graph, and measures them.
 */
public final class RiskRun {
    private final ScoringModel model;
    private final Threads threads;
    private final Clock clock;

    /** A run with a model. */
    public RiskRun(ScoringModel model, Threads threads) {
        this.model = model;
        this.threads = threads;
        this.clock =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return threads.time().instant();
                    }
                };
    }

    /**
     * Reads a file of contracts until it ends or the time is over. Blocks.
     *
     * @param file JSON lines with {@code bytecode}, gzip or not
     * @param graph an empty or absent folder; the caller deletes it afterwards
     * @throws IOException when the file cannot be read or is not what it should be
     */
    public RunReport file(Path file, Duration limit, Path graph)
            throws IOException, GraphFailedException, InterruptedException {
        try (var insights = InsightGraph.open(graph, 1, model.digest().hex(), clock)) {
            var seen = new SeenCodes(insights::knows);
            long until = System.nanoTime() + limit.toNanos();
            try (var extractor = new FileExtractor(file, seen, clock.instant(), until);
                    var pipeline = new RiskPipeline(model, insights, seen, threads.time())) {
                return measure(pipeline, insights, extractor, extractor::whole);
            }
        }
    }

    /**
     * Reads contracts at known addresses through an endpoint, into a graph that may hold others
     * already. Blocks until all are loaded.
     */
    public RunReport addresses(Endpoint endpoint, List<Address> addresses, Path graph)
            throws IOException, GraphFailedException, InterruptedException {
        try (var reader = new ChainReader(endpoint);
                var insights =
                        InsightGraph.open(graph, endpoint.chainId(), model.digest().hex(), clock)) {
            reader.checkChain();
            var seen = new SeenCodes(insights::knows);
            try (var pipeline = new RiskPipeline(model, insights, seen, threads.time())) {
                var fetch =
                        new CodeFetch(
                                reader,
                                new CodeSource(reader, 0),
                                seen,
                                pipeline.patience(),
                                threads.io(),
                                _ -> {});
                var now = clock.instant();
                var nobody = new Account(0, 0, 0);
                var contracts =
                        addresses.stream()
                                .map(address ->
                                        new Created(
                                                Account.of(address),
                                                nobody,
                                                0,
                                                CodeHash.ABSENT.hash32(),
                                                now))
                                .toList();
                var extractor = new AddressExtractor(contracts, fetch);
                return measure(pipeline, insights, extractor, () -> true);
            }
        }
    }

    private RunReport measure(
            RiskPipeline pipeline, InsightGraph graph, Extractor extractor, BooleanSupplier ended)
            throws IOException, InterruptedException {
        long codesBefore = graph.totals().codes();
        var cpuBefore = cpu();
        long start = System.nanoTime();
        pipeline.start(extractor, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        try {
            pipeline.ended().get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "The run ended early: "
                            + (e.getCause() == null ? e : e.getCause()).getMessage()
                            + ".",
                    e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        var stages = new LinkedHashMap<String, Double>();
        for (var stage : pipeline.stages()) {
            stages.put(
                    stage.name(),
                    stage.microsPerContract() > 0 ? 1e6 / stage.microsPerContract() : 0);
        }
        return new RunReport(
                pipeline.loaded(),
                graph.totals().codes() - codesBefore,
                seconds,
                pipeline.loaded() / seconds,
                stages,
                cpu().minus(cpuBefore).toNanos() / 1e9,
                peakRss(),
                ended.getAsBoolean());
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static OptionalLong peakRss() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
