package hearth.monitors.power.decode;

import java.math.BigInteger;

/**
 * DZG's meters DVS74 send a positive power in the fewest bytes that hold it without a sign, but say
 * that it is signed. Values of four bytes are truly signed. Which serial numbers do: libsml's
 * published list.
 */
final class DzgMeter {
    private static final byte[] MAKER = {0x0A, 0x01, 'D', 'Z', 'G'};

    private DzgMeter() {}

    /** The number as it was meant. */
    static BigInteger corrected(byte[] server, int c, int d, SmlValue.Whole value) {
        return c == 16 && d == 7 && value.signed() && value.bytes() < 4 && affected(server)
                ? value.unsigned()
                : value.value();
    }

    private static boolean affected(byte[] server) {
        if (server.length != MAKER.length + 5) {
            return false;
        }
        for (int i = 0; i < MAKER.length; i++) {
            if (server[i] != MAKER[i]) {
                return false;
            }
        }
        long serial = 0;
        for (int i = MAKER.length; i < server.length; i++) {
            serial = (serial << 8) | (server[i] & 0xFF);
        }
        return (serial >= 42_000_000 && serial <= 48_999_999)
                || (serial >= 55_000_000 && serial <= 58_999_999);
    }
}
