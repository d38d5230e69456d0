package hearth.workers.risk.extract;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint that misbehaves as a test says. */
final class BadServer implements AutoCloseable {
    /** What it does with a request. */
    interface Behaviour {
        Reply reply(int request, String body) throws IOException;
    }

    /**
     * What it answers.
     *
     * @param header one header, name and value, or nothing
     * @param body one byte a character
     * @param repeat how often the body is sent
     */
    record Reply(int status, List<String> header, String body, int repeat) {
        static Reply of(int status, String body) {
            return new Reply(status, List.of(), body, 1);
        }

        static Reply json(String body) {
            return of(200, body);
        }
    }

    final List<String> requests = new ArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    BadServer(Behaviour behaviour) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    var body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    int number;
                    synchronized (requests) {
                        requests.add(body);
                        number = requests.size();
                    }
                    var reply = behaviour.reply(number, body);
                    if (!reply.header().isEmpty()) {
                        exchange.getResponseHeaders()
                                .add(reply.header().getFirst(), reply.header().getLast());
                    }
                    exchange.sendResponseHeaders(
                            reply.status(), (long) reply.body().length() * reply.repeat());
                    try (OutputStream out = exchange.getResponseBody()) {
                        for (int i = 0; i < reply.repeat(); i++) {
                            out.write(reply.body().getBytes(StandardCharsets.ISO_8859_1));
                        }
                    } catch (IOException e) {
                        exchange.close(); // the reader has had enough
                    }
                });
        server.start();
    }

    Endpoint endpoint() {
        return new Endpoint(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), null, 1);
    }

    int count() {
        synchronized (requests) {
            return requests.size();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
