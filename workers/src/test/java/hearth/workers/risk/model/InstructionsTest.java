package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** Four readers at once must find what one finds, byte by byte. */
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

    @Test
    void readsAPartAgainThatBeganOutOfStep() {
        // what is pushed looks like pushes that begin where the parts do, and never fall into step
        var read = new Instructions();
        for (int shift = 0; shift < 33; shift++) {
            byte[] code = new byte[4_096 + shift];
            Arrays.fill(code, shift, code.length, (byte) Op.PUSH32);
            assertSame(read, code);
        }
    }

    private static void assertSame(Instructions read, byte[] code) {
        int length = code.length;
        var operations = new ByteArrayOutputStream();
        var counts = new int[256];
        var targets = new BitSet();
        List<Integer> constants = new ArrayList<>();
        int pushed = 0;
        int at = 0;
        while (at < length) {
            int op = code[at] & 0xff;
            operations.write(op);
            counts[op]++;
            if (op == Op.JUMPDEST) {
                targets.set(at);
            }
            if (op >= Op.PUSH4 && op <= Op.PUSH32) {
                constants.add(at);
            }
            int size = op >= Op.PUSH1 && op <= Op.PUSH32 ? op - Op.PUSH1 + 1 : 0;
            pushed += size;
            at += 1 + size;
        }
        read.read(Arrays.copyOf(code, length + 64), length);
        assertArrayEquals(operations.toByteArray(), Arrays.copyOf(read.operations(), read.count()));
        assertArrayEquals(counts, read.counts());
        assertEquals(targets, BitSet.valueOf(Arrays.copyOf(read.targets(), (length >> 6) + 1)));
        assertEquals(
                constants,
                Arrays.stream(read.constants(), 0, read.constantCount()).boxed().toList());
        assertEquals(pushed, read.constantBytes());
    }
}
