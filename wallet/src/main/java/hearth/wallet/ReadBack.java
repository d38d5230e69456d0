package hearth.wallet;

import hearth.kernel.Address;
import hearth.network.Addresses;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Asks for some characters from the middle of a new receiver's address, to be read where the owner
 * has it from: a program that swapped the clipboard's content changed those too. Both ends are
 * never asked for, as look-alikes match there.
 *
 * @param address that was pasted
 * @param from position of the first asked character behind 0x, from 1 as people count
 */
public record ReadBack(Address address, int from) {
    /** How many characters are asked for. */
    public static final int LENGTH = 6;

    private static final int FIRST = 9;
    private static final int LAST = 40 - 8 - LENGTH + 1;

    public ReadBack {
        if (from < FIRST || from > LAST) {
            throw new IllegalArgumentException("asked from position " + from);
        }
    }

    /** A question whose place nobody knows beforehand. */
    public static ReadBack of(Address address, SecureRandom random) {
        return new ReadBack(address, FIRST + random.nextInt(LAST - FIRST + 1));
    }

    /** For people: the address with the asked characters left out. */
    public String question() {
        String text = Addresses.checksummed(address).substring(2);
        return "0x"
                + text.substring(0, from - 1)
                + "_".repeat(LENGTH)
                + text.substring(from - 1 + LENGTH);
    }

    /** Whether the answer is right; case does not matter. */
    public boolean answered(String typed) {
        return address.hex()
                .substring(2)
                .substring(from - 1, from - 1 + LENGTH)
                .equals(typed.strip().toLowerCase(Locale.ROOT));
    }
}
