package hearth.workers.risk;

import hearth.kernel.Address;
import hearth.kernel.Commands;
import hearth.kernel.Threads;
import hearth.workers.risk.extract.Endpoint;

import org.junit.jupiter.api.Assumptions;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real chain for tests. */
public final class TestAnvil implements AutoCloseable {
    /** The chain's id. */
    public static final long CHAIN = 31_338;

    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String account;

    private TestAnvil(Process process, int port) throws Exception {
        this.process = process;
        this.port = port;
        this.account = call("eth_accounts", "[]").get(0).asString();
    }

    /** Starts one that mines each transaction at once, or skips the test loudly. */
    public static TestAnvil start(Path folder, String... more) throws Exception {
        return start(folder, 0, more);
    }

    /** Starts one on a port; 0 for any. */
    public static TestAnvil start(Path folder, int port, String... more) throws Exception {
        var binary = binary();
        if (binary.isEmpty()) {
            System.err.println("SKIPPED: no anvil in network/sidecar/node_modules nor on the PATH");
        }
        Assumptions.assumeTrue(binary.isPresent(), "no anvil here: run ./setup");
        var command = new ArrayList<String>();
        command.addAll(
                List.of(
                        binary.get().toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--chain-id",
                        Long.toString(CHAIN),
                        "--no-cors",
                        "--prune-history",
                        "64",
                        "--accounts",
                        "1",
                        "--gas-limit",
                        "1000000000",
                        "--no-request-size-limit"));
        command.addAll(Arrays.asList(more));
        var process = Commands.prepare(command, folder, Map.of()).redirectErrorStream(true).start();
        var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("Listening on ")) {
                // Somebody has to read the rest, or it stands still when the pipe is full.
                Threads.daemon("anvil-output")
                        .newThread(() -> lines.lines().forEach(_ -> {}))
                        .start();
                return new TestAnvil(
                        process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
            }
        }
        process.destroyForcibly();
        throw new IOException("anvil did not start");
    }

    private static Optional<Path> binary() {
        var sidecar = Path.of("node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
        return Stream.concat(
                        Stream.of(
                                Path.of("..", "network", "sidecar").resolve(sidecar),
                                Path.of("network", "sidecar").resolve(sidecar)),
                        Arrays.stream(System.getenv("PATH").split(":", -1))
                                .map(folder -> Path.of(folder, "anvil")))
                .map(path -> path.toAbsolutePath().normalize())
                .filter(Files::isExecutable)
                .findFirst();
    }

    public int port() {
        return port;
    }

    public Endpoint endpoint() {
        return new Endpoint(URI.create("http://127.0.0.1:" + port), null, CHAIN);
    }

    public Endpoint endpointWithSocket() {
        return new Endpoint(
                URI.create("http://127.0.0.1:" + port),
                URI.create("ws://127.0.0.1:" + port),
                CHAIN);
    }

    /** Any call; fails the test on an error. */
    public JsonNode call(String method, String parameters) throws Exception {
        var reply =
                post(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
                                + method
                                + "\",\"params\":"
                                + parameters
                                + "}");
        if (reply.has("error")) {
            throw new IOException(method + ": " + reply.get("error"));
        }
        return reply.get("result");
    }

    private JsonNode post(String body) throws Exception {
        var response =
                http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    /** Deploys a code by a real transaction, which is mined at once; gives its address. */
    public Address deploy(byte[] code) throws Exception {
        var transaction = call("eth_sendTransaction", deployment(code)).asString();
        var receipt = call("eth_getTransactionReceipt", "[\"" + transaction + "\"]");
        while (receipt.isNull()) {
            // Mined at once, but on another thread than the one that answered.
            receipt = call("eth_getTransactionReceipt", "[\"" + transaction + "\"]");
        }
        return new Address(receipt.get("contractAddress").asString());
    }

    private String deployment(byte[] code) {
        // PUSH2 length DUP1 PUSH1 10 PUSH0 CODECOPY PUSH0 RETURN, then the code itself.
        var data = new StringBuilder("0x61").append(String.format("%04x", code.length));
        data.append("80600a5f395ff3");
        HexDigits.append(data, code);
        return "[{\"from\":\"" + account + "\",\"gas\":\"0x2000000\",\"data\":\"" + data + "\"}]";
    }

    /** Puts codes at addresses without transactions, many at once. */
    public void set(Map<Account, byte[]> codes) throws Exception {
        var body = new StringBuilder("[");
        codes.forEach((address, code) ->
                body.append(body.length() == 1 ? "" : ",")
                        .append("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":")
                        .append("\"anvil_setCode\",\"params\":[\"")
                        .append(address)
                        .append("\",\"")
                        .append(HexDigits.encode(code))
                        .append("\"]}"));
        var _ = post(body.append(']').toString());
    }

    /** Who sends the transactions. */
    public Address account() {
        return new Address(account);
    }

    /** Ends it as a crash would, before its time. */
    public void kill() {
        close();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
