package hearth.link;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The part of the network that one customer has: an IPv4 address, or the 64 leading bits of an IPv6
 * one (RFC 6177: a site gets a /64 at least, so its single addresses cost nothing).
 *
 * @param first the block's first address
 */
record AddressBlock(InetAddress first) {
    private static final int NETWORK_BYTES = 8;

    /** The block of an address. */
    static AddressBlock of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return new AddressBlock(address);
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return new AddressBlock(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }
}
