package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Four readers at once must find what one finds. */
final class InstructionsTest {
    @Test
    void findsWhereEachInstructionBeginsInAnyBytes() {
        var random = new Random(11);
        var read = new Instructions();
        for (int length = 0; length < 3_000; length += 7) {
            byte[] code = new byte[length];
            random.nextBytes(code);
            assertSame(read, code);
        }
    }

    @Test
    void fallsIntoStepLateOrNeverWhenEverythingIsPushed() {
        var random = new Random(12);
        var read = new Instructions();
        for (int size = Op.PUSH1; size <= Op.PUSH32; size++) {
            byte[] code = new byte[2_011];
            for (int i = 0; i < code.length; i++) {
                code[i] = (byte) (random.nextInt(40) == 0 ? random.nextInt(256) : size);
            }
            assertSame(read, code);
            Arrays.fill(code, (byte) size);
            assertSame(read, code);
        }
    }

    private static void assertSame(Instructions read, byte[] code) {
        int length = code.length;
        List<Integer> expected = new ArrayList<>();
        int pushed = 0;
        int at = 0;
        while (at < length) {
            expected.add(at);
            int op = code[at] & 0xff;
            int size = op >= Op.PUSH1 && op <= Op.PUSH32 ? op - Op.PUSH1 + 1 : 0;
            pushed += size;
            at += 1 + size;
        }
        read.read(code, length);
        int[] counts = new int[256];
        List<Integer> telling = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            int op = code[expected.get(i)] & 0xff;
            assertEquals(op, Instructions.operation(read.all()[i]));
            assertEquals(op, read.operations()[i] & 0xff);
            counts[op]++;
            if (op == Op.JUMPDEST || op == Op.PUSH4 || op == Op.PUSH20 || op == Op.PUSH32) {
                telling.add(i);
            }
        }
        assertArrayEquals(counts, read.counts());
        assertEquals(telling, Arrays.stream(read.marks(), 0, read.markCount()).boxed().toList());
        assertEquals(
                expected,
                Arrays.stream(read.all(), 0, read.count())
                        .map(Instructions::position)
                        .boxed()
                        .toList());
        assertEquals(pushed, read.constantBytes());
    }
}
