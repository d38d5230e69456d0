package hearth.monitors.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.PowerReading.Covers;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The bytes of emi.h and what becomes of them; the calls themselves need Windows. */
final class EmiPowerTest {
    private static final Instant NOW = Instant.parse("2026-11-27T22:00:00Z");

    private static byte[] little(int size, Consumer<ByteBuffer> fill) {
        var bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        fill.accept(bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void name(ByteBuffer bytes, String name) {
        var text = (name + "\0").getBytes(StandardCharsets.UTF_16LE);
        bytes.putShort((short) text.length).put(text);
    }

    private static byte[] maker() {
        return Arrays.copyOf("ACME".getBytes(StandardCharsets.UTF_16LE), 64);
    }

    private static byte[] first(String hardware) {
        return little(
                400,
                bytes -> {
                    bytes.putInt(0).put(maker()).putShort((short) 7);
                    name(bytes, hardware);
                });
    }

    private static byte[] second(String... channels) {
        return little(
                4000,
                bytes -> {
                    bytes.put(maker()).putShort((short) 7).putShort((short) channels.length);
                    for (var channel : channels) {
                        bytes.putInt(0);
                        name(bytes, channel);
                    }
                });
    }

    private static byte[] measured(long... energiesAndTimes) {
        return little(
                1000,
                bytes -> {
                    for (long one : energiesAndTimes) {
                        bytes.putLong(one);
                    }
                });
    }

    /** A device whose counters stand where they are set. */
    private static final class Counting implements EmiPower.Device {
        private final int version;
        private final byte[] metadata;
        private byte[] measured = {};
        private boolean refuses;
        private boolean closed;

        Counting(int version, byte[] metadata) {
            this.version = version;
            this.metadata = metadata;
        }

        @Override
        public byte[] ask(int code, int most) throws IOException {
            if (refuses) {
                throw new IOException("gone");
            }
            var answer =
                    switch (code) {
                        case 2_244_608 -> little(2, bytes -> bytes.putShort((short) version));
                        case 2_244_612 -> little(4, bytes -> bytes.putInt(metadata.length));
                        case 2_244_616 -> metadata;
                        case 2_244_620 -> measured;
                        default -> throw new IOException("no such request");
                    };
            return Arrays.copyOf(answer, Math.min(answer.length, most));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static String reason(Reading<Watts> reading) {
        return reading instanceof Reading.Missing<Watts>(_, var why) ? why : "measured";
    }

    @Test
    void readsTheChannelsOfBothVersions() {
        assertEquals(
                Optional.of(List.of("Processor rail")),
                EmiBytes.channels(1, first("Processor rail")));
        assertEquals(
                Optional.of(List.of("RAPL_Package0_PKG", "RAPL_Package0_DRAM", "x")),
                EmiBytes.channels(2, second("RAPL_Package0_PKG", "RAPL_Package0_DRAM", "x")));
        assertEquals(Optional.empty(), EmiBytes.channels(3, second("x")), "a later version");
        assertEquals(Optional.empty(), EmiBytes.channels(2, second()), "no channel");
    }

    @Test
    void whatIsCutOffOrDamagedIsNoChannel() {
        for (var whole : List.of(second("RAPL_Package0_PKG", "RAPL_Package0_DRAM"), first("x"))) {
            int version = whole.length < 100 ? 1 : 2;
            assertTrue(EmiBytes.channels(version, whole).isPresent());
            for (int length = 0; length < whole.length; length++) {
                assertEquals(
                        Optional.empty(),
                        EmiBytes.channels(version, Arrays.copyOf(whole, length)),
                        "the first " + length + " bytes");
            }
        }
        var other = second("x");
        other[68] = 1;
        assertEquals(Optional.empty(), EmiBytes.channels(2, other), "another unit");
        assertEquals(Optional.empty(), EmiBytes.counters(1, new byte[15]));
        assertEquals(0, EmiBytes.version(new byte[1]));
        assertEquals(0, EmiBytes.size(new byte[3]));
    }

    @Test
    void wattsAreEnergyOverTimeAndOnlyThePackageCounts() {
        var device = new Counting(2, second("RAPL_Package0_PKG", "RAPL_Package0_DRAM"));
        try (var power = new EmiPower(() -> List.of(device), () -> NOW)) {
            device.measured = measured(5_000_000_000L, 100, 0, 100);
            assertTrue(reason(power.read().getFirst().watts()).contains("first reading"));
            // 25 W and 2 W for a second: 25/3600 Wh are 6,944,444,444 pWh.
            device.measured = measured(11_944_444_444L, 10_000_100, 555_555_556, 10_000_100);
            var readings = power.read();
            assertEquals(25, watts(readings.getFirst()), 1e-6);
            assertEquals(Covers.PROCESSOR, readings.getFirst().covers());
            assertEquals("emi.rapl-package0-pkg", readings.getFirst().source());
            assertEquals(2, watts(readings.getLast()), 1e-6);
            assertEquals(Covers.PART, readings.getLast().covers());
            assertTrue(
                    reason(power.read().getFirst().watts()).contains("reset"),
                    "no time has passed");
            device.measured = measured(1, 20_000_100, 1, 20_000_100);
            assertTrue(reason(power.read().getFirst().watts()).contains("reset"));
            device.refuses = true;
            assertTrue(reason(power.read().getFirst().watts()).contains("cannot be read"));
        }
        assertTrue(device.closed);
    }

    @Test
    void aDeviceThatDoesNotSayWhatItMeasuresIsNone() {
        var odd = new Counting(9, new byte[0]);
        var mute = new Counting(2, second("x"));
        mute.refuses = true;
        try (var power = new EmiPower(() -> List.of(odd, mute), () -> NOW)) {
            assertEquals(List.of(), power.read());
            assertTrue(odd.closed && mute.closed);
        }
        assertEquals(List.of(), WindowsMeters.open("Linux"));
    }

    private static double watts(PowerReading reading) {
        return reading.watts().measured().orElseThrow().value();
    }
}
