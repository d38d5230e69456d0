package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Random;

final class JumpTargetsTest {
    private final JumpTargets targets = new JumpTargets();

    @Test
    void numbersTheTargetsAndContainsNothingElse() {
        var random = new Random(9);
        for (int length : new int[] {0, 1, 63, 64, 65, 5_000, 200_000, 300}) {
            var added = new ArrayList<Integer>();
            var bits = new long[length / 64 + 1];
            for (int at = 0; at < length; at += 1 + random.nextInt(90)) {
                bits[at / 64] |= 1L << at % 64;
                added.add(at);
            }
            targets.read(bits, length);
            assertEquals(added.size(), targets.count());
            int number = 0;
            for (int at = 0; at < length; at++) {
                boolean expected = number < added.size() && added.get(number) == at;
                assertEquals(expected, targets.contains(at));
                if (expected) {
                    assertEquals(number, targets.number(at));
                    number++;
                }
            }
            assertFalse(targets.contains(-1));
            assertFalse(targets.contains(length));
            assertFalse(targets.contains(Integer.MAX_VALUE));
        }
    }
}
