package hearth.monitors.power.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.kernel.Quality;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;

/** upsd's lines and the Raspberry Pi's power chip. */
final class TextMetersTest {
    private static final List<String> RAILS =
            List.of(
                    "3V7_WL_SW",
                    "3V3_SYS",
                    "1V8_SYS",
                    "DDR_VDD2",
                    "DDR_VDDQ",
                    "1V1_SYS",
                    "0V8_SW",
                    "VDD_CORE",
                    "3V3_DAC",
                    "3V3_ADC",
                    "0V8_AON",
                    "HDMI");

    /** An answer with the given amperes at 2 V on each of so many rails. */
    static String rails(int count, double amperes) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(
                    String.format(
                            Locale.ROOT, "%12s_A current(%d)=%.8fA%n", RAILS.get(i), i, amperes));
        }
        for (int i = 0; i < count; i++) {
            text.append(
                    String.format(
                            Locale.ROOT, "%12s_V volt(%d)=%.8fV%n", RAILS.get(i), i + count, 2.0));
        }
        return text + "     EXT5V_V volt(24)=5.11478000V\n      BATT_V volt(25)=0.01880340V\n";
    }

    private static Capture nut(String text) {
        return Capture.of(MeterType.NUT, text);
    }

    @Test
    void readsATranscriptOfUpsd() {
        var capture = Capture.of(MeterType.NUT, Capture.file("nut/upsd_2.8.0_dummy.txt"));
        Expect.that(capture.readings().getFirst())
                .power(161)
                .voltage(230.1)
                .current(0.7)
                .noEnergy()
                .quality(Quality.WALL);
        for (var reading : capture.readings()) {
            Expect.that(reading).power(161);
        }
        assertEquals(List.of("The server has no UPS of this name."), capture.damage());
    }

    @Test
    void readsBareLines() {
        Expect.that(nut("VAR ups ups.realpower \"161\"\nVAR ups ups.load \"23\"\n").reading())
                .power(161);
        var two = nut("VAR a ups.realpower \"1\"\nVAR b ups.realpower \"2\"\n");
        assertEquals(2, two.readings().size());
        var again = nut("VAR a ups.realpower \"1\"\nVAR a ups.realpower \"2\"\n");
        assertEquals(2, again.readings().size());
    }

    @Test
    void saysWhenTheWattsAreAnEstimate() {
        Expect.that(
                        nut("""
                        BEGIN LIST VAR ups
                        VAR ups ups.load "23"
                        VAR ups ups.realpower.nominal "700"
                        VAR ups ups.mfr "A \\"B\\" \\\\ C"
                        END LIST VAR ups
                        """)
                                .reading())
                .power(161)
                .quality(Quality.ESTIMATE);
        Expect.that(nut("VAR ups ups.power \"200\"\nVAR ups ups.load \"20\"\n").reading())
                .power(180)
                .quality(Quality.ESTIMATE);
    }

    @Test
    void takesTheLoadOfNominalVoltAmperesForAnEstimate() {
        Expect.that(nut("VAR ups ups.load \"20\"\nVAR ups ups.power.nominal \"1500\"\n").reading())
                .power(270)
                .quality(Quality.ESTIMATE);
    }

    @Test
    void addsThePhasesOfALargeUps() {
        var lines =
                """
                BEGIN LIST VAR big
                VAR big input.L1-N.voltage "231.0"
                VAR big output.L1-N.voltage "229.0"
                VAR big output.L2-N.voltage "230.0"
                VAR big output.L3-N.voltage "231.0"
                VAR big output.L1.current "4.5"
                VAR big output.L2.current "1.5"
                VAR big output.L3.current "0.5"
                VAR big output.L1.realpower "1000"
                VAR big output.L2.realpower "300"
                VAR big output.L3.realpower "100"
                END LIST VAR big
                """;
        Expect.that(nut(lines).reading())
                .power(1400)
                .voltage(230)
                .current(6.5)
                .quality(Quality.WALL);
        Expect.that(nut(lines.replace("VAR big output.L3.realpower \"100\"\n", "")).reading())
                .noPower();
    }

    @Test
    void readsWhatUpscPrints() {
        var text = "battery.charge: 100\noutput.voltage: 230.1\nups.mfr: \nups.realpower: 161\n";
        Expect.that(nut(text).reading()).power(161).voltage(230.1);
        assertEquals(2, nut(text + text).readings().size());
        var cut = nut(text.substring(0, text.length() - 2));
        assertEquals(List.of(), cut.readings());
        assertEquals(List.of("A line of the UPS's list is cut off."), cut.damage());
    }

    @Test
    void givesNoReadingOfAListThatIsDamagedOrCutOff() {
        for (var text :
                List.of(
                        "BEGIN LIST VAR u\nVAR u ups.realpower \"161\"\n",
                        "BEGIN LIST VAR u\nVAR u ups.realpower \"161\nEND LIST VAR u\n",
                        "BEGIN LIST VAR u\nVAR u ups.realpower \"lots\"\nEND LIST VAR u\n",
                        "BEGIN LIST VAR u\nVAR u ups.realpower \"1\"\nxx\nEND LIST VAR u\n",
                        "VAR u ups.realpower \"161\"\nEND LIST VAR u\n",
                        "BEGIN LIST VAR u\nVAR u ups.realpower \"161\"\nERR DATA-STALE\n",
                        "ERR DATA-STALE\n",
                        "SSH-2.0-OpenSSH_9.2\n")) {
            assertEquals(List.of(), nut(text).readings(), text);
            assertEquals(1, nut(text).damage().size(), text);
        }
        var next =
                nut("BEGIN LIST VAR u\nBEGIN LIST VAR u\nVAR u ups.load \"1\"\nEND LIST VAR u\n");
        assertEquals(1, next.damage().size());
    }

    @Test
    void addsTheRailsOfAPi() {
        Expect.that(Capture.of(MeterType.PMIC, rails(12, 0.25)).reading())
                .power(6)
                .noVoltage()
                .quality(Quality.BOARD);
        var two = Capture.of(MeterType.PMIC, rails(12, 0.25) + rails(12, 0.5));
        assertEquals(2, two.readings().size());
        Expect.that(two.readings().getLast()).power(12);
    }

    @Test
    void doesNotAddSomeOfThePisRails() {
        var whole = rails(12, 0.25);
        int needed = whole.indexOf("EXT5V");
        for (int cut = 1; cut < needed - 8; cut += 7) {
            var capture = Capture.of(MeterType.PMIC, whole.substring(0, cut));
            assertEquals(List.of(), capture.readings(), whole.substring(0, cut));
        }
        for (var text :
                List.of(
                        rails(11, 0.25),
                        whole.replace("volt(12)=2.00000000V", "volt(12)=2.0O000000V"),
                        whole.replace("HDMI_V", "HDMI_A"),
                        "error=1 error_msg=\"Command not registered\"\n")) {
            var capture = Capture.of(MeterType.PMIC, text);
            assertEquals(List.of(), capture.readings(), text);
            assertEquals(1, capture.damage().size(), text);
        }
    }
}
