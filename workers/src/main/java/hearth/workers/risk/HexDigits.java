package hearth.workers.risk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Hexadecimal as Ethereum writes it: lower case, with 0x in front. */
public final class HexDigits {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    /** What each character stands for; negative for one that is no digit. */
    private static final byte[] VALUES = values();

    private HexDigits() {}

    private static byte[] values() {
        var values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < 16; i++) {
            values["0123456789abcdef".charAt(i)] = (byte) i;
            values["0123456789ABCDEF".charAt(i)] = (byte) i;
        }
        return values;
    }

    /**
     * Bytes of a hexadecimal text, with or without 0x.
     *
     * @throws IllegalArgumentException when the text has an odd length or another character
     */
    public static byte[] decode(String text) {
        // no digit becomes one: a character beyond Latin 1 turns into '?'
        byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
        return decode(characters, 0, characters.length);
    }

    /** Like {@link #decode(String)}, from part of an array of Latin 1. */
    public static byte[] decode(byte[] text, int offset, int length) {
        boolean marked = length >= 2 && text[offset] == '0' && (text[offset + 1] | 0x20) == 'x';
        int from = offset + (marked ? 2 : 0);
        byte[] bytes = new byte[bytesOf(length - (marked ? 2 : 0))];
        byte[] values = VALUES;
        int wrong = 0;
        for (int i = 0; i < bytes.length; i++) {
            int value =
                    values[text[from + 2 * i] & 0xff] << 4 | values[text[from + 2 * i + 1] & 0xff];
            wrong |= value;
            bytes[i] = (byte) value;
        }
        refuse(wrong);
        return bytes;
    }

    /** Like {@link #decode(String)}, from part of an array and without making a string. */
    public static byte[] decode(char[] text, int offset, int length) {
        boolean marked = length >= 2 && text[offset] == '0' && (text[offset + 1] | 0x20) == 'x';
        int from = offset + (marked ? 2 : 0);
        byte[] bytes = new byte[bytesOf(length - (marked ? 2 : 0))];
        byte[] values = VALUES;
        int wrong = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = text[from + 2 * i];
            int low = text[from + 2 * i + 1];
            int value = values[high & 0xff] << 4 | values[low & 0xff];
            // what is left of a character beyond Latin 1 makes the sum negative
            wrong |= value | -((high | low) >>> 8);
            bytes[i] = (byte) value;
        }
        refuse(wrong);
        return bytes;
    }

    private static int bytesOf(int digits) {
        if ((digits & 1) != 0) {
            throw new IllegalArgumentException("hexadecimal text of odd length " + digits);
        }
        return digits / 2;
    }

    private static void refuse(int wrong) {
        if (wrong < 0) {
            throw new IllegalArgumentException("a character that is not hexadecimal");
        }
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
