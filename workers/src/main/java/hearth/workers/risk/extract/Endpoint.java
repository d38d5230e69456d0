package hearth.workers.risk.extract;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * Where a chain is read.
 *
 * @param http the JSON-RPC address: http, https, or unix with the path of a socket
 * @param ws the WebSocket address for new blocks, or a unix socket; null when there is none
 * @param chainId what the endpoint must answer to eth_chainId
 */
public record Endpoint(URI http, @Nullable URI ws, long chainId) {
    public Endpoint {
        var scheme = String.valueOf(http.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https") && !socket(http)) {
            throw new IllegalArgumentException(
                    "an endpoint begins with http://, https:// or unix:///");
        }
        if (chainId <= 0) {
            throw new IllegalArgumentException("chain id " + chainId);
        }
    }

    /** Scheme, host and port: paths and parameters often hold keys and are never shown. */
    public String shown() {
        if (socket(http)) {
            return "this computer’s chain";
        }
        return http.getScheme()
                + "://"
                + http.getHost()
                + (http.getPort() < 0 ? "" : ":" + http.getPort());
    }

    /** Whether an address is a unix socket. */
    static boolean socket(URI address) {
        return "unix".equals(address.getScheme()) && address.getPath() != null;
    }

    @Override
    public String toString() {
        return shown();
    }
}
