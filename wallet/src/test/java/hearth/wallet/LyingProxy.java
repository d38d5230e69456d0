package hearth.wallet;

import com.sun.net.httpserver.HttpServer;

import hearth.kernel.JsonSockets;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;

/** An endpoint that passes everything on to a real chain and bends what comes back. */
final class LyingProxy implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final URI upstream;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile String refused = "";
    private volatile String words = "";
    private volatile boolean passesOn;
    private volatile Lie lie = (_, _, result) -> result;

    /** What becomes of a result; the request may be looked at. */
    @FunctionalInterface
    interface Lie {
        JsonNode tell(String method, JsonNode parameters, JsonNode result) throws IOException;
    }

    private LyingProxy(HttpServer server, URI upstream) {
        this.server = server;
        this.upstream = upstream;
    }

    static LyingProxy before(URI upstream) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LyingProxy proxy = new LyingProxy(server, upstream);
        server.createContext(
                "/",
                exchange -> {
                    byte[] asked = exchange.getRequestBody().readAllBytes();
                    try (exchange) {
                        byte[] answer = proxy.answer(asked);
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                    } catch (IOException e) {
                        exchange.sendResponseHeaders(502, -1);
                    }
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return proxy;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on. */
    void tell(Lie newLie) {
        lie = newLie;
    }

    /**
     * Answers calls of this method with an error.
     *
     * @param passing them on all the same
     */
    void refuse(String method, String said, boolean passing) {
        words = said;
        passesOn = passing;
        refused = method;
    }

    void tellTheTruth() {
        refused = "";
        lie = (_, _, result) -> result;
    }

    /** Asks the real chain. */
    JsonNode truly(String method, Object... parameters) throws IOException {
        ObjectNode request = JSON.createObjectNode();
        request.put("jsonrpc", "2.0").put("id", 1).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        return JSON.readTree(pass(JSON.writeValueAsBytes(request))).get("result");
    }

    private byte[] answer(byte[] asked) throws IOException {
        JsonNode request = JSON.readTree(asked);
        boolean held = !passesOn && request.path("method").asString("").equals(refused);
        JsonNode answer = held ? copyOfId(request) : JSON.readTree(pass(asked));
        if (request instanceof ArrayNode all) {
            for (int i = 0; i < all.size(); i++) {
                for (JsonNode each : answer) {
                    if (each.path("id").equals(all.get(i).path("id"))) {
                        bend(all.get(i), (ObjectNode) each);
                    }
                }
            }
        } else {
            bend(request, (ObjectNode) answer);
        }
        return JSON.writeValueAsBytes(answer);
    }

    private static JsonNode copyOfId(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", request.path("id"));
        return answer;
    }

    private void bend(JsonNode request, ObjectNode answer) throws IOException {
        String method = request.path("method").stringValue();
        if (method.equals(refused)) {
            answer.remove("result");
            answer.putObject("error").put("code", -32000).put("message", words);
        } else if (answer.has("result")) {
            answer.set("result", lie.tell(method, request.path("params"), answer.get("result")));
        }
    }

    private byte[] pass(byte[] asked) throws IOException {
        if ("unix".equals(upstream.getScheme())) {
            try (JsonSockets sockets = new JsonSockets(Path.of(upstream.getPath()))) {
                return sockets.exchange(asked, Duration.ofSeconds(10), 64 << 20, 64);
            }
        }
        try {
            return http.send(
                            HttpRequest.newBuilder(upstream)
                                    .header("content-type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(asked))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
