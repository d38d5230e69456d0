package hearth.bench.risk;

import hearth.kernel.Address;
import hearth.kernel.Commands;
import hearth.kernel.Threads;
import hearth.workers.risk.HexDigits;
import hearth.workers.risk.extract.Endpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A chain beside the measurement, on the same cores. */
final class Anvil implements AutoCloseable {
    private static final long CHAIN = 31_338;

    private static final String SOCKET = "bench.ipc";

    private final Process process;
    private final URI address;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    private Anvil(Process process, URI address, Path folder) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    static Anvil start(Path binary, Path folder) throws IOException {
        var process =
                Commands.prepare(
                                List.of(
                                        binary.toString(),
                                        "--host",
                                        "127.0.0.1",
                                        "--port",
                                        "0",
                                        "--chain-id",
                                        Long.toString(CHAIN),
                                        "--no-cors",
                                        "--ipc",
                                        folder.resolve(SOCKET).toString(),
                                        "--prune-history",
                                        "64",
                                        "--no-request-size-limit"),
                                folder,
                                Map.of())
                        .redirectErrorStream(true)
                        .start();
        var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("Listening on ")) {
                Threads.daemon("anvil-output")
                        .newThread(() -> lines.lines().forEach(_ -> {}))
                        .start();
                return new Anvil(
                        process,
                        URI.create("http://" + line.substring("Listening on ".length())),
                        folder);
            }
        }
        process.destroyForcibly();
        throw new IOException("anvil did not start");
    }

    Endpoint endpoint() {
        return new Endpoint(address, null, CHAIN);
    }

    /** The same chain by its unix socket. */
    Endpoint overSocket() {
        return new Endpoint(
                URI.create("unix://" + folder.resolve(SOCKET).toUri().getRawPath()), null, CHAIN);
    }

    /** CPU time that the chain has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Puts codes at addresses. */
    void set(List<Address> addresses, List<byte[]> codes) throws IOException, InterruptedException {
        for (int from = 0; from < codes.size(); from += 100) {
            var body = new StringBuilder("[");
            for (int i = from; i < Math.min(codes.size(), from + 100); i++) {
                body.append(i == from ? "" : ",")
                        .append("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"anvil_setCode\",")
                        .append("\"params\":[\"")
                        .append(addresses.get(i).hex())
                        .append("\",\"")
                        .append(HexDigits.encode(codes.get(i)))
                        .append("\"]}");
            }
            http.send(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.append(']').toString()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroyForcibly();
    }
}
