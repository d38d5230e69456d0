package hearth.monitors.power.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Bytes of a meter, and what a decoder makes of them. */
final class Capture {
    private final MeterType type;
    private final byte[] bytes;

    Capture(MeterType type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    static Capture of(MeterType type, byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return new Capture(type, out.toByteArray());
    }

    static Capture of(MeterType type, String text) {
        return new Capture(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A kept capture. */
    static byte[] file(String name) {
        try (var in = Objects.requireNonNull(Capture.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Decoded> decoded() {
        var all = new ArrayList<Decoded>();
        var decoder = type.decoder();
        decoder.feed(bytes, 0, bytes.length, all::add);
        decoder.end(all::add);
        return all;
    }

    /** The same in pieces of random size: the pieces must make no difference. */
    List<Decoded> decodedInPieces(long seed) {
        var random = new Random(seed);
        var all = new ArrayList<Decoded>();
        var decoder = type.decoder();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(17));
            decoder.feed(bytes, at, length, all::add);
            at += length;
        }
        decoder.end(all::add);
        return all;
    }

    List<MeterReading> readings() {
        return sound(decoded());
    }

    /** The only reading, of a capture without damage. */
    MeterReading reading() {
        var decoded = decoded();
        assertEquals(decoded, decodedInPieces(1), "pieces make no difference");
        assertEquals(1, decoded.size(), () -> "one frame in " + decoded);
        return sound(decoded).getFirst();
    }

    List<String> damage() {
        return decoded().stream()
                .filter(Decoded.Damaged.class::isInstance)
                .map(one -> ((Decoded.Damaged) one).reason())
                .toList();
    }

    private static List<MeterReading> sound(List<Decoded> decoded) {
        return decoded.stream()
                .filter(Decoded.Sound.class::isInstance)
                .map(one -> ((Decoded.Sound) one).reading())
                .toList();
    }
}
