package hearth.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;

/** Who has a whole IPv6 network has one block of it. */
final class AddressBlockTest {
    private static AddressBlock of(String address) throws Exception {
        return AddressBlock.of(InetAddress.getByName(address));
    }

    @Test
    void sixtyFourBitsOfTheLongOnesAndAllOfTheShortOnesCount() throws Exception {
        assertEquals(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertNotEquals(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assertNotEquals(of("192.0.2.1"), of("192.0.2.2"));
        // as an IPv6 socket tells an IPv4 caller
        assertEquals(of("192.0.2.1"), of("::ffff:192.0.2.1"));
    }

    @Test
    void whatIsNoCustomersNetworkCountsByItsMachines() throws Exception {
        assertNotEquals(of("fe80::1"), of("fe80::2"));
        assertNotEquals(of("fd00:1:2:3::1"), of("fd00:1:2:3::2"));
        assertNotEquals(of("64:ff9b::192.0.2.1"), of("64:ff9b::192.0.2.2"));
    }
}
