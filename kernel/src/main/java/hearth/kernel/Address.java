package hearth.kernel;

import java.util.Locale;

/**
 * An account or contract on an EVM chain. Kept as lower-case text with 0x, so that it can be a key.
 */
public record Address(String hex) implements Comparable<Address> {
    public Address {
        if (hex.length() != 42 || !hex.startsWith("0x")) {
            throw new IllegalArgumentException("not 20 bytes of hex: " + hex);
        }
        hex = hex.toLowerCase(Locale.ROOT);
        for (int i = 2; i < hex.length(); i++) {
            if (Character.digit(hex.charAt(i), 16) < 0) {
                throw new IllegalArgumentException("not hex: " + hex);
            }
        }
    }

    /** From 20 bytes. */
    public static Address of(byte[] bytes) {
        return new Address(Hex.of(bytes));
    }

    /** The 20 bytes. */
    public byte[] bytes() {
        return Hex.parse(hex);
    }

    /** As people see it: first and last four digits. */
    public String shortened() {
        return hex.substring(0, 6) + "…" + hex.substring(hex.length() - 4);
    }

    @Override
    public int compareTo(Address other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
