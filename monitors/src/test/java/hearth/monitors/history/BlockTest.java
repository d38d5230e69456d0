package hearth.monitors.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Random;

final class BlockTest {
    @ParameterizedTest
    @EnumSource(Tier.class)
    void whatWasPackedComesBackWhateverTheShape(Tier tier) {
        var random = new Random(7 + tier.seconds());
        for (int round = 0; round < 400; round++) {
            var block = new Block(tier, random.nextLong(1L << 32));
            int value = 0;
            int spread = 1 << random.nextInt(29);
            double presence = random.nextInt(5) / 4.0;
            boolean wild = random.nextInt(4) == 0;
            int from = random.nextInt(tier.slotsPerBlock());
            int to = from + random.nextInt(tier.slotsPerBlock() - from + 1);
            for (int i = from; i < to; i++) {
                if (random.nextDouble() <= presence) {
                    value =
                            wild
                                    ? random.nextInt(-spread, spread + 1)
                                    : Math.clamp((long) value + random.nextInt(-3, 4), -1000, 1000);
                    int below = tier.columns() == 1 ? 0 : random.nextInt(spread);
                    int above = tier.columns() == 1 ? 0 : random.nextInt(spread);
                    block.put(i, value - below, value, value + above);
                }
            }
            var back = new Block(tier, block.number());
            back.unpack(block.pack(from, to), from, to);
            for (int i = 0; i < tier.slotsPerBlock(); i++) {
                assertEquals(block.filled(i), back.filled(i), "round " + round + " slot " + i);
                assertEquals(block.min(i), back.min(i));
                assertEquals(block.mean(i), back.mean(i));
                assertEquals(block.max(i), back.max(i));
            }
        }
    }

    @Test
    void anUnchangingSeriesCostsAlmostNothing() {
        var block = new Block(Tier.SECOND, 1);
        for (int i = 0; i < 600; i++) {
            block.put(i, 512, 512, 512);
        }
        assertTrue(block.pack().length < 24, "bytes: " + block.pack().length);
    }

    @Test
    void damagedBytesNeverHangNorThrowOutOfTheBlock() {
        var random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            noise[0] = 1;
            new Block(Tier.MINUTE, 1).unpack(noise);
        }
    }

    @Test
    void aBlockOfALaterFormatIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Block(Tier.SECOND, 1).unpack(new byte[] {9, 1, 2}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Block(Tier.SECOND, 1).unpack(new byte[0]));
    }

    @Test
    void theStoredValueIsAsNearAsThePrecisionSays() {
        var random = new Random(3);
        var all =
                new Precision[] {
                    Precision.SHARE,
                    Precision.AMOUNT,
                    Precision.RATE,
                    Precision.BYTE_RATE,
                    Precision.POWER,
                    Precision.TEMPERATURE,
                    Precision.FREQUENCY
                };
        for (var precision : all) {
            assertEquals(0.0, precision.value(precision.code(0)));
            double last = 0;
            int lastCode = 0;
            for (int i = 0; i < 20_000; i++) {
                double value = precision.step() * Math.exp(random.nextDouble() * 16);
                value = i % 2 == 0 ? value : -value;
                double error = Math.abs(precision.value(precision.code(value)) - value);
                double allowed =
                        0.503 * (precision.step() + precision.relative() * Math.abs(value));
                assertTrue(error <= allowed, precision + " " + value + " off by " + error);
                if (value > last) {
                    assertTrue(precision.code(value) >= lastCode, "not monotone");
                } else {
                    assertTrue(precision.code(value) <= lastCode, "not monotone");
                }
                last = value;
                lastCode = precision.code(value);
            }
        }
    }
}
