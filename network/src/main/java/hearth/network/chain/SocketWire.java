package hearth.network.chain;

import hearth.kernel.JsonSockets;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** JSON-RPC over a unix socket of this computer that no other user can reach. */
final class SocketWire implements RpcWire {
    private final JsonSockets sockets;
    private final Duration answer;
    private final int maxBytes;

    SocketWire(URI address, Duration answer, int maxBytes) {
        this.sockets = new JsonSockets(Path.of(address.getPath()));
        this.answer = answer;
        this.maxBytes = maxBytes;
    }

    @Override
    public byte[] exchange(byte[] payload) throws IOException {
        try {
            return sockets.exchange(payload, answer, maxBytes, RpcTransport.MAX_DEPTH);
        } catch (ConnectException | NoSuchFileException e) {
            throw new IOException("nothing listens there", e);
        }
    }

    @Override
    public void close() {
        sockets.close();
    }
}
