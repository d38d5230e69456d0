package hearth.monitors.power.decode;

import static hearth.monitors.power.decode.SmlFrames.ABSENT;
import static hearth.monitors.power.decode.SmlFrames.entry;
import static hearth.monitors.power.decode.SmlFrames.frame;
import static hearth.monitors.power.decode.SmlFrames.list;
import static hearth.monitors.power.decode.SmlFrames.octets;
import static hearth.monitors.power.decode.SmlFrames.server;
import static hearth.monitors.power.decode.SmlFrames.signed;
import static hearth.monitors.power.decode.SmlFrames.transport;
import static hearth.monitors.power.decode.SmlFrames.unsigned;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.kernel.Quality;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

/** By the standard, on frames made here: real meters differ in all of what is tested. */
final class SmlDecoderTest {
    private static final int WH = 30;
    private static final int W = 27;
    private static final int V = 35;
    private static final int A = 33;

    private static Expect only(byte[] frame) {
        return Expect.that(Capture.of(MeterType.SML, frame).reading());
    }

    @Test
    void readsEnergyPowerAndPhases() {
        only(frame(
                        entry(1, 8, 0, WH, -1, unsigned(148_001_253, 8)),
                        entry(2, 8, 0, WH, 3, unsigned(12, 4)),
                        entry(16, 7, 0, W, -2, signed(-31_064, 4)),
                        entry(32, 7, 0, V, -1, unsigned(2301, 2)),
                        entry(52, 7, 0, V, -1, unsigned(2295, 2)),
                        entry(31, 7, 0, A, -2, unsigned(148, 2)),
                        entry(51, 7, 0, A, -2, unsigned(52, 2)),
                        entry(14, 7, 0, 44, -1, unsigned(500, 2))))
                .energy(14_800_125.3, 12_000)
                .power(-310.64)
                .voltage(229.8)
                .current(2)
                .noTime()
                .quality(Quality.WALL);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsNumbersOfEveryLengthWithAndWithoutSign(int size) {
        only(frame(entry(1, 7, 0, W, 0, signed(-5, size)))).power(-5);
        only(frame(entry(1, 7, 0, W, 0, signed(100, size)))).power(100);
        only(frame(entry(1, 7, 0, W, 0, unsigned(0xFF, size)))).power(255);
    }

    @Test
    void takesTheTopBitOfAnUnsignedNumberForAValue() {
        only(frame(entry(1, 8, 0, WH, -4, unsigned(-1, 8)))).energy(1.8446744073709552E15);
    }

    @Test
    void powerHasThreeNames() {
        only(frame(entry(1, 7, 0, W, -1, signed(138, 4)))).power(13.8);
        only(frame(entry(15, 7, 0, W, -1, signed(138, 4)))).power(13.8);
        only(frame(entry(16, 7, 0, W, -1, signed(138, 4)))).power(13.8);
        only(frame(
                        entry(36, 7, 0, W, 0, signed(100, 2)),
                        entry(56, 7, 0, W, 0, signed(-300, 2)),
                        entry(76, 7, 0, W, 0, signed(50, 2))))
                .power(-150);
    }

    @Test
    void addsTariffsWhereThereIsNoTotal() {
        only(frame(
                        entry(1, 8, 1, WH, -1, unsigned(147_981_129, 8)),
                        entry(1, 8, 2, WH, -1, unsigned(20_124, 8))))
                .energy(14_800_125.3);
        only(frame(
                        entry(1, 8, 0, WH, 0, unsigned(500, 4)),
                        entry(1, 8, 1, WH, 0, unsigned(300, 4))))
                .energy(500);
    }

    @Test
    void unitAndScalerMayBeLeftOut() {
        only(frame(
                        list(
                                octets(1, 0, 16, 7, 0, 255),
                                ABSENT,
                                ABSENT,
                                ABSENT,
                                ABSENT,
                                signed(42, 1),
                                ABSENT)))
                .power(42);
    }

    /** Meters by the FNN's requirements for EDL21 tell the direction in the status word alone. */
    @Test
    void powerWithoutASignHasTheDirectionOfTheStatus() {
        var power = entry(15, 7, 0, W, -1, signed(1301, 4));
        only(frame(energyWithStatus(unsigned(0x0182, 2)), power)).power(130.1);
        only(frame(energyWithStatus(unsigned(0x01A2, 2)), power)).power(-130.1);
        only(frame(energyWithStatus(unsigned(0x0101A2, 3)), power)).power(-130.1);
        only(frame(energyWithStatus(ABSENT), power)).power(130.1);
        only(frame(energyWithStatus(unsigned(0x01A2, 2)), entry(16, 7, 0, W, -1, signed(70, 2))))
                .power(7);
    }

    private static byte[] energyWithStatus(byte[] status) {
        return list(
                octets(1, 0, 1, 8, 0, 255),
                status,
                ABSENT,
                unsigned(WH, 1),
                signed(-1, 1),
                unsigned(172_436_756, 5),
                ABSENT);
    }

    /** As Hager's eHZ do, which tell nothing of tariff 0. */
    @Test
    void takesThePowerOfTheOnlyTariffThatTellsOne() {
        only(frame(
                        entry(2, 8, 0, WH, -1, signed(1_103_403_151, 8)),
                        entry(1, 7, 1, W, -4, signed(-56_321_916, 4))))
                .power(-5632.1916);
        only(frame(entry(1, 7, 1, W, 0, signed(5, 4)), entry(1, 7, 2, W, 0, signed(6, 4))))
                .noPower();
        only(frame(entry(1, 7, 1, W, 0, signed(5, 4)), entry(1, 7, 0, W, 0, signed(6, 4))))
                .power(6);
    }

    @Test
    void ignoresAnotherUnitAnotherMediumAndPastPeriods() {
        only(frame(
                        entry(1, 8, 0, 32, 0, unsigned(1, 4)),
                        list(
                                octets(7, 0, 16, 7, 0, 255),
                                ABSENT,
                                ABSENT,
                                unsigned(W, 1),
                                signed(0, 1),
                                signed(42, 1),
                                ABSENT),
                        list(
                                octets(1, 0, 1, 8, 0, 97),
                                ABSENT,
                                ABSENT,
                                unsigned(WH, 1),
                                signed(0, 1),
                                signed(42, 1),
                                ABSENT)))
                .noEnergy()
                .noPower();
    }

    @Test
    void readsListsAndStringsWhoseLengthNeedsSeveralBytes() {
        var entries = new byte[40][];
        Arrays.fill(entries, entry(96, 1, 0, 255, 0, SmlFrames.bytes(new byte[200])));
        entries[39] = entry(16, 7, 0, W, 0, signed(7, 2));
        only(frame(entries)).power(7);
    }

    @Test
    void undoesTheDoublingOfEscapes() {
        only(frame(
                        entry(96, 1, 0, 255, 0, octets(0x1b, 0x1b, 0x1b, 0x1b, 0x1b, 0x1a, 0, 0)),
                        entry(1, 8, 0, WH, 0, unsigned(0x1b1b1b1bL, 4)),
                        entry(16, 7, 0, W, 0, signed(9, 2))))
                .energy(0x1b1b1b1bL)
                .power(9);
    }

    @Test
    void takesFourFillBytesThatAreZeroAsDzgSendsThem() {
        var power = entry(16, 7, 0, W, 0, signed(500, 2));
        var content = SmlFrames.file(server("DZG", 1), SmlFrames.ABSENT, power);
        int whole = (content.length + 3) / 4 * 4;
        var padded = Arrays.copyOf(content, whole + 4);
        only(filled(padded, 4)).power(500);
        for (int fill = 5; fill < 9; fill++) {
            var many = Capture.of(MeterType.SML, filled(padded, fill));
            assertEquals(List.of(), many.readings(), "fill bytes: " + fill);
        }
        padded[whole + 1] = 1;
        assertEquals(List.of(), Capture.of(MeterType.SML, filled(padded, 4)).readings());
    }

    /** The content in a frame that says so many fill bytes. */
    private static byte[] filled(byte[] content, int fill) {
        var frame = SmlFrames.transport(content, false);
        frame[frame.length - 3] = (byte) fill;
        int sum = Crc16.x25(frame, 0, frame.length - 2);
        frame[frame.length - 2] = (byte) sum;
        frame[frame.length - 1] = (byte) (sum >> 8);
        return frame;
    }

    @Test
    void readsSeveralMessagesAndSeveralFrames() {
        var server = server("TST", 5);
        var file =
                SmlFrames.join(
                        SmlFrames.values(server, ABSENT, entry(16, 7, 0, W, 0, signed(1, 1))),
                        SmlFrames.values(server, ABSENT, entry(16, 7, 0, W, 0, signed(2, 1))));
        var frame = transport(file, false);
        var readings = Capture.of(MeterType.SML, frame, new byte[] {0, 7}, frame).readings();
        assertEquals(4, readings.size());
        Expect.that(readings.get(0)).power(1);
        Expect.that(readings.get(3)).power(2);
    }

    @Test
    void tellsTheMetersTimeOnlyWhenItIsOne() {
        var entry = entry(16, 7, 0, W, 0, signed(1, 1));
        var utc = list(unsigned(2, 1), unsigned(1_700_000_000, 4));
        var local =
                list(unsigned(3, 1), list(unsigned(1_700_000_000, 4), signed(60, 2), signed(0, 2)));
        var seconds = list(unsigned(1, 1), unsigned(1_700_000_000, 4));
        var server = server("TST", 5);
        only(transport(SmlFrames.file(server, utc, entry), false)).at("2023-11-14T22:13:20Z");
        only(transport(SmlFrames.file(server, local, entry), false)).at("2023-11-14T22:13:20Z");
        only(transport(SmlFrames.file(server, seconds, entry), false)).noTime();
        only(transport(SmlFrames.file(server, unsigned(9, 4), entry), false)).noTime();
    }

    @Test
    void readsWhatAffectedDzgMetersMeant() {
        var short16 = entry(16, 7, 0, W, -2, signed(-29_912, 2));
        var wide = entry(16, 7, 0, W, -2, signed(-29_912, 4));
        only(transport(SmlFrames.file(server("DZG", 42_082_910), ABSENT, short16), false))
                .power(356.24);
        only(transport(SmlFrames.file(server("DZG", 42_082_910), ABSENT, wide), false))
                .power(-299.12);
        only(transport(SmlFrames.file(server("DZG", 40_051_478), ABSENT, short16), false))
                .power(-299.12);
        only(transport(SmlFrames.file(server("EMH", 42_082_910), ABSENT, short16), false))
                .power(-299.12);
    }

    @Test
    void takesTheOtherChecksumOnlyWhenEachMessageHolds() {
        var file = SmlFrames.file(server("HLY", 3), ABSENT, entry(16, 7, 0, W, 0, signed(3, 1)));
        only(transport(SmlFrames.kermit(file), true)).power(3);
        only(transport(file, true)).power(3);
        var broken = file.clone();
        broken[20] ^= 1;
        var capture = Capture.of(MeterType.SML, transport(broken, true));
        assertEquals(List.of(), capture.readings());
    }

    @Test
    void findsTheFrameBehindHalfFrames() {
        var whole = frame(entry(16, 7, 0, W, 0, signed(1, 1)));
        var other = frame(entry(16, 7, 0, W, 0, signed(2, 1)));
        for (int cut = 1; cut < other.length; cut++) {
            var head = Arrays.copyOf(other, cut);
            var tail = Arrays.copyOfRange(other, cut, other.length);
            for (var piece : List.of(head, tail)) {
                var capture = Capture.of(MeterType.SML, piece, whole);
                assertEquals(1, capture.readings().size(), "cut at " + cut);
                Expect.that(capture.readings().getFirst()).power(1);
                assertEquals(1, capture.damage().size(), "cut at " + cut);
            }
        }
    }

    @Test
    void aFrameWithoutValuesIsNoReading() {
        var opening = SmlFrames.file(server("TST", 1), ABSENT);
        var capture = Capture.of(MeterType.SML, transport(new byte[0], false));
        assertEquals(List.of("The SML frame has no list of values."), capture.damage());
        only(transport(opening, false)).noPower().noEnergy();
    }

    @Test
    void lengthsThatLieAreDamage() {
        for (var content :
                List.of(
                        new byte[] {0x76},
                        new byte[] {(byte) 0xFF, 0x0F, 0x0F},
                        new byte[] {0x76, (byte) 0x8F, 0x0F, 1},
                        new byte[] {0x71, 0x71, 0x71, 0x71},
                        new byte[] {0x76, 0x50, 0x01, 0x01, 0x01})) {
            var capture = Capture.of(MeterType.SML, transport(content, false));
            assertEquals(List.of(), capture.readings());
            assertEquals(1, capture.damage().size());
        }
    }
}
