package hearth.agent;

import hearth.network.Addresses;
import hearth.network.chain.NetworkFile;

import java.util.List;

/** A network file in words for people. */
final class NetworkWords {
    private NetworkWords() {}

    /** Scheme, host and port alone: a path may hold a key. */
    static String endpoint(NetworkFile.Endpoint endpoint) {
        var uri = endpoint.rpc().getFirst();
        if (uri.getHost() == null) {
            return "private socket";
        }
        return uri.getScheme()
                + "://"
                + uri.getHost()
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    static List<String> contracts(NetworkFile file) {
        var at = file.contracts();
        return List.of(
                "RewardPool " + Addresses.checksummed(at.pool()),
                "NodeRegistry " + Addresses.checksummed(at.registry()),
                "Token " + Addresses.checksummed(at.token()));
    }
}
