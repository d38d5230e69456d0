package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Four readers at once must find what one finds. */
final class InstructionsTest {
    private static final int OFFSET = 5;

    @Test
    void findsWhereEachInstructionBeginsInAnyBytes() {
        var random = new Random(11);
        var read = new Instructions();
        for (int length = 0; length < 3_000; length += 7) {
            byte[] code = new byte[OFFSET + length];
            random.nextBytes(code);
            assertSame(read, code);
        }
    }

    @Test
    void fallsIntoStepLateOrNeverWhenEverythingIsPushed() {
        var random = new Random(12);
        var read = new Instructions();
        for (int size = Op.PUSH1; size <= Op.PUSH32; size++) {
            byte[] code = new byte[OFFSET + 2_011];
            for (int i = 0; i < code.length; i++) {
                code[i] = (byte) (random.nextInt(40) == 0 ? random.nextInt(256) : size);
            }
            assertSame(read, code);
            Arrays.fill(code, (byte) size);
            assertSame(read, code);
        }
    }

    private static void assertSame(Instructions read, byte[] code) {
        int length = code.length - OFFSET;
        List<Integer> expected = new ArrayList<>();
        int pushed = 0;
        int at = 0;
        while (at < length) {
            expected.add(at);
            int op = code[OFFSET + at] & 0xff;
            int size = op >= Op.PUSH1 && op <= Op.PUSH32 ? op - Op.PUSH1 + 1 : 0;
            pushed += size;
            at += 1 + size;
        }
        read.read(code, OFFSET, length);
        assertEquals(expected, Arrays.stream(read.starts(), 0, read.count()).boxed().toList());
        assertEquals(pushed, read.constantBytes());
    }
}
