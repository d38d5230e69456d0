package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Random;

final class VisitedBlocksTest {
    private final VisitedBlocks visited = new VisitedBlocks();

    @Test
    void knowsExactlyWhatAFunctionHasEntered() {
        var random = new Random(5);
        visited.reserve(700);
        for (int function = 0; function < 200; function++) {
            visited.begin();
            var expected = new HashSet<Long>();
            int blocks = 1 + random.nextInt(700);
            for (int i = 0; i < FunctionWalk.FUNCTION_STEPS; i++) {
                int block = random.nextInt(blocks);
                int returnAddress = random.nextInt(1 << 18) & (random.nextInt() | 0xf0);
                assertEquals(
                        expected.add((long) block << 32 | returnAddress),
                        visited.enter(block, returnAddress));
            }
        }
    }

    @Test
    void aLongChainOfReturnAddressesToOneBlockHasRoom() {
        visited.begin();
        for (int i = 0; i < FunctionWalk.FUNCTION_STEPS; i++) {
            assertTrue(visited.enter(3, i));
        }
        for (int i = 0; i < FunctionWalk.FUNCTION_STEPS; i++) {
            assertFalse(visited.enter(3, i));
        }
    }
}
