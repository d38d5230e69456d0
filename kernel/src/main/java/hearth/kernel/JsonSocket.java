package hearth.kernel;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * JSON documents over a unix socket, one after the other without any other framing, as Ethereum
 * nodes speak JSON-RPC over IPC. One request at a time; for one thread at a time.
 */
public final class JsonSocket implements AutoCloseable {
    /** Longest path of a socket that Linux (108) and macOS (104) both take, with room. */
    private static final int LONGEST_PATH = 100;

    private static final int CHUNK = 1 << 16;

    /** An answer has more bytes than were allowed. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(int most) {
            super("its answer is larger than " + (most >> 20) + " MiB");
        }
    }

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer arrived = ByteBuffer.allocate(CHUNK).flip();

    private JsonSocket(SocketChannel channel, Selector selector, SelectionKey key) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    /** Whether a socket can be made at a path at all: the system limits its length. */
    public static boolean fits(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
    }

    /**
     * Connects.
     *
     * @throws IOException when nobody listens there, or when others than this user could: the
     *     socket's folder must be this user's and closed to everybody else
     */
    public static JsonSocket connect(Path socket) throws IOException {
        refuseForeign(socket);
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            var selector = Selector.open();
            var made = new JsonSocket(channel, selector, channel.register(selector, 0));
            connected = true;
            return made;
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }

    private static void refuseForeign(Path socket) throws IOException {
        var folder = Objects.requireNonNull(socket.toAbsolutePath().getParent());
        var attributes =
                Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var mine =
                Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
        boolean own = attributes.owner().getName().equals(System.getProperty("user.name"));
        if (!attributes.isDirectory() || !own || !mine.containsAll(attributes.permissions())) {
            throw new IOException(folder + " is not a folder that only this user can enter");
        }
        if (Files.isSymbolicLink(socket)) {
            throw new IOException(socket + " is a link");
        }
    }

    /**
     * Sends a request and reads the one document that answers it.
     *
     * @param most bytes of the answer
     * @param depth at which an answer may be nested
     * @throws IOException also when the limit passes; the socket is of no use then
     */
    public byte[] exchange(byte[] request, Duration limit, int most, int depth) throws IOException {
        send(request, limit);
        return next(limit, most, depth);
    }

    /** Sends; blocks while the other end does not read. */
    public void send(byte[] request, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        var left = ByteBuffer.wrap(request);
        while (left.hasRemaining()) {
            if (channel.write(left) == 0) {
                await(SelectionKey.OP_WRITE, deadline, limit);
            }
        }
    }

    /** The next document, sent as an answer or on its own. Blocks up to the limit. */
    public byte[] next(Duration limit, int most, int depth) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        var end = new JsonEnd(depth);
        var document = new ByteArrayOutputStream(512);
        while (true) {
            int from = arrived.position();
            int to = end.in(arrived);
            document.write(arrived.array(), from, to - from);
            if (document.size() > most) {
                throw new TooLargeException(most);
            }
            if (end.reached()) {
                return document.toByteArray();
            }
            fill(deadline, limit);
        }
    }

    /** What arrives, for an answer too large to be held. The limit is for each read. */
    public InputStream stream(Duration limit) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (!arrived.hasRemaining()) {
                    fill(System.nanoTime() + limit.toNanos(), limit);
                }
                return arrived.get() & 255;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (!arrived.hasRemaining()) {
                    fill(System.nanoTime() + limit.toNanos(), limit);
                }
                int taken = Math.min(length, arrived.remaining());
                arrived.get(into, from, taken);
                return taken;
            }
        };
    }

    private void fill(long deadline, Duration limit) throws IOException {
        arrived.clear();
        try {
            int read = channel.read(arrived);
            while (read == 0) {
                await(SelectionKey.OP_READ, deadline, limit);
                read = channel.read(arrived);
            }
            if (read < 0) {
                throw new EOFException("the other end closed the socket");
            }
        } finally {
            arrived.flip();
        }
    }

    private void await(int operation, long deadline, Duration limit) throws IOException {
        try {
            key.interestOps(operation);
        } catch (CancelledKeyException e) {
            throw new EOFException("the socket was closed");
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("no answer within " + limit.toSeconds() + " s");
        }
        try {
            selector.select(left);
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException e) {
            throw new EOFException("the socket was closed");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        if (!channel.isOpen()) {
            throw new EOFException("the socket was closed");
        }
    }

    /** Safe from any thread: whoever waits then fails. */
    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }
}
