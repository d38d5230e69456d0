package hearth.network.work;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The answer to a unit, 17 bytes on the wire.
 *
 * @param version of the format, 1..255; 0 is kept for "not answered"
 * @param overall risk in basis points, 0..10000
 * @param ponzi in basis points
 * @param honeypot in basis points
 * @param rugpull in basis points
 * @param reasons four codes, the weightiest first, 0 where there are fewer
 */
public record UnitResult(
        int version, int overall, int ponzi, int honeypot, int rugpull, List<Integer> reasons) {
    /** Length of the encoded form. */
    public static final int BYTES = 17;

    /** Number of reason codes. */
    public static final int REASONS = 4;

    private static final int BASIS_POINTS = 10_000;

    public UnitResult {
        reasons = List.copyOf(reasons);
        if (version < 1 || version > 0xff) {
            throw new IllegalArgumentException("version: " + version);
        }
        for (int points : new int[] {overall, ponzi, honeypot, rugpull}) {
            if (points < 0 || points > BASIS_POINTS) {
                throw new IllegalArgumentException("basis points: " + points);
            }
        }
        if (reasons.size() != REASONS) {
            throw new IllegalArgumentException("reasons: " + reasons.size());
        }
        for (int code : reasons) {
            if (code < 0 || code > 0xffff) {
                throw new IllegalArgumentException("reason code: " + code);
            }
        }
    }

    /** The 17 bytes, big-endian. */
    public byte[] encode() {
        var bytes = ByteBuffer.allocate(BYTES).put((byte) version);
        bytes.putShort((short) overall).putShort((short) ponzi);
        bytes.putShort((short) honeypot).putShort((short) rugpull);
        for (int code : reasons) {
            bytes.putShort((short) code);
        }
        return bytes.array();
    }

    /** Reads 17 bytes; throws {@link IllegalArgumentException} on anything that is no result. */
    public static UnitResult decode(byte[] encoded) {
        if (encoded.length != BYTES) {
            throw new IllegalArgumentException("a result has 17 bytes, not " + encoded.length);
        }
        var bytes = ByteBuffer.wrap(encoded);
        int version = bytes.get() & 0xff;
        int[] words = new int[8];
        for (int i = 0; i < words.length; i++) {
            words[i] = bytes.getShort() & 0xffff;
        }
        return new UnitResult(
                version,
                words[0],
                words[1],
                words[2],
                words[3],
                List.of(words[4], words[5], words[6], words[7]));
    }
}
