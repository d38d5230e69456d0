package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class BenchKernelsTest {
    /** Each kernel checks its own result and would throw. */
    @Test
    void theKernelsDoTheirWork() {
        assertEquals(32 << 10, WasmKernel.load().worker().step());
        assertEquals(64 << 10, new KeccakKernel().worker().step());
        assertEquals(1, new VerifyKernel().worker().step());
        assertTrue(InferenceKernel.load().worker().step() > 0);
    }
}
