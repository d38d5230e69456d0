package hearth.link;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The part of the network that one customer has: an IPv4 address, or the 64 leading bits of an IPv6
 * one (RFC 6177: a site gets a /64 at least, so its single addresses cost nothing). Link-local and
 * unique local addresses (RFC 4193) stand for one machine each, as do those that translate an IPv4
 * one (RFC 6052).
 *
 * @param first the block's first address
 */
record AddressBlock(InetAddress first) {
    private static final int NETWORK_BYTES = 8;
    private static final int UNIQUE_LOCAL = 0xfc;

    /** 64:ff9b::/96, what a NAT64 shows instead of an IPv4 address. */
    private static final byte[] TRANSLATED = {
        0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0
    };

    /** The block of an address. */
    static AddressBlock of(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean global =
                address instanceof Inet6Address
                        && !address.isLinkLocalAddress()
                        && (bytes[0] & 0xfe) != UNIQUE_LOCAL
                        && !Arrays.equals(
                                bytes, 0, TRANSLATED.length, TRANSLATED, 0, TRANSLATED.length);
        if (!global) {
            return new AddressBlock(address);
        }
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return new AddressBlock(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }
}
