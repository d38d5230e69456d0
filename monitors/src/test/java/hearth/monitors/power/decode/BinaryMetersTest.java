package hearth.monitors.power.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.kernel.Quality;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** PZEM, UM and TC66 on frames made from their register maps. */
final class BinaryMetersTest {
    private static final HexFormat HEX = HexFormat.of();
    static final byte[] PZEM_REQUEST = HEX.parseHex("01040000000a700d");
    static final byte[] PZEM_BIG =
            HEX.parseHex("010414090011eb000175d20002e240000101f30062ffff850f");

    /** A reply of a PZEM. */
    static byte[] pzem(int decivolts, long milliamperes, long deciwatts, long wattHours) {
        var reply = ByteBuffer.allocate(25).put(new byte[] {1, 4, 20}).putShort((short) decivolts);
        for (long value : new long[] {milliamperes, deciwatts, wattHours}) {
            reply.putShort((short) value).putShort((short) (value >> 16));
        }
        reply.putShort((short) 500).putShort((short) 100).putShort((short) 0);
        int sum = Crc16.modbus(reply.array(), 0, 23);
        return reply.put((byte) sum).put((byte) (sum >> 8)).array();
    }

    /** An encrypted frame of a TC66. */
    static byte[] tc66(double volts, double amperes, double watts, long milliwattHours) {
        var text = ByteBuffer.allocate(192).order(ByteOrder.LITTLE_ENDIAN);
        text.put(0, "pac1TC66".getBytes(StandardCharsets.US_ASCII));
        text.put(64, "pac2".getBytes(StandardCharsets.US_ASCII));
        text.put(128, "pac3".getBytes(StandardCharsets.US_ASCII));
        text.putInt(48, (int) Math.round(volts * 10_000));
        text.putInt(52, (int) Math.round(amperes * 100_000));
        text.putInt(56, (int) Math.round(watts * 10_000));
        text.putInt(76, (int) milliwattHours);
        for (int part = 0; part < 192; part += 64) {
            text.putInt(part + 60, Crc16.modbus(text.array(), part, part + 60));
        }
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(
                            HEX.parseHex(
                                    "5821fa5601b2f02687ff1204622a4fb0"
                                            + "86f40260816f9a0ba7f106619ab87288"),
                            "AES"));
            return cipher.doFinal(text.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readsAPzem() {
        Expect.that(Capture.of(MeterType.PZEM, pzem(2257, 108, 244, 38)).reading())
                .voltage(225.7)
                .current(0.108)
                .power(24.4)
                .energy(38)
                .noTime()
                .quality(Quality.WALL);
        Expect.that(Capture.of(MeterType.PZEM, PZEM_BIG).reading())
                .voltage(230.4)
                .current(70.123)
                .power(16_123.4)
                .energy(123_456);
    }

    @Test
    void takesACaptureOfBothDirections() {
        var reply = pzem(2300, 1000, 2300, 1);
        var capture =
                Capture.of(
                        MeterType.PZEM,
                        PZEM_REQUEST,
                        reply,
                        HEX.parseHex("01428011"),
                        HEX.parseHex("010600020005e809"),
                        PZEM_REQUEST,
                        reply);
        assertEquals(2, capture.readings().size());
        assertEquals(List.of(), capture.damage());
    }

    @Test
    void saysWhenAPzemRefuses() {
        var capture = Capture.of(MeterType.PZEM, HEX.parseHex("018402c2c1"));
        assertEquals(
                List.of("The PZEM refused: it has no such register (code 2)."), capture.damage());
        assertEquals(List.of(), capture.readings());
    }

    @Test
    void findsAPzemsReplyBehindHalfOnes() {
        var whole = pzem(2300, 1000, 2300, 1);
        var other = pzem(2200, 2000, 4400, 2);
        for (int cut = 1; cut < other.length; cut++) {
            for (var piece :
                    List.of(Arrays.copyOf(other, cut), Arrays.copyOfRange(other, cut, 25))) {
                var capture = Capture.of(MeterType.PZEM, piece, whole, whole);
                assertEquals(2, capture.readings().size(), "cut at " + cut);
                Expect.that(capture.readings().getFirst()).power(230);
                assertEquals(1, capture.damage().size(), "cut at " + cut);
            }
        }
    }

    @Test
    void readsUsbMeters() {
        for (var model : List.of("um24c", "um25c", "um34c")) {
            var frame = Capture.file("um/" + model + "_made.bin");
            boolean fine = model.equals("um25c");
            Expect.that(Capture.of(MeterType.UM, frame).reading())
                    .voltage(fine ? 5.123 : 5.12)
                    .current(fine ? 1.2345 : 1.234)
                    .power(6.324)
                    .energy(0.555)
                    .quality(Quality.INLINE);
            var three = Capture.of(MeterType.UM, frame, new byte[] {1}, frame, frame);
            assertEquals(3, three.readings().size());
            assertEquals(1, three.damage().size());
        }
    }

    @Test
    void countsTheEnergyOfTheGroupThatRuns() {
        var frame = Capture.file("um/um25c_made.bin");
        frame[15] = 3;
        ByteBuffer.wrap(frame).putInt(16 + 8 * 3 + 4, 1234);
        Expect.that(Capture.of(MeterType.UM, frame).reading()).energy(1.234);
    }

    @Test
    void doesNotBelieveAUsbMetersFrameThatContradictsItself() {
        var frame = Capture.file("um/um25c_made.bin");
        frame[8] ^= 0x40;
        var capture = Capture.of(MeterType.UM, frame);
        assertEquals(List.of(), capture.readings());
        assertEquals(1, capture.damage().size());
        var end = Capture.file("um/um24c_made.bin");
        end[129] ^= 1;
        assertEquals(List.of(), Capture.of(MeterType.UM, end).readings());
        var sum = Capture.file("um/um34c_made.bin");
        sum[3] ^= 1;
        assertEquals(List.of(), Capture.of(MeterType.UM, sum).readings());
    }

    @Test
    void readsATc66() {
        Expect.that(Capture.of(MeterType.TC66C, tc66(5.1609, 0.0199, 0.1026, 5)).reading())
                .voltage(5.1609)
                .current(0.0199)
                .power(0.1026)
                .energy(0.005)
                .quality(Quality.INLINE);
    }

    @Test
    void findsATc66sFrameBehindAHalfOne() {
        var frame = tc66(5, 1, 5, 5);
        for (int cut : new int[] {1, 15, 16, 17, 64, 100, 191}) {
            var head = Capture.of(MeterType.TC66C, Arrays.copyOf(frame, cut), frame);
            assertEquals(1, head.readings().size(), "cut at " + cut);
            assertEquals(1, head.damage().size(), "cut at " + cut);
            var tail = Capture.of(MeterType.TC66C, Arrays.copyOfRange(frame, cut, 192), frame);
            assertEquals(1, tail.readings().size(), "cut at " + cut);
            assertEquals(1, tail.damage().size(), "cut at " + cut);
        }
    }
}
