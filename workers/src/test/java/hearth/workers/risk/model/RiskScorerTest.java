package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hex;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class RiskScorerTest {
    private static final int VECTORS = 1_000;

    private final RiskModel model = RiskModel.load();
    private final RiskScorer scorer = model.newScorer();

    @Test
    void givesTheSameBytesAsOnTheMachineThatTrained() throws IOException {
        var codes = SampleCodes.read();
        var expected = expected();
        assertEquals(VECTORS, expected.size());
        for (int i = 0; i < VECTORS; i++) {
            assertEquals(expected.get(i), vector(scorer, code(codes, i)), "code " + i);
        }
    }

    @Test
    void threadsAndOrderDoNotMatter() throws IOException {
        var codes = SampleCodes.read();
        var expected = expected();
        IntStream.range(0, 8)
                .parallel()
                .forEach(thread -> {
                    var own = model.newScorer();
                    for (int i = VECTORS - 1 - thread; i >= 0; i -= 8) {
                        assertEquals(expected.get(i), vector(own, code(codes, i)));
                    }
                });
    }

    @Test
    void scoresWhatIsNoCode() {
        var random = new Random(7);
        for (int length : new int[] {0, 1, 2, 3, 31, 32, 33, 24_576, 65_536, 1 << 20}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertEquals(Assessment.RESULT_BYTES, scorer.assess(bytes).result().length);
            Arrays.fill(bytes, (byte) 0x5b);
            assertEquals(Assessment.RESULT_BYTES, scorer.assess(bytes).result().length);
            Arrays.fill(bytes, (byte) 0x7f);
            assertEquals(Assessment.RESULT_BYTES, scorer.assess(bytes).result().length);
        }
    }

    @Test
    void anEndlessLoopEnds() {
        byte[] loop = Hex.parse("0x5b600056");
        byte[] growing = Hex.parse("0x5b33600056");
        assertEquals(scorer.assess(loop), scorer.assess(loop));
        assertEquals(scorer.assess(growing), scorer.assess(growing));
    }

    @Test
    void readsOnlyItsPartOfAnArray() throws IOException {
        byte[] code = SampleCodes.read().getFirst();
        byte[] padded = new byte[code.length + 100];
        Arrays.fill(padded, (byte) 0xff);
        System.arraycopy(code, 0, padded, 50, code.length);
        assertEquals(scorer.assess(code), scorer.assess(padded, 50, code.length));
    }

    @Test
    void suspicionHasReasonsWithWords() throws IOException {
        int suspected = 0;
        for (byte[] code : SampleCodes.read()) {
            var assessment = scorer.assess(code);
            if (model.verdict(Head.OVERALL, assessment.overall()) != Verdict.NONE) {
                suspected++;
                assertFalse(assessment.reasons().isEmpty());
                for (int reason : assessment.reasons()) {
                    assertFalse(Reason.of(reason).orElseThrow().title().isEmpty());
                }
            }
        }
        assertTrue(suspected > 0, "the sample has suspicious codes");
    }

    @Test
    void theEffectsOfAnExplanationAddUpToItsScore() throws IOException {
        for (byte[] code : SampleCodes.read().subList(0, 40)) {
            var explanation = scorer.explain(code);
            for (var head : explanation.heads()) {
                long expected = model.forest(head.head()).score(scorer.features());
                long average = model.forest(head.head()).average();
                if (head.head() != Head.OVERALL) {
                    long sum = head.effects().stream().mapToLong(Effect::weight).sum();
                    assertEquals(expected, average + sum);
                }
                for (var effect : head.effects()) {
                    assertTrue(effect.offset() < code.length);
                }
            }
            assertEquals(scorer.assess(code), explanation.assessment());
        }
    }

    @Test
    void aTraceDependsOnTheSeedAndTheCode() throws IOException {
        var codes = SampleCodes.read();
        byte[] seed = new byte[32];
        scorer.assess(codes.get(0));
        byte[] first = scorer.trace(seed);
        assertArrayEquals(first, scorer.trace(seed));
        seed[31] = 1;
        assertFalse(Arrays.equals(first, scorer.trace(seed)));
        scorer.assess(codes.get(1));
        assertFalse(Arrays.equals(first, scorer.trace(new byte[32])));
    }

    @Test
    void aFamilyIgnoresConstantsButNotInstructions() {
        long family = scorer.assess(Hex.parse("0x6001600201")).family();
        assertEquals(family, scorer.assess(Hex.parse("0x60ff600901")).family());
        assertNotEquals(family, scorer.assess(Hex.parse("0x6001600202")).family());
    }

    @Test
    void scoresInBasisPointsKeepTheOrderOfTheSums() throws IOException {
        var rugpull = model.forest(Head.RUGPULL);
        long[][] seen =
                SampleCodes.read().stream()
                        .map(code -> {
                            int score = scorer.assess(code).rugpull();
                            return new long[] {rugpull.score(scorer.features()), score};
                        })
                        .sorted((a, b) -> Long.compare(a[0], b[0]))
                        .toArray(long[][]::new);
        for (int i = 1; i < seen.length; i++) {
            assertTrue(seen[i - 1][1] <= seen[i][1]);
        }
    }

    private static String vector(RiskScorer scorer, byte[] code) {
        String result = HexFormat.of().formatHex(scorer.assess(code).result());
        return result + " " + HexFormat.of().formatHex(scorer.trace(new byte[32]), 0, 8);
    }

    private static byte[] code(List<byte[]> codes, int number) {
        byte[] code = codes.get(number % codes.size());
        if (number < codes.size()) {
            return code;
        }
        byte[] damaged = Arrays.copyOf(code, code.length - number % 40);
        damaged[number * 7919 % damaged.length] ^= 0x5a;
        return damaged;
    }

    private static List<String> expected() throws IOException {
        try (var in = RiskScorerTest.class.getResourceAsStream("results.txt")) {
            if (in == null) {
                throw new IOException("results.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        }
    }
}
