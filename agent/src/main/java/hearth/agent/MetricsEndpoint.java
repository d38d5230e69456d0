package hearth.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import hearth.kernel.AllowForbidden;
import hearth.kernel.Contained;
import hearth.kernel.DataDir;
import hearth.kernel.Hex;
import hearth.kernel.Threads;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A scrape target on loopback for a Prometheus that is there already; off unless a port is set.
 * Only who can read the token's file gets an answer, and never a web page: a request with an Origin
 * or for another host than this one is refused before its token is looked at.
 */
@AllowForbidden(
        "the JDK's own small server, a documented and exported module (JEP 408): a library more for"
                + " one page of text would weigh more")
final class MetricsEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsEndpoint.class);

    /** The setting that turns it on. */
    static final String PORT = "metrics.port";

    private static final String TOKEN = "metrics.token";
    private static final String FAILED = "METRICS-1";
    private static final int TOKEN_BYTES = 32;
    private static final String BEARER = "Bearer ";

    private final HttpServer server;
    private final Set<String> hosts;
    private final byte[] tokenDigest;
    private final Supplier<String> exposition;

    private MetricsEndpoint(HttpServer server, byte[] tokenDigest, Supplier<String> exposition) {
        this.server = server;
        this.tokenDigest = tokenDigest;
        this.exposition = exposition;
        int port = server.getAddress().getPort();
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /**
     * Begins to listen.
     *
     * @param port 0 for any free one
     * @param tokenFile holds 64 hexadecimal digits, made when it is not there; 0600
     * @throws IOException when the port is taken or the file cannot be used
     */
    static MetricsEndpoint start(
            int port, Path tokenFile, Supplier<String> exposition, Threads threads)
            throws IOException {
        var digest = digest(token(tokenFile));
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4);
        var endpoint = new MetricsEndpoint(server, digest, exposition);
        server.setExecutor(threads.io());
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        endpoint.handle(exchange);
                    }
                });
        server.start();
        LOG.info("metrics on loopback port {}", server.getAddress().getPort());
        return endpoint;
    }

    /**
     * As the settings have it: none when no port is set. What stands in its way is told as activity
     * and stops nothing else.
     */
    static Optional<MetricsEndpoint> asSet(
            Settings settings,
            Path folder,
            Supplier<String> exposition,
            Threads threads,
            ActivityLog activity) {
        var port = settings.get(PORT).strip();
        if (port.isEmpty()) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(port);
            return Optional.of(start(number, folder.resolve(TOKEN), exposition, threads));
        } catch (IOException | IllegalArgumentException e) {
            activity.add(
                    ActivityLog.Kind.AGENT,
                    ActivityLog.Level.WARNING,
                    "Metrics are not served",
                    "Port "
                            + port
                            + " cannot be used ("
                            + e.getMessage()
                            + "); set another with “hearth agent metrics --port N”.",
                    "settings",
                    FAILED);
            return Optional.empty();
        }
    }

    private static byte[] token(Path file) throws IOException {
        var kept = DataDir.read(file, 2 * TOKEN_BYTES);
        if (kept.isPresent() && kept.get().length == 2 * TOKEN_BYTES) {
            return kept.get();
        }
        var random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        var token = Hex.of(random).substring(2).getBytes(StandardCharsets.US_ASCII);
        DataDir.write(file, token);
        return token;
    }

    /** What is compared: equally long whatever was sent, and nothing to be read in memory. */
    private static byte[] digest(byte[] token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The port that it listens on. */
    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int refusal = refusal(exchange);
        if (refusal != 0) {
            exchange.sendResponseHeaders(refusal, -1);
            return;
        }
        var text = new StringBuilder();
        Contained.run(
                () -> text.append(exposition.get()),
                bug -> LOG.error("the metrics could not be written", bug));
        if (text.isEmpty()) {
            exchange.sendResponseHeaders(500, -1);
            return;
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", OpenMetrics.TYPE);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The status of a request that gets no answer; 0 when it gets one. */
    private int refusal(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var host = headers.get("Host");
        if (host == null || host.size() != 1 || !hosts.contains(host.getFirst())) {
            return 403;
        }
        if (headers.containsKey("Origin")) {
            return 403;
        }
        var sent = headers.get("Authorization");
        if (sent == null
                || sent.size() != 1
                || !sent.getFirst().startsWith(BEARER)
                || !MessageDigest.isEqual(
                        tokenDigest,
                        digest(
                                sent.getFirst()
                                        .substring(BEARER.length())
                                        .getBytes(StandardCharsets.UTF_8)))) {
            return 401;
        }
        if (!exchange.getRequestURI().getPath().equals("/metrics")) {
            return 404;
        }
        return exchange.getRequestMethod().equals("GET") ? 0 : 405;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
