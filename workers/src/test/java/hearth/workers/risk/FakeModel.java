package hearth.workers.risk;

import hearth.kernel.Hash32;
import hearth.workers.risk.model.Assessment;
import hearth.workers.risk.model.Explanation;
import hearth.workers.risk.model.Head;

import java.util.List;

/**
 * A model whose answers a test can predict: the first byte is the finding, the second the risk in
 * percent, the third the family.
 */
public final class FakeModel implements ScoringModel {
    /** A code that scores as said, made different from others by its tail. */
    public static byte[] code(Finding finding, int percent, int family, int tail) {
        return new byte[] {
            (byte) finding.code(),
            (byte) percent,
            (byte) family,
            (byte) (tail >> 24),
            (byte) (tail >> 16),
            (byte) (tail >> 8),
            (byte) tail
        };
    }

    @Override
    public Hash32 digest() {
        return new Hash32("0x" + "ab".repeat(32));
    }

    @Override
    public String version() {
        return "fake";
    }

    @Override
    public Explanation explain(byte[] code) {
        var score = score(code);
        return new Explanation(
                new Assessment(
                        score.overall(),
                        score.ponzi(),
                        score.honeypot(),
                        score.rugpull(),
                        score.reasons(),
                        score.family()),
                List.of());
    }

    @Override
    public int findingFrom(Head head) {
        return 5_000;
    }

    @Override
    public boolean intact() {
        return true;
    }

    @Override
    public List<Known> knownAnswers() {
        byte[] code = {1, 2, 3};
        return List.of(new Known(code, digest(), newScorer().answer(code, digest())));
    }

    @Override
    public Scorer newScorer() {
        return new Scorer() {
            @Override
            public Score score(byte[] code) {
                return FakeModel.score(code);
            }

            @Override
            public Answer answer(byte[] code, Hash32 seed) {
                var keccak = new Keccak();
                byte[] both = new byte[32 + code.length];
                System.arraycopy(seed.bytes(), 0, both, 0, 32);
                System.arraycopy(code, 0, both, 32, code.length);
                var result = HexDigits.encode(keccak.of(code).bytes()).substring(0, 36);
                return new Answer(result, keccak.of(both).hash32());
            }
        };
    }

    private static Score score(byte[] code) {
        var finding = Finding.of(Math.floorMod(code[0], 5));
        int risk = Math.floorMod(code[1], 101) * 100;
        return new Score(
                risk,
                finding == Finding.PONZI ? risk : 0,
                finding == Finding.HONEYPOT ? risk : 0,
                finding == Finding.RUGPULL ? risk : 0,
                finding,
                finding == Finding.NONE ? List.of() : List.of(4, 8),
                code[2]);
    }
}
