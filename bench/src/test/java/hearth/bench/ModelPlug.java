package hearth.bench;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A plug with Tasmota's answers on a port of loopback, at watts that never change. */
final class ModelPlug implements AutoCloseable {
    static final double WATTS = 61.5;
    static final double WATT_HOURS = 12_345;

    private final HttpServer server;

    private ModelPlug(HttpServer server) {
        this.server = server;
    }

    static ModelPlug start() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var body =
                ("{\"StatusSNS\":{\"ENERGY\":{\"Total\":"
                                + WATT_HOURS / 1000
                                + ",\"Power\":"
                                + WATTS
                                + "}}}")
                        .getBytes(StandardCharsets.US_ASCII);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        server.start();
        return new ModelPlug(server);
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
