package hearth.monitors.power.decode;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Two whole frames of each type that differ in every figure. */
final class Samples {
    private Samples() {}

    /** Types whose frames a checksum of 16 bits protects. */
    static final List<MeterType> CHECKED =
            List.of(MeterType.DSMR, MeterType.SML, MeterType.PZEM, MeterType.TC66C);

    static List<byte[]> of(MeterType type) {
        return switch (type) {
            case DSMR -> List.of(telegram(1), telegram(2));
            case SML -> List.of(sml(1), sml(2));
            case PZEM ->
                    List.of(
                            BinaryMetersTest.pzem(2257, 108, 244, 38),
                            BinaryMetersTest.pzem(2301, 1108, 2440, 389));
            case UM ->
                    List.of(Capture.file("um/um25c_made.bin"), Capture.file("um/um34c_made.bin"));
            case TC66C ->
                    List.of(
                            BinaryMetersTest.tc66(5.1609, 0.0199, 0.1026, 5),
                            BinaryMetersTest.tc66(9.05, 1.5, 13.575, 500));
            case KASA ->
                    List.of(
                            JsonMetersTest.kasa("{\"emeter\":{\"get_realtime\":{\"power_mw\":1}}}"),
                            JsonMetersTest.kasa("{\"emeter\":{\"get_realtime\":{\"power\":2.5}}}"));
            case SHELLY ->
                    List.of(
                            Capture.file("shelly/gen1_SHPLG-S.json"),
                            Capture.file("shelly/gen2_PlusPlugS.json"));
            case TASMOTA ->
                    List.of(
                            text("{\"StatusSNS\":{\"ENERGY\":{\"Power\":61,\"Total\":3.1}}}"),
                            text("{\"ENERGY\":{\"Power\":[1,-2],\"Total\":[3.1,4]}}"));
            case NUT ->
                    List.of(
                            Capture.file("nut/upsd_2.8.0_dummy.txt"),
                            text("VAR u ups.power \"200\"\nVAR u ups.load \"20\"\n"));
            case PMIC ->
                    List.of(
                            text(TextMetersTest.rails(12, 0.25)),
                            text(TextMetersTest.rails(12, 0.5)));
        };
    }

    private static byte[] telegram(int figure) {
        return text(
                DsmrDecoderTest.telegram(
                        "1-3:0.2.8(50)",
                        "0-0:1.0.0(17010219200" + figure + "W)",
                        "1-0:1.8.1(00000" + figure + ".426*kWh)",
                        "1-0:1.8.2(00000" + figure + ".399*kWh)",
                        "1-0:1.7.0(00." + figure + "44*kW)",
                        "1-0:2.7.0(00.000*kW)",
                        "1-0:32.7.0(023" + figure + ".0*V)"));
    }

    private static byte[] sml(int figure) {
        return SmlFrames.frame(
                SmlFrames.entry(1, 8, 0, 30, -1, SmlFrames.unsigned(123_456L * figure, 8)),
                SmlFrames.entry(16, 7, 0, 27, -1, SmlFrames.signed(-3456L * figure, 4)));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
