package hearth.network;

import hearth.kernel.Address;

import org.web3j.crypto.Keys;

import java.util.Locale;

/** How addresses are read from and written for people: EIP-55, where the case is a checksum. */
public final class Addresses {
    /** Nobody. */
    public static final Address ZERO = new Address("0x" + "0".repeat(40));

    private Addresses() {}

    /**
     * Reads what a person or a file gave. Mixed case must carry a right checksum, so that one
     * mistyped digit is found.
     *
     * @throws IllegalArgumentException if it is no address or its checksum does not match
     */
    public static Address parse(String text) {
        String given = text.strip();
        Address address = new Address(given);
        String digits = given.substring(2);
        boolean mixed =
                !digits.equals(digits.toLowerCase(Locale.ROOT))
                        && !digits.equals(digits.toUpperCase(Locale.ROOT));
        if (mixed && !checksummed(address).substring(2).equals(digits)) {
            throw new IllegalArgumentException("address checksum does not match: " + given);
        }
        return address;
    }

    /** The 42 characters in EIP-55 form, shown in full to people. */
    public static String checksummed(Address address) {
        return Keys.toChecksumAddress(address.hex());
    }
}
