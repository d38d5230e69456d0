package hearth.bench.training;

import hearth.workers.risk.model.RiskModel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Writes the results that every machine must get: {@code ResultVectors MODEL CODES OUTPUT}. One
 * line a code: the result and the first eight bytes of the trace; then the same codes damaged.
 */
public final class ResultVectors {
    private static final int COUNT = 1_000;
    private static final int TRACE_BYTES = 8;

    private ResultVectors() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        var scorer = RiskModel.read(Files.readAllBytes(Path.of(arguments[0]))).newScorer();
        var rows = LabelledCode.read(Path.of(arguments[1]));
        var lines = new ArrayList<String>();
        for (int i = 0; i < COUNT; i++) {
            byte[] code = rows.get(i % rows.size()).code;
            if (i >= rows.size()) {
                code = damaged(code, i);
            }
            var hex = HexFormat.of();
            String result = hex.formatHex(scorer.assess(code).result());
            byte[] trace = scorer.trace(new byte[32]);
            lines.add(result + " " + hex.formatHex(trace, 0, TRACE_BYTES));
        }
        Path output = Path.of(arguments[2]);
        Files.createDirectories(output.toAbsolutePath().getParent());
        Files.write(output, lines, StandardCharsets.US_ASCII);
    }

    /** Cut at the end and changed in one byte. */
    private static byte[] damaged(byte[] code, int number) {
        byte[] changed = Arrays.copyOf(code, code.length - number % 40);
        changed[number * 7919 % changed.length] ^= 0x5a;
        return changed;
    }
}
