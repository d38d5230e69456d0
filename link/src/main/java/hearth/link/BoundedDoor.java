package hearth.link;

import io.grpc.netty.shaded.io.netty.channel.socket.SocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A listening socket that closes what comes beyond its limits at once, before a byte is read or a
 * handshake begun. Its own loop is the only thread that accepts; connections end on theirs.
 */
final class BoundedDoor extends NioServerSocketChannel {
    private final PeerLimits limits;
    private final Map<AddressBlock, Integer> open = new HashMap<>();
    private int all;

    BoundedDoor(PeerLimits limits) {
        this.limits = limits;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        int before = accepted.size();
        int read = super.doReadMessages(accepted);
        for (int i = accepted.size() - 1; i >= before; i--) {
            if (accepted.get(i) instanceof SocketChannel channel && !admit(channel)) {
                accepted.remove(i);
                // not registered with a loop yet: the socket itself is what can be closed
                channel.unsafe().closeForcibly();
            }
        }
        return read;
    }

    private synchronized boolean admit(SocketChannel channel) {
        var address = channel.remoteAddress() == null ? null : channel.remoteAddress().getAddress();
        if (address == null) {
            return false;
        }
        var block = AddressBlock.of(address);
        int from = open.getOrDefault(block, 0);
        if (all >= limits.connections() || from >= limits.connectionsPerAddress()) {
            return false;
        }
        all++;
        open.put(block, from + 1);
        var _ = channel.closeFuture().addListener(_ -> gone(block));
        return true;
    }

    private synchronized void gone(AddressBlock block) {
        all--;
        open.computeIfPresent(block, (_, count) -> count > 1 ? count - 1 : null);
    }
}
