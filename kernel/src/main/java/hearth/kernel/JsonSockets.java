package hearth.kernel;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Exchanges JSON documents with whoever listens at one unix socket: a connection for each exchange
 * that runs at a time, kept for the next. Safe for many threads.
 */
public final class JsonSockets implements AutoCloseable {
    private static final int KEPT = 16;

    private final Path socket;
    private final ConcurrentLinkedDeque<JsonSocket> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    public JsonSockets(Path socket) {
        this.socket = socket;
    }

    /**
     * Sends a request and gives its answer; see {@link JsonSocket#exchange}. A kept connection
     * whose other end went away meanwhile is replaced by a new one, once.
     */
    public byte[] exchange(byte[] request, Duration limit, int most, int depth) throws IOException {
        JsonSocket kept = idle.pollFirst();
        if (kept != null) {
            try {
                return on(kept, request, limit, most, depth);
            } catch (EOFException | SocketException e) {
                // The process there ended since; its kept connections are all dead.
                dropIdle();
            } catch (IOException e) {
                if (!"Broken pipe".equals(e.getMessage())) {
                    throw e;
                }
                dropIdle();
            }
        }
        return on(JsonSocket.connect(socket), request, limit, most, depth);
    }

    private byte[] on(JsonSocket one, byte[] request, Duration limit, int most, int depth)
            throws IOException {
        boolean good = false;
        try {
            byte[] answer = one.exchange(request, limit, most, depth);
            good = true;
            return answer;
        } finally {
            if (good && !closed && idle.size() < KEPT) {
                idle.addFirst(one);
                if (closed) {
                    dropIdle();
                }
            } else {
                one.close();
            }
        }
    }

    private void dropIdle() throws IOException {
        for (JsonSocket one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
            one.close();
        }
    }

    /** Closes the kept connections; exchanges that run end by themselves. */
    @Override
    public void close() {
        closed = true;
        try {
            dropIdle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
