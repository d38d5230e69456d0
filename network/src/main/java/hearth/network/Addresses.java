package hearth.network;

import hearth.kernel.Address;

import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How addresses are made of keys, and read from and written for people: EIP-55, where the case is a
 * checksum. The library's class for that puts a security provider with some ten thousand names into
 * every process that only wants an address.
 */
public final class Addresses {
    private static final int PUBLIC_KEY = 64;
    private static final int BYTES = 20;

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

    /**
     * The address of a public key: the last 20 bytes of its keccak-256.
     *
     * @param key both coordinates, 32 bytes each, one after the other
     */
    public static Address of(BigInteger key) {
        byte[] hash = Hash.sha3(Numeric.toBytesPadded(key, PUBLIC_KEY));
        return new Address(
                "0x" + Numeric.toHexStringNoPrefix(hash).substring(2 * (hash.length - BYTES)));
    }

    /** The 42 characters in EIP-55 form, shown in full to people. */
    public static String checksummed(Address address) {
        String digits = address.hex().substring(2);
        byte[] hash = Hash.sha3(digits.getBytes(StandardCharsets.US_ASCII));
        var written = new StringBuilder("0x");
        for (int i = 0; i < digits.length(); i++) {
            int nibble = i % 2 == 0 ? hash[i / 2] >> 4 & 0xF : hash[i / 2] & 0xF;
            char digit = digits.charAt(i);
            written.append(nibble < 8 ? digit : Character.toUpperCase(digit));
        }
        return written.toString();
    }
}
