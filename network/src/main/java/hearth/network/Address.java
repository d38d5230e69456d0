package hearth.network;

import org.web3j.crypto.Keys;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A 20-byte account or contract address. Kept in lower case so that equal addresses are equal
 * records; {@link #checksummed()} is the form for people.
 *
 * @param hex {@code 0x} and 40 lower-case hexadecimal digits; the constructor lowers the case
 */
public record Address(String hex) implements Comparable<Address> {
    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

    /** The zero address: nobody. */
    public static final Address ZERO = new Address("0x" + "0".repeat(40));

    public Address {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not an address: " + hex);
        }
    }

    /**
     * Reads what a person or a file gave. Mixed case must carry a right EIP-55 checksum, so that
     * one mistyped digit is found.
     */
    public static Address parse(String text) {
        Address address = new Address(text.strip());
        String digits = text.strip().substring(2);
        boolean mixed =
                !digits.equals(digits.toLowerCase(Locale.ROOT))
                        && !digits.equals(digits.toUpperCase(Locale.ROOT));
        if (mixed && !address.checksummed().substring(2).equals(digits)) {
            throw new IllegalArgumentException("address checksum does not match: " + text);
        }
        return address;
    }

    public static Address of(byte[] twentyBytes) {
        return new Address("0x" + HexFormat.of().formatHex(twentyBytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }

    /** EIP-55 form, shown in full to people. */
    public String checksummed() {
        return Keys.toChecksumAddress(hex);
    }

    /** Order of the 160-bit numbers, the order in which the pool expects its signers. */
    @Override
    public int compareTo(Address other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return checksummed();
    }
}
