package hearth.monitors.power.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Whatever happens to a frame on its way: no wrong reading of it, no crash, bounded memory. */
final class DamageTest {
    static final List<MeterType> CHECKED = Samples.CHECKED;

    private static Set<MeterReading> truth(MeterType type) {
        var truth = new HashSet<MeterReading>();
        for (var sample : Samples.of(type)) {
            truth.addAll(new Capture(type, sample).readings());
        }
        assertTrue(truth.size() >= 2, "the samples differ");
        return truth;
    }

    private static void onlyTruth(MeterType type, Set<MeterReading> truth, byte[] bytes) {
        for (var reading : new Capture(type, bytes).readings()) {
            assertTrue(
                    truth.contains(reading),
                    () -> reading + " of " + HexFormat.of().formatHex(bytes));
        }
    }

    @ParameterizedTest
    @FieldSource("CHECKED")
    void noSingleBitChangesAReading(MeterType type) {
        var truth = truth(type);
        for (var sample : Samples.of(type)) {
            for (int bit = 0; bit < sample.length * 8; bit++) {
                var damaged = sample.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                onlyTruth(type, truth, damaged);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("CHECKED")
    void noReplacedLostOrDoubledByteChangesAReading(MeterType type) {
        var truth = truth(type);
        var random = new Random(4711);
        for (var sample : Samples.of(type)) {
            for (int at = 0; at < sample.length; at++) {
                var replaced = sample.clone();
                replaced[at] = (byte) random.nextInt();
                onlyTruth(type, truth, replaced);
                var head = Arrays.copyOf(sample, at);
                onlyTruth(
                        type,
                        truth,
                        SmlFrames.join(head, Arrays.copyOfRange(sample, at + 1, sample.length)));
                onlyTruth(
                        type,
                        truth,
                        SmlFrames.join(
                                head,
                                new byte[] {sample[at]},
                                Arrays.copyOfRange(sample, at, sample.length)));
                onlyTruth(type, truth, head);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("CHECKED")
    void noSpliceOfTwoFramesGivesAThirdReading(MeterType type) {
        var truth = truth(type);
        var random = new Random(815);
        var samples = Samples.of(type);
        for (int i = 0; i < 3000; i++) {
            var a = samples.get(random.nextInt(2));
            var b = samples.get(random.nextInt(2));
            int cut = random.nextInt(a.length);
            int rest = random.nextInt(b.length);
            if (type == MeterType.TC66C && cut % 64 == 0 && rest % 64 == 0) {
                // Each of its three parts has a sum of its own, the frame has none.
                continue;
            }
            onlyTruth(
                    type,
                    truth,
                    SmlFrames.join(
                            Arrays.copyOf(a, cut), Arrays.copyOfRange(b, rest, b.length), a));
        }
    }

    @ParameterizedTest
    @FieldSource("CHECKED")
    void noBurstOfNoiseChangesAReading(MeterType type) {
        var truth = truth(type);
        var random = new Random(1234);
        var samples = Samples.of(type);
        for (int i = 0; i < 3000; i++) {
            var damaged = samples.get(i % 2).clone();
            int from = random.nextInt(damaged.length);
            // A 16-bit sum sees every burst of up to 16 bits; of longer ones all but one in 65,536.
            for (int at = from; at < Math.min(damaged.length, from + 2); at++) {
                damaged[at] = (byte) random.nextInt();
            }
            onlyTruth(type, truth, damaged);
        }
    }

    @ParameterizedTest
    @EnumSource(MeterType.class)
    void survivesNoiseAndFindsTheNextWholeFrame(MeterType type) {
        var random = new Random(99);
        var samples = Samples.of(type);
        boolean text = !CHECKED.contains(type) && type != MeterType.UM;
        for (int i = 0; i < 200; i++) {
            var noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            var whole = samples.get(i % 2);
            var mixed = SmlFrames.join(noise, text ? new byte[] {'\n'} : new byte[0], whole, whole);
            var capture = new Capture(type, mixed);
            var decoded = capture.decoded();
            assertEquals(decoded, capture.decodedInPieces(i), "pieces make no difference");
            if (!text) {
                var readings = capture.readings();
                assertEquals(
                        new Capture(type, whole).reading(),
                        readings.getLast(),
                        "the last whole frame is found");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MeterType.class)
    void holdsNoMoreThanAFrame(MeterType type) throws Exception {
        // Twice the longest frame, for what waits grows by doubling.
        int most =
                switch (type) {
                    case KASA, SHELLY, TASMOTA -> 1 << 20;
                    case DSMR, SML, PZEM, UM, TC66C, NUT, PMIC -> 1 << 16;
                };
        var beginnings = new ArrayList<byte[]>();
        for (var sample : Samples.of(type)) {
            for (int length : new int[] {1, 2, 4, 8, 16, 64, sample.length / 2}) {
                beginnings.add(Arrays.copyOf(sample, Math.min(length, sample.length)));
            }
        }
        var filler = new byte[1 << 16];
        for (byte fill : new byte[] {0, 0x1b, 'a', '{', '(', 1, (byte) 0xD0}) {
            Arrays.fill(filler, fill);
            for (var beginning : beginnings) {
                var decoder = type.decoder();
                long[] count = {0};
                decoder.feed(beginning, 0, beginning.length, _ -> count[0]++);
                for (int fed = 0; fed < most + (3 << 16); fed += filler.length) {
                    decoder.feed(filler, 0, filler.length, _ -> count[0]++);
                }
                assertTrue(Held.bytes(decoder) <= most, "more is held than a frame");
                decoder.end(_ -> count[0]++);
                assertTrue(count[0] > 0 || fill == 0, "endless input is reported as damage");
            }
        }
    }

    @Test
    void anEmptyCaptureSaysNothing() {
        for (var type : MeterType.values()) {
            assertEquals(List.of(), new Capture(type, new byte[0]).decoded());
        }
    }
}
