package hearth.monitors.power.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.testkit.MeterTelegram;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Encrypted P1 telegrams, made here by the letter of the standard. */
final class GloFrameTest {
    private static final String KEY = "aeBD21b769a6d13C0DF064e383682ef6";
    private static final String OWN = "d0d1d2d3d4d5d6d7d8d9dadbdcdddedf";
    private static final String COMMON = MeterTelegram.COMMON;
    private static final String TELEGRAM =
            telegram(
                    "1-3:0.2.8(50)",
                    "0-0:1.0.0(261006155014S)",
                    "1-0:1.8.0(006545766*Wh)",
                    "1-0:2.8.0(000000040*Wh)",
                    "1-0:1.7.0(00000305*W)",
                    "1-0:2.7.0(00000000*W)");

    private static String telegram(String... lines) {
        return new String(MeterTelegram.plain(lines), StandardCharsets.US_ASCII);
    }

    private static byte[] frame(int counter) throws GeneralSecurityException {
        return frame(counter, TELEGRAM);
    }

    private static byte[] frame(int counter, String telegram) throws GeneralSecurityException {
        return MeterTelegram.encrypted(
                KEY,
                COMMON,
                "534147670000afea",
                counter,
                0x30,
                telegram.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<Decoded> decode(String key, byte[]... parts) {
        return decode(key, new P1Counters(), 0, parts);
    }

    /**
     * @param piece so many bytes at once; 0 for all
     */
    private static List<Decoded> decode(
            String key, P1Counters counters, int piece, byte[]... parts) {
        var all = new ArrayList<Decoded>();
        var bytes = SmlFrames.join(parts);
        try (var opened = P1Key.parse(key.getBytes(StandardCharsets.US_ASCII))) {
            var decoder = opened.decoder(counters);
            int step = piece == 0 ? Math.max(1, bytes.length) : piece;
            for (int at = 0; at < bytes.length; at += step) {
                decoder.feed(bytes, at, Math.min(step, bytes.length - at), all::add);
            }
            decoder.end(all::add);
        }
        return all;
    }

    private static List<MeterReading> readings(List<Decoded> decoded) {
        return decoded.stream()
                .filter(Decoded.Sound.class::isInstance)
                .map(one -> ((Decoded.Sound) one).reading())
                .toList();
    }

    private static String only(List<Decoded> decoded) {
        assertEquals(1, decoded.size(), decoded::toString);
        return ((Decoded.Damaged) decoded.getFirst()).reason();
    }

    @Test
    void readsAnEncryptedTelegram() throws Exception {
        var decoded = decode(KEY, frame(1));
        assertEquals(1, decoded.size());
        Expect.that(readings(decoded).getFirst())
                .power(305)
                .energy(6_545_766, 40)
                .at("2026-10-06T13:50:14Z");
        assertEquals(decoded, decode(KEY, new P1Counters(), 7, frame(1)), "in pieces");
    }

    @Test
    void readsOneWithAnAuthenticationKeyOfItsOwnAndAnyFormOfLength() throws Exception {
        for (var telegram :
                List.of(
                        telegram("1-0:1.7.0(00305*W)"),
                        telegram("1-0:1.7.0(00305*W)", "0-0:96.1.0(" + OWN + ")"),
                        TELEGRAM)) {
            var frame =
                    MeterTelegram.encrypted(
                            KEY,
                            OWN,
                            "4b464d6540000001",
                            7,
                            0x30,
                            telegram.getBytes(StandardCharsets.US_ASCII));
            for (var between : List.of(" ", ":")) {
                Expect.that(readings(decode(KEY + between + OWN + "\n", frame)).getFirst())
                        .power(305);
            }
            assertEquals(
                    "The encrypted telegram is damaged, or its key is another one.",
                    only(decode(KEY, frame)));
        }
    }

    @Test
    void refusesATelegramThatIsSentAgain() throws Exception {
        var counters = new P1Counters();
        assertEquals(2, readings(decode(KEY, counters, 0, frame(41), frame(42))).size());
        for (int old : new int[] {42, 41, 0}) {
            assertEquals(
                    "The telegram's counter is not above that of an earlier one: it is sent again.",
                    only(decode(KEY, counters, 0, frame(old))));
        }
        assertEquals(1, readings(decode(KEY, counters, 0, frame(43))).size());
        // The counter has 32 bits without a sign.
        assertEquals(1, readings(decode(KEY, counters, 0, frame(0xFFFFFFFE))).size());
        assertEquals(0, readings(decode(KEY, counters, 0, frame(44))).size());
    }

    @Test
    void anotherMetersCounterIsItsOwn() throws Exception {
        var counters = new P1Counters();
        assertEquals(1, readings(decode(KEY, counters, 0, frame(500))).size());
        var other =
                MeterTelegram.encrypted(
                        KEY,
                        COMMON,
                        "534147670000afeb",
                        3,
                        0x30,
                        TELEGRAM.getBytes(StandardCharsets.US_ASCII));
        assertEquals(1, readings(decode(KEY, counters, 0, other)).size());
        assertEquals(0, readings(decode(KEY, counters, 0, frame(500))).size());
    }

    @Test
    void noDamageGivesAReading() throws Exception {
        var whole = frame(9);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            var damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(List.of(), readings(decode(KEY, damaged)), "bit " + bit);
        }
        var random = new Random(2026);
        for (int i = 0; i < 2000; i++) {
            var damaged = whole.clone();
            int from = random.nextInt(whole.length);
            int to = from + 1 + random.nextInt(whole.length - from);
            for (int at = from; at < to; at++) {
                damaged[at] = (byte) random.nextInt();
            }
            if (!Arrays.equals(damaged, whole)) {
                assertEquals(List.of(), readings(decode(KEY, damaged)), "noise " + i);
            }
            var cut = Arrays.copyOf(whole, random.nextInt(whole.length));
            assertEquals(List.of(), readings(decode(KEY, cut)), "cut " + i);
        }
    }

    @Test
    void findsTheNextWholeFrameBehindNoiseAndHalves() throws Exception {
        var random = new Random(5);
        var half = frame(1);
        var whole = frame(2);
        for (int cut = 0; cut < half.length; cut++) {
            var noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            var decoded = decode(KEY, Arrays.copyOf(half, cut), noise, whole);
            assertEquals(1, readings(decoded).size(), "cut after " + cut);
        }
    }

    @Test
    void believesNothingThatIsNotEncryptedAndAuthenticated() throws Exception {
        var clear = TELEGRAM.getBytes(StandardCharsets.US_ASCII);
        assertEquals(List.of(), readings(decode(KEY, clear)), "clear text");
        for (int control : new int[] {0x00, 0x10, 0x20, 0x31, 0x70, 0xB0}) {
            assertEquals(
                    "The telegram is not encrypted and authenticated with the meter's key.",
                    only(
                            decode(
                                    KEY,
                                    MeterTelegram.encrypted(
                                            KEY, COMMON, "534147670000afea", 1, control, clear))));
        }
        assertEquals(
                "The decrypted bytes are not one telegram.",
                only(decode(KEY, frame(1, TELEGRAM + TELEGRAM))));
        assertTrue(
                only(decode(KEY, frame(1, TELEGRAM.replace("305", "306")))).contains("checksum"));
    }

    @Test
    void saysWithoutAKeyThatOneIsNeeded() throws Exception {
        var capture = Capture.of(MeterType.DSMR, frame(1));
        assertEquals(List.of(), capture.readings());
        assertTrue(capture.damage().contains("The telegram is encrypted; give its key."));
    }

    @Test
    void refusesWhatIsNoKeyWithoutShowingIt() {
        for (var wrong : List.of("", KEY.substring(1), KEY + "x" + OWN, KEY.replace('a', 'g'))) {
            var refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> P1Key.parse(wrong.getBytes(StandardCharsets.US_ASCII)));
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("A P1 key has 32"),
                    refused::toString);
        }
        try (var key = P1Key.parse(KEY.getBytes(StandardCharsets.US_ASCII))) {
            assertFalse(key.toString().toLowerCase(Locale.ROOT).contains("aebd"));
        }
    }
}
