package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Any bytes at all as a contract's code, as a file of codes, or as a model. In the ordinary tests
 * Jazzer runs the seeds; {@code bench/fuzz} looks for inputs of its own.
 */
final class CodesFuzzTest {
    private static final RiskModel MODEL = RiskModel.load();
    private static final RiskScorer SCORER = MODEL.newScorer();
    private static final RiskScorer OTHER = MODEL.newScorer();

    @TempDir Path folder;

    static List<byte[]> programs() {
        return List.of(
                new byte[] {0x60, (byte) 0x80, 0x60, 0x40, 0x52, 0x34, (byte) 0x80, 0x15},
                new byte[] {0x5b, 0x60, 0x00, 0x56, (byte) 0xa2, 0x64, 0x00, 0x33});
    }

    /** Every code has one score, whatever was scored before it. */
    @MethodSource("programs")
    @FuzzTest
    void codes(byte[] input) {
        var once = SCORER.assess(input);
        OTHER.assess(new byte[] {0x5b, 0x00});
        assertEquals(once, OTHER.assess(input));
    }

    static List<byte[]> lines() {
        return List.of(
                "{\"codehash\":\"0x\",\"bytecode\":\"0x6080\"}\n{\"bytecode\":5}\n[]\n"
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Each line that is not blank becomes one line. */
    @MethodSource("lines")
    @FuzzTest
    void filesOfCodes(byte[] input) throws IOException {
        var from = folder.resolve("codes.jsonl");
        var to = folder.resolve("scores.jsonl");
        Files.write(from, input);
        var summary = RiskFiles.score(MODEL, from, to);
        try (var written = Files.lines(to)) {
            assertEquals(summary.scored() + summary.damaged(), written.count());
        }
    }

    static List<byte[]> models() {
        return List.of(Arrays.copyOf(MODEL.toBytes(), 4_000));
    }

    @MethodSource("models")
    @FuzzTest
    void models(byte[] input) {
        try {
            RiskModel.read(input);
        } catch (IllegalArgumentException refused) {
            // with a sentence
        }
    }
}
