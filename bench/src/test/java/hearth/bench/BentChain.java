package hearth.bench;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a chain's socket and whoever connects to it from now on: passes everything on, or
 * nothing, or bends what the chain says.
 */
final class BentChain implements AutoCloseable {
    private static final int HEX = 16;

    private final Path socket;
    private final List<Object> number;
    private final Path moved;
    private final ServerSocketChannel door;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile Way way = Way.FAITHFUL;

    /** What becomes of the chain's words. */
    enum Way {
        FAITHFUL,
        /** Nothing comes through. */
        CUT,
        /** Transactions that succeeded have failed. */
        NO_SUCCESS,
        /** Each hash of a block or transaction is another. */
        OTHER_HASHES
    }

    private BentChain(Path socket, Path moved, ServerSocketChannel door) throws IOException {
        this.socket = socket;
        this.number = number(socket);
        this.moved = moved;
        this.door = door;
    }

    /** Takes a socket's place; who is connected already stays so. */
    static BentChain before(Path socket) throws IOException {
        var moved = Files.move(socket, socket.resolveSibling("real.ipc"));
        var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(socket));
        var chain = new BentChain(socket, moved, door);
        var _ = Thread.ofVirtual().start(chain::accept);
        return chain;
    }

    void bend(Way next) {
        way = next;
    }

    private void accept() {
        try {
            while (true) {
                connect(door.accept());
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void connect(SocketChannel asker) throws IOException {
        open.add(asker);
        try {
            var chain = SocketChannel.open(UnixDomainSocketAddress.of(moved));
            open.add(chain);
            var _ = Thread.ofVirtual().start(() -> pass(asker, chain, false));
            var _ = Thread.ofVirtual().start(() -> pass(chain, asker, true));
        } catch (IOException e) {
            asker.close(); // the chain is gone
        }
    }

    private void pass(SocketChannel from, SocketChannel to, boolean said) {
        var bytes = ByteBuffer.allocate(1 << 16);
        try (from;
                to) {
            while (from.read(bytes.clear()) >= 0) {
                if (said) {
                    bend(bytes.array(), bytes.position());
                }
                bytes.flip();
                while (bytes.hasRemaining() && way != Way.CUT) {
                    to.write(bytes);
                }
            }
        } catch (IOException e) {
            // One end closed: so does the other.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void bend(byte[] bytes, int length) {
        switch (way) {
            case FAITHFUL, CUT -> {}
            case NO_SUCCESS -> replace(bytes, length, "\"status\":\"0x");
            case OTHER_HASHES -> replace(bytes, length, "ash\":\"0x");
        }
    }

    /** Changes the digit behind each place where a text stands. */
    private static void replace(byte[] bytes, int length, String text) {
        var said = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int next;
        for (int at = said.indexOf(text); at >= 0; at = said.indexOf(text, next)) {
            next = at + text.length();
            if (next < length) {
                bytes[next] = (byte) Character.forDigit(Character.digit(bytes[next], HEX) ^ 1, HEX);
            }
        }
    }

    /** Gives the place back, unless a new chain has taken it. */
    @Override
    public void close() throws IOException {
        way = Way.FAITHFUL;
        door.close();
        for (var one : open) {
            one.close();
        }
        if (Files.exists(socket) && number(socket).equals(number)) {
            Files.move(moved, socket, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(moved);
        }
    }

    private static List<Object> number(Path file) throws IOException {
        // A removed file's number is given to the next one soon.
        return List.of(Files.getAttribute(file, "unix:ino"), Files.getLastModifiedTime(file));
    }
}
