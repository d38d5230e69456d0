package hearth.monitors.power.decode;

import hearth.kernel.Quality;
import hearth.monitors.power.decode.FrameScanner.Match;

import java.math.BigDecimal;

/**
 * RDTech UM24C, UM25C and UM34C: 130 bytes, big-endian. Only the UM34C has a checksum; of the
 * others the mark at the end is checked, and that watts, volts and amperes belong together.
 */
final class UmFrame implements FrameScanner.Shape {
    private static final int LENGTH = 130;
    private static final int UM24C = 0x0963;
    private static final int UM25C = 0x09C9;
    private static final int UM34C = 0x0D4C;

    /** The bytes whose exclusive or is the UM34C's last byte. */
    private static final int[] CHECKED = {
        1, 3, 7, 9, 15, 17, 19, 23, 31, 39, 41, 45, 49, 53, 55, 57, 59, 63, 67, 69, 73, 79, 83, 89,
        97, 99, 109, 111, 113, 119, 121, 127
    };

    @Override
    public Match at(byte[] bytes, int offset, int available) {
        int first = bytes[offset] & 0xFF;
        if (first != 0x09 && first != 0x0D) {
            return new Match.Nothing();
        }
        if (available < 2) {
            return new Match.NeedMore();
        }
        int model = word(bytes, offset);
        if (model != UM24C && model != UM25C && model != UM34C) {
            return new Match.Nothing();
        }
        if (available < LENGTH) {
            return new Match.NeedMore();
        }
        if (!checked(bytes, offset, model)) {
            return new Match.Broken(LENGTH, "A frame of the USB meter fails its check.");
        }
        return content(bytes, offset, model);
    }

    private static Match content(byte[] bytes, int offset, int model) {
        var volts = BigDecimal.valueOf(word(bytes, offset + 2), model == UM25C ? 3 : 2);
        var amperes = BigDecimal.valueOf(word(bytes, offset + 4), model == UM25C ? 4 : 3);
        var watts = BigDecimal.valueOf(number(bytes, offset + 6), 3);
        double product = volts.multiply(amperes).doubleValue();
        // The three are sampled a moment apart, so they may differ, but not by much.
        if (Math.abs(watts.doubleValue() - product) > 0.2 + 0.15 * product) {
            return new Match.Broken(
                    LENGTH, "A frame of the USB meter has watts that are not volts times amperes.");
        }
        var draft = new ReadingDraft().voltage(volts).current(amperes).power(watts);
        int group = word(bytes, offset + 14);
        if (group < 10) {
            // Each of the ten groups counts on its own; the active one runs now.
            draft.energyImport(BigDecimal.valueOf(number(bytes, offset + 16 + 8 * group + 4), 3));
        }
        return new Match.Whole(LENGTH, new Decoded.Sound(draft.reading(Quality.INLINE)));
    }

    private static boolean checked(byte[] bytes, int offset, int model) {
        if (model != UM34C) {
            return word(bytes, offset + 128) == 0xFFF1;
        }
        int sum = 0;
        for (int index : CHECKED) {
            sum ^= bytes[offset + index];
        }
        return (byte) sum == bytes[offset + LENGTH - 1];
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    private static long number(byte[] bytes, int at) {
        return (long) word(bytes, at) << 16 | word(bytes, at + 2);
    }

    @Override
    public String cutOff(int available) {
        return "A frame of the USB meter is cut off after " + available + " of 130 bytes.";
    }
}
