package hearth.kernel;

import java.util.HexFormat;

/** Hexadecimal text as chains write it: lower case with 0x. */
public final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    /** Writes bytes with the 0x prefix. */
    public static String of(byte[] bytes) {
        return "0x" + FORMAT.formatHex(bytes);
    }

    /** Reads text with or without 0x; throws {@link IllegalArgumentException} on anything else. */
    public static byte[] parse(String text) {
        int start = text.startsWith("0x") || text.startsWith("0X") ? 2 : 0;
        return FORMAT.parseHex(text, start, text.length());
    }
}
