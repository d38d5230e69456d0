package hearth.network.chain;

import org.web3j.protocol.Service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * JSON-RPC with the limits of the security rules: 10 s an answer, 8 MiB, depth 64. Asks the
 * addresses in order; one that fails rests for a while.
 */
final class RpcTransport extends Service {
    static final int MAX_BYTES = 8 * 1024 * 1024;
    static final int MAX_DEPTH = 64;
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final List<RpcHost> hosts;
    private final HttpClient http;

    RpcTransport(List<URI> addresses, Duration answer, int maxBytes, InstantSource time) {
        super(false);
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        DoubleSupplier chance = fractions(new SecureRandom());
        this.hosts =
                addresses.stream()
                        .map(address ->
                                new RpcHost(address, wire(address, answer, maxBytes), time, chance))
                        .toList();
    }

    /** Numbers from 0 to below 1, of the one source of chance that this module may use. */
    private static DoubleSupplier fractions(SecureRandom random) {
        return () -> {
            var bytes = new byte[Integer.BYTES];
            random.nextBytes(bytes);
            return (ByteBuffer.wrap(bytes).getInt() >>> 1) / (double) (1L << 31);
        };
    }

    private RpcWire wire(URI address, Duration answer, int maxBytes) {
        return NetworkFile.Endpoint.UNIX.equals(address.getScheme())
                ? new SocketWire(address, answer, maxBytes)
                : new HttpWire(address, http, answer, maxBytes);
    }

    /** The addresses, in order. */
    List<RpcHost> hosts() {
        return hosts;
    }

    @Override
    protected InputStream performIO(String payload) throws IOException {
        IOException last = null;
        boolean asked = false;
        // A second endpoint's refusal would say nothing about what a silent first one did with it.
        boolean once = payload.contains("\"eth_sendRawTransaction\"");
        for (RpcHost host : hosts) {
            if (host.mayBeAsked()) {
                asked = true;
                try {
                    return new ByteArrayInputStream(host.ask(payload));
                } catch (IOException e) {
                    if (once) {
                        throw e;
                    }
                    last = e;
                }
            }
        }
        // With a single address there is no better one to turn to: its rest must not make a
        // working endpoint look dead.
        if (!asked && hosts.size() == 1) {
            return new ByteArrayInputStream(hosts.getFirst().ask(payload));
        }
        if (last == null) {
            throw new IOException("all addresses failed a moment ago; they are asked again soon");
        }
        throw last;
    }

    @Override
    public void close() {
        hosts.forEach(RpcHost::close);
        http.shutdownNow();
    }
}
