package hearth.workers.risk.extract;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * Where a chain is read.
 *
 * @param http the JSON-RPC address
 * @param ws the WebSocket address for new blocks, null when there is none
 * @param chainId what the endpoint must answer to eth_chainId
 */
public record Endpoint(URI http, @Nullable URI ws, long chainId) {
    public Endpoint {
        var scheme = String.valueOf(http.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("an endpoint begins with http:// or https://");
        }
        if (chainId <= 0) {
            throw new IllegalArgumentException("chain id " + chainId);
        }
    }

    /** Scheme, host and port: paths and parameters often hold keys and are never shown. */
    public String shown() {
        return http.getScheme()
                + "://"
                + http.getHost()
                + (http.getPort() < 0 ? "" : ":" + http.getPort());
    }

    @Override
    public String toString() {
        return shown();
    }
}
