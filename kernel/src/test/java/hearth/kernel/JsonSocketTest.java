package hearth.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;

/** A unix socket whose other end answers well, oddly, or not at all. */
@Timeout(120)
final class JsonSocketTest {
    /** For what comes: nobody waits so long. */
    private static final Duration LONG = Duration.ofSeconds(20);

    /** For what does not. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final byte[] ASK = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);

    @TempDir Path temporary;
    private Path folder;
    private Path socket;
    private Threads threads;
    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

    @BeforeEach
    void privately() throws IOException {
        folder =
                Files.createDirectory(
                        temporary.resolve("s"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        socket = folder.resolve("a.ipc");
        threads = Threads.system();
    }

    @AfterEach
    void end() throws Exception {
        closeOtherEnd();
        threads.close();
    }

    private void closeOtherEnd() throws Exception {
        for (AutoCloseable each = open.poll(); each != null; each = open.poll()) {
            each.close();
        }
    }

    /** Answers whatever arrives with the given pieces. */
    private void listen(String... pieces) throws IOException {
        Files.deleteIfExists(socket);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        open.add(server);
        ExecutorService io = threads.io();
        io.execute(() -> {
            while (server.isOpen()) {
                try {
                    SocketChannel one = server.accept();
                    open.add(one);
                    io.execute(() -> serve(one, pieces));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void serve(SocketChannel one, String... pieces) {
        try {
            var request = ByteBuffer.allocate(4096);
            while (one.read(request.clear()) > 0) {
                for (String piece : pieces) {
                    one.write(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException e) {
            // The test closed it.
        }
    }

    private static String ask(JsonSockets sockets, Duration limit) throws IOException {
        return new String(sockets.exchange(ASK, limit, 1 << 20, 8), StandardCharsets.UTF_8);
    }

    @Test
    void readsDocumentsThatArriveInPiecesOrTogether() throws Exception {
        listen("{\"a\":\"}\\\"", "]\",\"b\":[1]}", "\n[2]");
        try (JsonSocket one = JsonSocket.connect(socket)) {
            assertEquals(
                    "{\"a\":\"}\\\"]\",\"b\":[1]}",
                    new String(one.exchange(ASK, LONG, 100, 8), StandardCharsets.UTF_8));
            assertEquals("[2]", new String(one.next(LONG, 100, 8), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void refusesWhatIsLargeDeepOrNoJson() throws Exception {
        for (String odd :
                List.of("[\"" + "x".repeat(2000), "[[[[[[[[[", "HTTP/1.1 400", "\"a\"", "}")) {
            listen(odd);
            try (JsonSocket one = JsonSocket.connect(socket)) {
                var refused =
                        assertThrows(
                                IOException.class, () -> one.exchange(ASK, LONG, 1000, 8), odd);
                assertFalse(refused instanceof SocketTimeoutException, odd);
            }
        }
    }

    @Test
    void waitsNoLongerThanAsked() throws Exception {
        listen();
        try (JsonSockets sockets = new JsonSockets(socket)) {
            var silent = assertThrows(IOException.class, () -> ask(sockets, SHORT));
            assertTrue(String.valueOf(silent.getMessage()).startsWith("no answer within"));
        }
    }

    @Test
    void goesOnWhenTheOtherEndWasStartedAgain() throws Exception {
        listen("{}");
        try (JsonSockets sockets = new JsonSockets(socket)) {
            assertEquals("{}", ask(sockets, LONG));
            closeOtherEnd();
            listen("[]");
            assertEquals("[]", ask(sockets, LONG));
        }
    }

    @Test
    void talksToNobodyWhereOthersCanEnter() throws Exception {
        listen("{}");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        assertThrows(IOException.class, () -> JsonSocket.connect(socket));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path link = Files.createSymbolicLink(folder.resolve("b.ipc"), socket);
        assertThrows(IOException.class, () -> JsonSocket.connect(link));
        Path way = Files.createSymbolicLink(temporary.resolve("way"), folder);
        assertThrows(IOException.class, () -> JsonSocket.connect(way.resolve("a.ipc")));
    }

    @Test
    void knowsWhichPathsAreTooLong() {
        assertTrue(JsonSocket.fits(Path.of("/a/b.ipc")));
        assertFalse(JsonSocket.fits(Path.of("/" + "a".repeat(100))));
    }
}
