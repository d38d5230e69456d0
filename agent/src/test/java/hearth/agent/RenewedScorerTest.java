package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hearth.kernel.Hash32;
import hearth.workers.risk.pipeline.DamagedWorkException;
import hearth.workers.risk.pipeline.UnitOutcome;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

final class RenewedScorerTest {
    private static final Hash32 SEED = Hash32.of(new byte[32]);
    private static final List<UnitOutcome> ANSWERS =
            List.of(new UnitOutcome.Missing(SEED, "no code"));

    private static final UnitWork.Scorer DAMAGED =
            (units, seed) -> {
                throw new DamagedWorkException("the model");
            };

    @Test
    void damagedMemoryIsReplacedAndTheUnitsAreAnswered() throws Exception {
        var made = new AtomicInteger();
        var scorer =
                new RenewedScorer(
                        DAMAGED,
                        () -> {
                            made.incrementAndGet();
                            return (units, seed) -> ANSWERS;
                        });
        assertEquals(ANSWERS, scorer.execute(List.of(), SEED));
        assertEquals(ANSWERS, scorer.execute(List.of(), SEED));
        assertEquals(1, made.get(), "the fresh one stays");
    }

    @Test
    void aFreshOneThatComputesWronglyTooAnswersNothing() {
        var scorer = new RenewedScorer(DAMAGED, () -> DAMAGED);
        assertThrows(DamagedWorkException.class, () -> scorer.execute(List.of(), SEED));
    }
}
