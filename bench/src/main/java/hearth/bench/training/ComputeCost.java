package hearth.bench.training;

import hearth.kernel.Hex;
import hearth.workers.risk.HexDigits;
import hearth.workers.risk.model.Keccak;
import hearth.workers.risk.model.RiskFeatures;
import hearth.workers.risk.model.RiskModel;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** CPU time of each stage of scoring a contract, one thread: {@code ComputeCost FILE [COUNT]}. */
public final class ComputeCost {
    private static final int ROUNDS = 4;

    private ComputeCost() {}

    /** Prints a table; the last of four rounds counts. */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3_000;
        var rows = LabelledCode.read(Path.of(arguments[0]));
        int step = Math.max(1, rows.size() / count);
        List<byte[]> codes =
                IntStream.iterate(0, i -> i < rows.size(), i -> i + step)
                        .mapToObj(i -> rows.get(i).code)
                        .toList();
        var hexes = codes.stream().map(Hex::of).toList();
        var model = RiskModel.load();
        var scorer = model.newScorer();
        var features = new RiskFeatures(model.tables());
        var keccak = new Keccak();
        var sha256 = MessageDigest.getInstance("SHA-256");
        double bytes = codes.stream().mapToLong(code -> code.length).average().orElse(0);
        System.out.printf(Locale.ROOT, "%d codes, mean %.0f bytes%n", codes.size(), bytes);
        double hex = cost(hexes, text -> HexDigits.decode(text).length);
        double sha = cost(codes, code -> sha256.digest(code)[0]);
        double hash = cost(codes, code -> keccak.hash(code, 0, code.length)[0]);
        double extract = cost(codes, code -> features.extract(code, 0, code.length)[0]);
        double assess = cost(codes, code -> scorer.assess(code).overall());
        line("hexadecimal to bytes", hex);
        line("SHA-256", sha);
        line("keccak-256", hash);
        line("features", extract);
        line("features, forests and reasons", assess);
        // nothing in the pipeline needs SHA-256 of the code; it is there to compare with
        line("hexadecimal, keccak, assessed", hex + hash + assess);
    }

    private static void line(String what, double micros) {
        System.out.printf(
                Locale.ROOT, "%-30s %7.1f us %9.0f contracts/s%n", what, micros, 1e6 / micros);
    }

    private static <T> double cost(List<T> inputs, ToLongFunction<T> work) {
        var clock = ManagementFactory.getThreadMXBean();
        double micros = 0;
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = clock.getCurrentThreadCpuTime();
            for (T input : inputs) {
                sum += work.applyAsLong(input);
            }
            micros = (clock.getCurrentThreadCpuTime() - start) / 1e3 / inputs.size();
        }
        if (sum == Long.MIN_VALUE) {
            throw new IllegalStateException("the work was not done");
        }
        return micros;
    }
}
