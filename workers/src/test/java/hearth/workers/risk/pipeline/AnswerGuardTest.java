package hearth.workers.risk.pipeline;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hash32;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.Score;
import hearth.workers.risk.ScoringModel;
import hearth.workers.risk.TrainedModel;
import hearth.workers.risk.model.Explanation;
import hearth.workers.risk.model.Head;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Damaged memory is found before anything is answered. */
final class AnswerGuardTest {
    private static final Hash32 SEED = new Hash32("0x" + "5e".repeat(32));

    private final ScoringModel model = TrainedModel.load();

    private static byte[] code(int i) {
        return new byte[] {0x60, (byte) i, 0x60, 0x00, 0x55, 0x00};
    }

    private List<AnswerGuard.Answered> batch(int units) {
        var scorer = model.newScorer();
        var batch = new ArrayList<AnswerGuard.Answered>();
        for (int i = 0; i < units; i++) {
            byte[] code = code(i);
            batch.add(
                    new AnswerGuard.Answered(
                            new Keccak().of(code), code, scorer.answer(code, SEED)));
        }
        return batch;
    }

    private static String found(AnswerGuard guard, List<AnswerGuard.Answered> batch) {
        return String.valueOf(
                assertThrows(DamagedWorkException.class, () -> guard.check(batch, SEED))
                        .getMessage());
    }

    @Test
    void whatIsRightPassesAndTheKnownAnswersOfTheBuildAreRight() {
        var guard = new AnswerGuard(model);
        for (int i = 0; i < 3; i++) {
            assertDoesNotThrow(() -> guard.check(batch(100), SEED));
        }
        assertEquals(8, model.knownAnswers().size());
        assertTrue(model.intact());
        var scorer = model.newScorer();
        for (var known : model.knownAnswers()) {
            assertEquals(known.answer(), scorer.answer(known.code(), known.seed()));
        }
    }

    @Test
    void aFlippedBitInAnAnswerOrItsCodeIsFound() {
        var wrong = batch(20);
        wrong.set(
                7,
                new AnswerGuard.Answered(
                        wrong.get(7).hash(),
                        wrong.get(7).code(),
                        new ScoringModel.Answer(wrong.get(7).answer().result(), SEED)));
        assertTrue(found(new AnswerGuard(model), wrong).contains("two passes"));
        var flipped = batch(20);
        flipped.get(3).code()[1] ^= 0x10;
        assertTrue(found(new AnswerGuard(model), flipped).contains("a code in memory"));
    }

    @Test
    void aDamagedModelIsFoundByItsHashOrByItsKnownAnswers() {
        assertTrue(
                found(new AnswerGuard(new Damaged(model, false, true)), batch(1))
                        .contains("the model in memory"));
        // both passes agree on the wrong answer: only a known one shows it
        var damaged = new Damaged(model, true, false);
        var scorer = damaged.newScorer();
        byte[] code = code(1);
        var batch =
                List.of(
                        new AnswerGuard.Answered(
                                new Keccak().of(code), code, scorer.answer(code, SEED)));
        assertTrue(found(new AnswerGuard(damaged), batch).contains("a known code"));
        assertTrue(damaged.asked.get() > 2);
    }

    /** A model after something happened to its memory. */
    private static final class Damaged implements ScoringModel {
        private final ScoringModel model;
        private final boolean intact;
        private final boolean right;
        private final AtomicInteger asked = new AtomicInteger();

        Damaged(ScoringModel model, boolean intact, boolean right) {
            this.model = model;
            this.intact = intact;
            this.right = right;
        }

        @Override
        public Hash32 digest() {
            return model.digest();
        }

        @Override
        public String version() {
            return model.version();
        }

        @Override
        public Explanation explain(byte[] code) {
            return model.explain(code);
        }

        @Override
        public int findingFrom(Head head) {
            return model.findingFrom(head);
        }

        @Override
        public boolean intact() {
            return intact;
        }

        @Override
        public List<Known> knownAnswers() {
            return model.knownAnswers();
        }

        @Override
        public Scorer newScorer() {
            var scorer = model.newScorer();
            return new Scorer() {
                @Override
                public Score score(byte[] code) {
                    return scorer.score(code);
                }

                @Override
                public Answer answer(byte[] code, Hash32 seed) {
                    asked.incrementAndGet();
                    var answer = scorer.answer(code, seed);
                    return right ? answer : new Answer(answer.result(), SEED);
                }
            };
        }
    }
}
