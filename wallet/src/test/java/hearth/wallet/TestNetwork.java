package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkParameters;

import java.net.URI;
import java.util.List;

/** A network file for tests that ask no chain. */
public final class TestNetwork {
    public static final Address TOKEN = address(0x11);
    public static final Address REGISTRY = address(0x22);
    public static final Address POOL = address(0x33);

    private TestNetwork() {}

    public static NetworkFile file() {
        NetworkFile.Endpoint endpoint =
                new NetworkFile.Endpoint(
                        31_337, null, List.of(URI.create("http://127.0.0.1:1")), null);
        Hash32 code = new Hash32("0x" + "cc".repeat(32));
        return new NetworkFile(
                "Test network",
                endpoint,
                endpoint,
                new NetworkFile.Contracts(TOKEN, REGISTRY, POOL),
                new NetworkFile.CodeHashes(code, code, code),
                NetworkParameters.practice(),
                List.of(address(0x44)));
    }

    public static Address address(int each) {
        return new Address("0x" + String.format("%02x", each).repeat(20));
    }
}
