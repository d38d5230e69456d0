package hearth.kernel;

import java.util.Locale;

/** A 32-byte hash or word. Kept as lower-case text with 0x, so that it can be a key. */
public record Hash32(String hex) implements Comparable<Hash32> {
    public Hash32 {
        if (hex.length() != 66 || !hex.startsWith("0x")) {
            throw new IllegalArgumentException("not 32 bytes of hex: " + hex);
        }
        hex = hex.toLowerCase(Locale.ROOT);
        for (int i = 2; i < hex.length(); i++) {
            if (Character.digit(hex.charAt(i), 16) < 0) {
                throw new IllegalArgumentException("not hex: " + hex);
            }
        }
    }

    /** From 32 bytes. */
    public static Hash32 of(byte[] bytes) {
        return new Hash32(Hex.of(bytes));
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return Hex.parse(hex);
    }

    /** As people see it: first and last four digits. */
    public String shortened() {
        return hex.substring(0, 6) + "…" + hex.substring(hex.length() - 4);
    }

    @Override
    public int compareTo(Hash32 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
