package hearth.monitors.power.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** IEC 62056-21 with its lines between STX and ETX, and the check character behind. */
final class BlockTelegramTest {
    private static final String LINES =
            """
            F.F(00000000)
            0.0.0(12345678)
            1.8.0(006545.766*kWh)
            1.8.1(005017.120*kWh)
            1.8.1*01(004000.000*kWh)
            2.8.0(000000.040*kWh)
            1.7.0(00.305*kW)
            31.7(001.50*A)
            32.7(232*V)
            !
            """
                    .replace("\n", "\r\n");

    /** By the letter of the standard: exclusive or of all behind STX, up to and with ETX. */
    private static byte[] telegram(String lines) {
        var block = (lines + "\3").getBytes(StandardCharsets.US_ASCII);
        byte check = 0;
        for (byte one : block) {
            check ^= one;
        }
        return SmlFrames.join(
                "/LGZ4ZMF100AC.M23\r\n\2".getBytes(StandardCharsets.US_ASCII),
                block,
                new byte[] {check});
    }

    private static Capture capture(byte[]... parts) {
        return Capture.of(MeterType.DSMR, parts);
    }

    @Test
    void readsABlockWhoseCheckCharacterIsRight() {
        Expect.that(capture(telegram(LINES)).reading())
                .power(305)
                .energy(6_545_766, 40)
                .voltage(232)
                .current(1.5)
                .noTime();
    }

    @Test
    void readsBlocksInARowWhateverTheCheckCharacterIs() {
        for (int watts = 0; watts < 300; watts++) {
            var lines = LINES.replace("00.305", String.format(Locale.ROOT, "00.%03d", watts));
            var capture = capture(telegram(lines), "\r\n".getBytes(StandardCharsets.US_ASCII));
            Expect.that(capture.reading()).power(watts);
            assertEquals(2, capture(telegram(lines), telegram(LINES)).readings().size());
        }
    }

    @Test
    void noChangedLostOrDoubledByteChangesAReading() {
        var whole = telegram(LINES);
        var truth = List.of(capture(whole).reading());
        var random = new Random(62056);
        for (int at = 0; at < whole.length; at++) {
            var head = Arrays.copyOf(whole, at);
            var tail = Arrays.copyOfRange(whole, at, whole.length);
            var rest = Arrays.copyOfRange(whole, at + 1, whole.length);
            var other = new byte[] {(byte) random.nextInt()};
            for (var damaged :
                    List.of(
                            SmlFrames.join(head, rest),
                            SmlFrames.join(head, other, rest),
                            SmlFrames.join(head, new byte[] {whole[at]}, tail))) {
                for (var reading : capture(damaged).readings()) {
                    assertTrue(truth.contains(reading), () -> reading + " at " + damaged.length);
                }
            }
            assertEquals(List.of(), capture(head).readings(), "cut off after " + at);
            for (int bit = 0; bit < 8; bit++) {
                var flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                for (var reading : capture(flipped).readings()) {
                    assertTrue(truth.contains(reading), reading::toString);
                }
            }
        }
    }

    @Test
    void findsTheBlockBehindAHalfOne() {
        var whole = telegram(LINES);
        for (int cut = 1; cut < whole.length - 3; cut++) {
            var readings = capture(Arrays.copyOf(whole, cut), whole).readings();
            assertEquals(1, readings.size(), "after the first " + cut + " bytes");
            Expect.that(readings.getFirst()).power(305);
        }
    }

    @Test
    void saysWhatIsWrong() {
        var whole = telegram(LINES);
        whole[whole.length - 1] ^= 1;
        assertEquals(List.of("The telegram's check character is wrong."), capture(whole).damage());
        assertEquals(
                List.of("The telegram's check character is missing."),
                capture(Arrays.copyOf(whole, whole.length - 1)).damage());
        var unguarded =
                new String(telegram(LINES), StandardCharsets.ISO_8859_1)
                        .replace("\r\n\2", "\r\n1.7.0(09.999*kW)\r\n\2");
        assertEquals(
                List.of("The telegram has lines before its block."),
                capture(unguarded.getBytes(StandardCharsets.ISO_8859_1)).damage());
    }
}
