package hearth.bench.risk;

import hearth.kernel.Address;
import hearth.kernel.Threads;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.TrainedModel;
import hearth.workers.risk.pipeline.RiskRun;
import hearth.workers.risk.pipeline.RunReport;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Contracts per second from a chain into a durable graph, when every code is new and when 95 of 100
 * were seen before; then what one core computes. The chain runs beside it on the same cores.
 */
public final class ContractRiskSpeed {
    private final TrainedModel model = TrainedModel.load();
    private final Path folder;
    private int addresses;

    private ContractRiskSpeed(Path folder) {
        this.folder = folder;
    }

    /** Arguments: file of contracts, anvil's binary, an empty folder, how many codes. */
    public static void main(String[] arguments) throws Exception {
        var codes = Codes.read(Path.of(arguments[0]), Integer.parseInt(arguments[3]));
        var speed = new ContractRiskSpeed(Path.of(arguments[2]));
        try (var threads = Threads.system();
                var anvil = Anvil.start(Path.of(arguments[1]), speed.folder)) {
            speed.chain(codes, anvil, threads);
        }
        speed.compute(codes);
    }

    private void chain(List<byte[]> codes, Anvil anvil, Threads threads) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%,d codes, mean %,.0f bytes%n",
                codes.size(),
                codes.stream().mapToInt(code -> code.length).average().orElse(0));
        var run = new RiskRun(model, threads);
        // A first run warms the machine code up, as minutes of work would; its graph is thrown
        // away.
        var warm = codes.subList(0, Math.min(codes.size() / 3, 3_000)).stream().toList();
        var warmAt = fresh(warm.size());
        anvil.set(warmAt, variants(warm, 1));
        print("warming up", run, anvil, warmAt, folder.resolve("warm"));

        var at = fresh(codes.size());
        anvil.set(at, codes);
        print("every code new", run, anvil, at, folder.resolve("graph"));

        // 5 of 100 are new codes, the others copies of what the graph holds; so many that it lasts
        // as long as the run before.
        int count = 8 * codes.size();
        var mixed = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            var code = codes.get(i % codes.size());
            mixed.add(i % 20 == 0 ? Codes.variant(code, 2 + i) : code);
        }
        var mixedAt = fresh(count);
        anvil.set(mixedAt, mixed);
        print("95 % seen before", run, anvil, mixedAt, folder.resolve("graph"));
    }

    private static List<byte[]> variants(List<byte[]> codes, int number) {
        return codes.stream().map(code -> Codes.variant(code, number)).toList();
    }

    private List<Address> fresh(int count) {
        var fresh = new ArrayList<Address>(count);
        for (int i = 0; i < count; i++) {
            // Spread like real addresses, not counted up: an index treats the two differently.
            var bytes = ByteBuffer.allocate(20).putInt(16, ++addresses);
            var hash = new Keccak().of(bytes.array()).bytes();
            fresh.add(Address.of(Arrays.copyOf(hash, 20)));
        }
        return fresh;
    }

    private static void print(
            String what, RiskRun run, Anvil anvil, List<Address> addresses, Path graph)
            throws Exception {
        var chainBefore = anvil.cpu();
        RunReport report = run.addresses(anvil.endpoint(), addresses, graph);
        double chain = anvil.cpu().minus(chainBefore).toNanos() / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-17s %,8.0f contracts/s | %,d contracts, %,d new codes in %.2f s | CPU s: worker"
                        + " %.2f, chain %.2f, so %,.0f contracts/s on two whole cores | alone:"
                        + " %s | peak RSS %,d MiB%n",
                what,
                report.contractsPerSecond(),
                report.contracts(),
                report.codes(),
                report.seconds(),
                report.cpuSeconds(),
                chain,
                2 * report.contracts() / (report.cpuSeconds() + chain),
                shown(report),
                report.peakRssBytes().orElse(0) >> 20);
    }

    private static String shown(RunReport report) {
        var text = new StringBuilder();
        report.stages()
                .forEach((stage, rate) ->
                        text.append(String.format(Locale.ROOT, " %s %,.0f", stage, rate)));
        return text.toString().strip();
    }

    /** One thread, by its CPU time: what a busy machine does not change. */
    private void compute(List<byte[]> codes) throws IOException {
        var cpu = ManagementFactory.getThreadMXBean();
        var scorer = model.newScorer();
        var keccak = new Keccak();
        double best = Double.MAX_VALUE;
        long sink = 0;
        for (int repeat = 0; repeat < 4; repeat++) {
            long start = cpu.getCurrentThreadCpuTime();
            for (var code : codes) {
                sink += keccak.of(code).a();
                sink += scorer.score(code).overall();
            }
            best = Math.min(best, (cpu.getCurrentThreadCpuTime() - start) / 1e3 / codes.size());
        }
        System.out.printf(
                Locale.ROOT,
                "compute, keccak and score, one core: %.1f us a contract, %,.0f contracts/s"
                        + " (checksum %x)%n",
                best,
                1e6 / best,
                sink);
    }
}
