package hearth.monitors.bench.line;

import hearth.kernel.Threads;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * The answering end of a measurement of the line. Listens on one address that somebody named, for
 * one session of whoever knows the code; a wrong proof or silence closes the connection.
 */
public final class LineServer implements AutoCloseable {
    static final int NONCE = 32;
    static final int MOST_STREAMS = 16;
    static final int MOST_SECONDS = 60;
    static final byte SEND = 1;
    static final byte RECEIVE = 2;
    static final byte PING = 3;
    static final byte END = 4;
    private static final int WRONG_ALLOWED = 5;

    private final ServerSocketChannel listening;
    private final LineCode code;
    private final SecureRandom random;
    private final Executor threads;
    private int wrong;

    /**
     * Begins to listen.
     *
     * @param address an address of this machine, named by the user; port 0 for any free one
     */
    public LineServer(
            InetSocketAddress address, LineCode code, SecureRandom random, Threads threads)
            throws IOException {
        if (address.getAddress() == null || address.getAddress().isAnyLocalAddress()) {
            throw new IOException("name one address of this machine, not all of them");
        }
        this.code = code;
        this.random = random;
        this.threads = threads.io();
        listening = ServerSocketChannel.open();
        boolean bound = false;
        try {
            listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listening.bind(address, 64);
            bound = true;
        } finally {
            if (!bound) {
                listening.close();
            }
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listening.getLocalAddress();
    }

    /**
     * Serves one session to its end; blocks.
     *
     * @throws IOException when the line breaks, or too many came with a wrong code
     */
    public void serveOne() throws IOException {
        while (true) {
            try (var caller = listening.accept()) {
                if (proven(caller)) {
                    session(caller);
                    return;
                }
            }
            wrong++;
            if (wrong >= WRONG_ALLOWED) {
                throw new IOException("too many came with a wrong code; begin again");
            }
        }
    }

    /** Both show that they know the code, over what both have just chosen. */
    private boolean proven(SocketChannel caller) {
        try {
            // Who says nothing must not keep the others out.
            caller.socket().setSoTimeout(5_000);
            caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var own = new byte[NONCE];
            random.nextBytes(own);
            LineStream.writeFully(caller, ByteBuffer.wrap(own));
            var theirs = new byte[NONCE];
            var proof = new byte[LineCode.PROOF];
            var in = caller.socket().getInputStream();
            if (in.readNBytes(theirs, 0, NONCE) < NONCE
                    || in.readNBytes(proof, 0, LineCode.PROOF) < LineCode.PROOF
                    || !code.proves(proof, "caller", own, theirs)) {
                return false;
            }
            LineStream.writeFully(caller, ByteBuffer.wrap(code.proof("server", theirs, own)));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void session(SocketChannel caller) throws IOException {
        var command = ByteBuffer.allocate(3);
        while (true) {
            command.clear();
            LineStream.readFully(caller, command);
            byte what = command.get();
            int streams = command.get();
            int seconds = command.get();
            switch (what) {
                case PING -> LineStream.writeFully(caller, ByteBuffer.wrap(new byte[] {PING}));
                case END -> {
                    return;
                }
                case SEND, RECEIVE -> {
                    if (streams < 1
                            || streams > MOST_STREAMS
                            || seconds < 1
                            || seconds > MOST_SECONDS) {
                        throw new IOException("the other end asks for something impossible");
                    }
                    run(caller, what, streams, seconds);
                }
                default -> throw new IOException("the other end speaks another version");
            }
        }
    }

    private void run(SocketChannel caller, byte what, int streams, int seconds) throws IOException {
        var token = new byte[NONCE];
        random.nextBytes(token);
        LineStream.writeFully(caller, ByteBuffer.wrap(token));
        var channels = new ArrayList<SocketChannel>();
        try {
            while (channels.size() < streams) {
                var data = listening.accept();
                var proof = new byte[LineCode.PROOF];
                data.socket().setSoTimeout(5_000);
                if (data.socket().getInputStream().readNBytes(proof, 0, proof.length)
                                == proof.length
                        && code.proves(proof, "data", token, new byte[] {(byte) channels.size()})) {
                    channels.add(data);
                } else {
                    data.close();
                }
            }
            LineStream.writeFully(caller, ByteBuffer.wrap(new byte[] {what}));
            if (what == SEND) {
                var received = receive(channels, threads);
                LineStream.writeFully(
                        caller,
                        ByteBuffer.allocate(16)
                                .putLong(received.bytes())
                                .putLong(received.nanos())
                                .flip());
            } else {
                send(channels, seconds * 1_000_000_000L, () -> false, threads);
            }
        } finally {
            for (var channel : channels) {
                channel.close();
            }
        }
    }

    /** All at once; the bytes of all over the longest of them. */
    static LineStream.Received receive(List<SocketChannel> channels, Executor threads)
            throws IOException {
        var running =
                channels.stream()
                        .map(channel ->
                                CompletableFuture.supplyAsync(
                                        () -> {
                                            try {
                                                return LineStream.receive(channel);
                                            } catch (IOException e) {
                                                throw new CompletionException(e);
                                            }
                                        },
                                        threads))
                        .toList();
        long bytes = 0;
        long nanos = 0;
        for (var one : running) {
            var received = joined(one);
            bytes += received.bytes();
            nanos = Math.max(nanos, received.nanos());
        }
        return new LineStream.Received(bytes, nanos);
    }

    static void send(
            List<SocketChannel> channels, long nanos, BooleanSupplier stopped, Executor threads)
            throws IOException {
        var running =
                channels.stream()
                        .map(channel ->
                                CompletableFuture.runAsync(
                                        () -> {
                                            try {
                                                LineStream.send(channel, nanos, stopped);
                                            } catch (IOException e) {
                                                throw new CompletionException(e);
                                            }
                                        },
                                        threads))
                        .toList();
        for (var one : running) {
            joined(one);
        }
    }

    private static <T> T joined(CompletableFuture<T> future) throws IOException {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
