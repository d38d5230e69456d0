package hearth.monitors.power.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.util.ArrayList;

/**
 * Any bytes at all. In the ordinary tests Jazzer runs each decoder over the empty input and the
 * seeds beside this class; with JAZZER_FUZZ=1 it looks for inputs of its own.
 */
final class DecoderFuzzTest {
    private static void fuzz(MeterType type, byte[] bytes) {
        var capture = new Capture(type, bytes);
        var whole = capture.decoded();
        if (!whole.equals(capture.decodedInPieces(bytes.length))) {
            throw new AssertionError("pieces make a difference");
        }
        var doubled = new ArrayList<Decoded>();
        var decoder = type.decoder();
        decoder.feed(bytes, 0, bytes.length, doubled::add);
        decoder.feed(bytes, 0, bytes.length, doubled::add);
        decoder.end(doubled::add);
    }

    @FuzzTest(maxDuration = "60s")
    void dsmr(byte[] bytes) {
        fuzz(MeterType.DSMR, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void sml(byte[] bytes) {
        fuzz(MeterType.SML, bytes);
    }

    /** The content behind the checksum, which chance would never get right. */
    @FuzzTest(maxDuration = "60s")
    void smlContent(byte[] bytes) {
        fuzz(MeterType.SML, SmlFrames.transport(bytes, false));
        fuzz(MeterType.SML, SmlFrames.transport(bytes, true));
    }

    @FuzzTest(maxDuration = "60s")
    void pzem(byte[] bytes) {
        fuzz(MeterType.PZEM, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void um(byte[] bytes) {
        fuzz(MeterType.UM, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void tc66(byte[] bytes) {
        fuzz(MeterType.TC66C, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void kasa(byte[] bytes) {
        fuzz(MeterType.KASA, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void shelly(byte[] bytes) {
        fuzz(MeterType.SHELLY, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void tasmota(byte[] bytes) {
        fuzz(MeterType.TASMOTA, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void nut(byte[] bytes) {
        fuzz(MeterType.NUT, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void pmic(byte[] bytes) {
        fuzz(MeterType.PMIC, bytes);
    }
}
