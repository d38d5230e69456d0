package hearth.monitors.power.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Any bytes at all. In the ordinary tests Jazzer runs the decoders over the empty input and the
 * seeds beside this class; with JAZZER_FUZZ=1 it looks for inputs of its own.
 */
final class DecoderFuzzTest {
    /** The first byte chooses the decoder, so that each seed stays one of its own kind. */
    @FuzzTest(maxDuration = "10m")
    void decodes(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var types = MeterType.values();
        int choice = Math.floorMod(input[0], types.length + 2);
        var bytes = Arrays.copyOfRange(input, 1, input.length);
        if (choice < types.length) {
            fuzz(types[choice], bytes);
        } else if (choice > types.length) {
            fuzzEncrypted(bytes);
        } else {
            // The content behind the checksum, which chance would never get right.
            fuzz(MeterType.SML, SmlFrames.transport(bytes, false));
            fuzz(MeterType.SML, SmlFrames.transport(bytes, true));
        }
    }

    private static void fuzzEncrypted(byte[] bytes) {
        try (var key = P1Key.parse("0f".repeat(16).getBytes(StandardCharsets.US_ASCII))) {
            var decoder = key.decoder(new P1Counters());
            var decoded = new ArrayList<Decoded>();
            decoder.feed(bytes, 0, bytes.length, decoded::add);
            decoder.end(decoded::add);
            if (decoded.stream().anyMatch(Decoded.Sound.class::isInstance)) {
                throw new AssertionError("a reading without the key");
            }
        }
    }

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
}
