package hearth.monitors.power.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Quality;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

final class DsmrDecoderTest {
    /** A telegram with its checksum, from its lines. */
    static String telegram(String... lines) {
        var text = "/TST5\\made-here\r\n\r\n" + String.join("\r\n", lines) + "\r\n!";
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return text
                + String.format(Locale.ROOT, "%04X", Crc16.arc(bytes, 0, bytes.length))
                + "\r\n";
    }

    private static Expect only(String... lines) {
        return Expect.that(Capture.of(MeterType.DSMR, telegram(lines)).reading());
    }

    private static Capture file(String name) {
        return Capture.of(MeterType.DSMR, Capture.file("dsmr/" + name));
    }

    @Test
    void readsVersionFive() {
        Expect.that(file("telegram_v5.txt").reading())
                .power(244)
                .energy(4426 + 2399, 2444)
                .voltage((230.0 + 230.0 + 229.0) / 3)
                .current(0.48 + 0.44 + 0.86)
                .at("2017-01-02T18:20:02Z")
                .quality(Quality.WALL);
    }

    @Test
    void readsVersionFour() {
        Expect.that(file("telegram_v4_2.txt").reading())
                .power(2027)
                .energy(1_581_123 + 1_435_706, 0)
                .current(8)
                .noVoltage()
                .at("2016-11-13T19:57:57Z");
    }

    @Test
    void readsVersionTwoWhichHasNoChecksum() {
        Expect.that(file("telegram_v2_2.txt").reading()).power(1010).energy(2002, 2002).noTime();
    }

    @Test
    void readsBelgianMeters() {
        Expect.that(file("telegram_fluvius_v171.txt").reading())
                .power(0)
                .energy(34 + 15_758, 11)
                .voltage(234.7)
                .at("2020-05-12T11:54:09Z");
    }

    @Test
    void comparesAnUnpaddedChecksumAsANumber() {
        Expect.that(file("telegram_unpadded_crc.txt").reading())
                .noPower()
                .noEnergy()
                .at("2026-02-15T19:05:23Z");
    }

    @Test
    void prefersTheTotalOfSwedishAndLuxembourgMetersToASum() {
        only(
                        "1-0:1.8.0(00006678.394*kWh)",
                        "1-0:1.8.1(00006000.000*kWh)",
                        "1-0:2.8.0(00000000.001*kWh)",
                        "1-0:1.7.0(0001.022*kW)",
                        "1-0:2.7.0(0000.000*kW)",
                        "1-0:3.7.0(0000.117*kVAr)")
                .power(1022)
                .energy(6_678_394, 1);
    }

    @Test
    void exportIsNegative() {
        only("1-0:1.7.0(00.000*kW)", "1-0:2.7.0(01.234*kW)").power(-1234);
        only("1-0:2.7.0(01.234*kW)").power(-1234);
        only("1-0:2.7.0(00.000*kW)").noPower();
        only("1-0:16.7.0(-000250*W)").power(-250);
    }

    @Test
    void addsPhasesWhereNoTotalIsTold() {
        only(
                        "1-0:21.7.0(00.100*kW)",
                        "1-0:41.7.0(00.200*kW)",
                        "1-0:22.7.0(00.000*kW)",
                        "1-0:42.7.0(00.500*kW)")
                .power(-200);
    }

    @Test
    void addsAllTariffs() {
        only(
                        "1-0:1.8.1(000001.000*kWh)",
                        "1-0:1.8.2(000002.000*kWh)",
                        "1-0:1.8.3(000003.000*kWh)",
                        "1-0:1.8.4(000004.000*kWh)")
                .energy(10_000);
    }

    @Test
    void takesOtherUnitsAndSpellingsOfTheStandard() {
        only("1-0:1.8.0*255(00000286*Wh)", "1-0:1.7.0*255(00000012*W)").energy(286).power(12);
        only("1.8.0(0001.5*MWh)", "1-1:1.8.1*03(9*kWh)").energy(1_500_000);
    }

    /** EasyMeter's Q3D pushes such telegrams: seven decimals, no checksum, codes with *255. */
    @Test
    void readsTelegramsOfD0() {
        unchecked(
                        """
                        /ESY5Q3DB1024 V3.04

                        1-0:0.0.0*255(0123456789012)
                        1-0:1.8.0*255(00052185.7825309*kWh)
                        1-0:2.8.0*255(00019949.3221493*kWh)
                        1-0:21.7.0*255(000747.85*W)
                        1-0:41.7.0*255(000737.28*W)
                        1-0:61.7.0*255(000639.73*W)
                        1-0:1.7.0*255(002124.86*W)
                        1-0:96.5.5*255(80)
                        0-0:96.1.255*255(1ESY0123456789)
                        !
                        """)
                .power(2124.86)
                .energy(52_185_782.5309, 19_949_322.1493)
                .noTime();
    }

    @Test
    void readsVersionThreeWhoseGasValueStandsInALineOfItsOwn() {
        unchecked(
                        """
                        /TST5made-here

                        1-0:1.8.1(12345.678*kWh)
                        1-0:2.8.1(00000.001*kWh)
                        1-0:1.7.0(000.00*kW)
                        1-0:2.7.0(001.19*kW)
                        0-0:17.0.0(016*A)
                        0-1:24.3.0(090212160000)(00)(60)(1)(0-1:24.2.1)(m3)
                        (00001.001)
                        !
                        """)
                .power(-1190)
                .energy(12_345_678, 1);
    }

    private static Expect unchecked(String telegram) {
        return Expect.that(Capture.of(MeterType.DSMR, telegram.replace("\n", "\r\n")).reading());
    }

    /** The codes of Fluvius: demand, breaker, water, gas with and without correction. */
    @Test
    void readsABelgianMeterThatFeedsIn() {
        only(
                        "0-0:96.1.4(50221)",
                        "0-0:1.0.0(260627120000S)",
                        "1-0:1.8.1(000034.000*kWh)",
                        "1-0:1.8.2(000015.758*kWh)",
                        "1-0:2.8.1(000010.000*kWh)",
                        "1-0:2.8.2(000000.011*kWh)",
                        "1-0:1.4.0(02.351*kW)",
                        "1-0:1.6.0(260609134558S)(02.589*kW)",
                        "0-0:98.1.0(1)(1-0:1.6.0)(1-0:1.6.0)(260501000000S)(260423192538S)(03.695*kW)",
                        "1-0:1.7.0(00.000*kW)",
                        "1-0:2.7.0(01.500*kW)",
                        "1-0:21.7.0(00.200*kW)",
                        "1-0:22.7.0(00.000*kW)",
                        "1-0:41.7.0(00.000*kW)",
                        "1-0:42.7.0(01.700*kW)",
                        "1-0:32.7.0(234.7*V)",
                        "1-0:52.7.0(234.6*V)",
                        "1-0:72.7.0(000.0*V)",
                        "1-0:31.7.0(000.90*A)",
                        "1-0:51.7.0(007.30*A)",
                        "0-0:96.3.10(1)",
                        "0-0:17.0.0(999.9*kW)",
                        "1-0:31.4.0(999*A)",
                        "0-1:24.2.3(260627115500S)(00112.384*m3)",
                        "0-2:24.2.1(260627115515S)(00872.234*m3)")
                .power(-1500)
                .energy(49_758, 10_011)
                .voltage(234.65)
                .current(8.2)
                .at("2026-06-27T10:00:00Z");
    }

    @Test
    void leavesOutAPhaseThatIsNotConnected() {
        only("1-0:32.7.0(231.0*V)", "1-0:52.7.0(000.0*V)", "1-0:72.7.0(000.0*V)").voltage(231);
    }

    @Test
    void leavesOutTheTimeOfAClockThatWasNeverSet() {
        only("0-0:1.0.0(632525252525S)", "1-0:1.7.0(00.001*kW)").power(1).noTime();
    }

    @Test
    void ignoresWhatOtherMetersTellThroughIt() {
        only("1-0:1.7.0(00.001*kW)", "0-1:24.2.1(170102161005W)(00000.107*m3)", "0-0:1.7.0(9*kW)")
                .power(1);
    }

    @Test
    void readsSeveralTelegramsInARow() {
        var telegram = telegram("1-0:1.7.0(00.001*kW)");
        assertEquals(
                3, Capture.of(MeterType.DSMR, telegram + telegram + telegram).readings().size());
        var bare = telegram.replaceAll("![0-9A-F]{4}\r\n$", "!");
        assertEquals(2, Capture.of(MeterType.DSMR, bare + bare).readings().size());
    }

    @Test
    void findsTheTelegramBehindGarbageAndHalfTelegrams() {
        var whole = telegram("1-0:1.7.0(00.001*kW)");
        var other = telegram("1-0:1.7.0(00.002*kW)");
        for (int cut = 1; cut < other.length() - 7; cut++) {
            var head = other.substring(0, cut);
            var capture = Capture.of(MeterType.DSMR, head + whole);
            assertEquals(1, capture.readings().size(), "after the first " + cut + " characters");
            Expect.that(capture.readings().getFirst()).power(1);
            assertEquals(1, capture.damage().size(), () -> head + capture.damage());
            var tail = other.substring(cut);
            var behind = Capture.of(MeterType.DSMR, tail + whole);
            Expect.that(behind.readings().getLast()).power(1);
            assertEquals(1, behind.readings().size(), tail);
        }
        var noise = Capture.of(MeterType.DSMR, "\0x~" + whole + "@@" + whole + "##");
        assertEquals(2, noise.readings().size());
        assertEquals(3, noise.damage().size());
    }

    @Test
    void restoresCarriageReturnsThatATextToolTook() {
        var text = new String(Capture.file("dsmr/telegram_v5.txt"), StandardCharsets.US_ASCII);
        Expect.that(Capture.of(MeterType.DSMR, text.replace("\r", "")).reading()).power(244);
    }

    @Test
    void takesAnIdentityWhoseMakersDigitsATextToolReadAsOneCharacter() {
        for (var name : List.of("telegram_v2_2.txt", "telegram_v5.txt")) {
            var text = new String(Capture.file("dsmr/" + name), StandardCharsets.US_ASCII);
            var changed = text.replace("\\2", "\2").replaceFirst("!.*\r\n$", "!");
            var sum = Crc16.arc(changed.getBytes(StandardCharsets.US_ASCII), 0, changed.length());
            var checked =
                    name.equals("telegram_v2_2.txt") ? "" : String.format(Locale.ROOT, "%04X", sum);
            Expect.that(Capture.of(MeterType.DSMR, changed + checked + "\r\n").reading())
                    .power(name.equals("telegram_v2_2.txt") ? 1010 : 244);
        }
    }

    @Test
    void doesNotBelieveAVersionThatHasAChecksumWithoutOne() {
        var text = new String(Capture.file("dsmr/telegram_v5.txt"), StandardCharsets.US_ASCII);
        var bare = Capture.of(MeterType.DSMR, text.replace("!6EEE", "!"));
        assertEquals(List.of(), bare.readings());
        assertEquals(List.of("The telegram has lost its checksum."), bare.damage());
    }

    @Test
    void refusesAWrongChecksum() {
        var text = new String(Capture.file("dsmr/telegram_v5.txt"), StandardCharsets.US_ASCII);
        var changed = Capture.of(MeterType.DSMR, text.replace("00.244*kW", "00.344*kW"));
        assertEquals(List.of("The telegram's checksum is wrong."), changed.damage());
        assertEquals(List.of(), changed.readings());
    }

    @Test
    void withoutAChecksumEveryLineMustBeWellFormed() {
        var text = new String(Capture.file("dsmr/telegram_v2_2.txt"), StandardCharsets.US_ASCII);
        for (var damage : List.of("0001.01kW", "00x1.01*kW", "0001.01*kX", "0001.01*kW(")) {
            var capture = Capture.of(MeterType.DSMR, text.replace("0001.01*kW", damage));
            assertEquals(List.of(), capture.readings(), damage);
            assertEquals(1, capture.damage().size(), damage);
        }
        var twice =
                text.replace("1-0:1.7.0(0001.01*kW)", "1-0:1.7.0(0001.01*kW)\r\n1-0:1.7.0(7*kW)");
        assertEquals(
                List.of("The telegram has two values for one register."),
                Capture.of(MeterType.DSMR, twice).damage());
    }

    @Test
    void saysThatATelegramDoesNotEnd() {
        var endless = Capture.of(MeterType.DSMR, "/" + "x".repeat(100_000));
        assertEquals(2, endless.damage().size());
        assertTrue(endless.damage().getFirst().contains("does not end"));
    }
}
