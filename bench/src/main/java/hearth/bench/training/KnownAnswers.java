package hearth.bench.training;

import hearth.kernel.Hex;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.model.RiskModel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * Writes the answers that a worker compares itself with before it signs: {@code KnownAnswers MODEL
 * CODES OUTPUT}. A few short codes over the whole range of the overall risk, a line each: code,
 * result, and the trace under the seed that is keccak256 of the code.
 */
public final class KnownAnswers {
    private static final int COUNT = 8;
    private static final int SHORTEST = 400;
    private static final int LONGEST = 3_000;

    private KnownAnswers() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        var scorer = RiskModel.read(Files.readAllBytes(Path.of(arguments[0]))).newScorer();
        var codes = new ArrayList<byte[]>();
        for (var row : LabelledCode.read(Path.of(arguments[1]))) {
            if (row.code.length >= SHORTEST && row.code.length <= LONGEST) {
                codes.add(row.code);
            }
        }
        codes.sort(
                Comparator.comparingInt((byte[] code) -> scorer.assess(code).overall()).reversed());
        var keccak = new Keccak();
        var lines = new ArrayList<String>();
        for (int i = 0; i < COUNT; i++) {
            byte[] code = codes.get(i * (codes.size() - 1) / (COUNT - 1));
            var result = Hex.of(scorer.assess(code).result());
            var trace = Hex.of(scorer.trace(keccak.of(code).bytes()));
            lines.add(Hex.of(code) + " " + result + " " + trace);
        }
        Files.write(Path.of(arguments[2]), lines, StandardCharsets.US_ASCII);
    }
}
