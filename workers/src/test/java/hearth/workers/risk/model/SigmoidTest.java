package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SigmoidTest {
    private static final double SCALE = 1 << 20;

    @Test
    void isTheLogisticFunctionToABasisPoint() {
        for (long x = -20 << 20; x <= 20 << 20; x += 4_099) {
            double exact = 10_000 / (1 + Math.exp(-x / SCALE));
            assertEquals(exact, Sigmoid.basisPoints(x), 0.6, "at " + x / SCALE);
        }
    }

    @Test
    void neverFalls() {
        int last = 0;
        for (long x = -17 << 20; x <= 17 << 20; x += 1_021) {
            int next = Sigmoid.basisPoints(x);
            assertTrue(next >= last);
            last = next;
        }
        assertEquals(0, Sigmoid.basisPoints(Long.MIN_VALUE));
        assertEquals(10_000, Sigmoid.basisPoints(Long.MAX_VALUE));
        assertEquals(5_000, Sigmoid.basisPoints(0));
    }
}
