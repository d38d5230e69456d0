package hearth.workers.risk;

import java.util.Arrays;

/** Hexadecimal as Ethereum writes it: lower case, with 0x in front. */
public final class HexDigits {
    private static final byte[] VALUES = new byte[128];
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < 16; i++) {
            VALUES["0123456789abcdef".charAt(i)] = (byte) i;
            VALUES["0123456789ABCDEF".charAt(i)] = (byte) i;
        }
    }

    private HexDigits() {}

    /**
     * Bytes of a hexadecimal text, with or without 0x.
     *
     * @throws IllegalArgumentException when the text has an odd length or another character
     */
    public static byte[] decode(String text) {
        char[] characters = text.toCharArray();
        return decode(characters, 0, characters.length);
    }

    /** Like {@link #decode(String)}, from part of an array and without making a string. */
    public static byte[] decode(char[] text, int offset, int length) {
        int from = offset;
        int count = length;
        if (count >= 2 && text[from] == '0' && (text[from + 1] | 0x20) == 'x') {
            from += 2;
            count -= 2;
        }
        if ((count & 1) != 0) {
            throw new IllegalArgumentException("hexadecimal text of odd length " + count);
        }
        byte[] bytes = new byte[count / 2];
        int wrong = 0;
        for (int i = 0, at = from; i < bytes.length; i++, at += 2) {
            int high = text[at] < 128 ? VALUES[text[at]] : -1;
            int low = text[at + 1] < 128 ? VALUES[text[at + 1]] : -1;
            wrong |= high | low;
            bytes[i] = (byte) (high << 4 | low);
        }
        if (wrong < 0) {
            throw new IllegalArgumentException("a character that is not hexadecimal");
        }
        return bytes;
    }

    /** Text with 0x in front. */
    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(2 + 2 * bytes.length).append("0x");
        append(text, bytes);
        return text.toString();
    }

    /** Appends the digits of the bytes, without 0x. */
    public static void append(StringBuilder text, byte[] bytes) {
        for (byte b : bytes) {
            text.append(DIGITS[b >> 4 & 15]).append(DIGITS[b & 15]);
        }
    }
}
