package hearth.network.practice;

import hearth.kernel.DataDir;
import hearth.kernel.JsonSocket;
import hearth.network.chain.NetworkFile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Writes a local chain's whole state to a file while it arrives: after weeks it is too large to be
 * held in memory for no reason.
 */
final class StateDump {
    private static final String REQUEST =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"anvil_dumpState\",\"params\":[]}";
    private static final byte[] BEFORE = "\"result\":\"0x".getBytes(StandardCharsets.US_ASCII);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Replaces the file by the chain's state, packed as the chain packs it; whole or not at all.
     */
    void write(URI chain, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".new");
        DataDir.write(part, new byte[0]);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            if (NetworkFile.Endpoint.UNIX.equals(chain.getScheme())) {
                try (JsonSocket socket = JsonSocket.connect(Path.of(chain.getPath()))) {
                    socket.send(REQUEST.getBytes(StandardCharsets.US_ASCII), LIMIT);
                    unhex(new BufferedInputStream(socket.stream(LIMIT), 1 << 16), out);
                }
            } else {
                overHttp(chain, out);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while saving the chain's state", e);
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void overHttp(URI chain, OutputStream out) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(chain)
                        .header("content-type", "application/json")
                        .timeout(LIMIT)
                        .POST(HttpRequest.BodyPublishers.ofString(REQUEST))
                        .build();
        HttpResponse<InputStream> response =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = new BufferedInputStream(response.body(), 1 << 16)) {
            unhex(in, out);
        }
    }

    /** Writes the bytes of the one hexadecimal text in a JSON-RPC answer. */
    static void unhex(InputStream json, OutputStream out) throws IOException {
        int matched = 0;
        while (matched < BEFORE.length) {
            int c = json.read();
            if (c < 0) {
                throw new IOException("the chain gave no state");
            }
            matched = c == BEFORE[matched] ? matched + 1 : c == BEFORE[0] ? 1 : 0;
        }
        for (int high = json.read(); high != '"'; high = json.read()) {
            int low = json.read();
            int value = (Character.digit(high, 16) << 4) | Character.digit(low, 16);
            if (high < 0 || low < 0 || value < 0) {
                throw new IOException("the chain's state broke off");
            }
            out.write(value);
        }
    }
}
