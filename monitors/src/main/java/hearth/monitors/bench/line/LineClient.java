package hearth.monitors.bench.line;

import hearth.kernel.Threads;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;

/**
 * The asking end of a measurement of the line. What goes over it is noise and is not encrypted;
 * both ends have proven that they know the code.
 */
public final class LineClient implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;

    private final InetSocketAddress address;
    private final LineCode code;
    private final Threads threads;
    private final BooleanSupplier stopped;
    private final SocketChannel control;

    /**
     * Connects and proves the code both ways; blocks.
     *
     * @throws IOException when nobody answers there or the code is another
     */
    public LineClient(
            InetSocketAddress address,
            LineCode code,
            SecureRandom random,
            Threads threads,
            BooleanSupplier stopped)
            throws IOException {
        this.address = address;
        this.code = code;
        this.threads = threads;
        this.stopped = stopped;
        control = connect();
        boolean proven = false;
        try {
            control.socket().setSoTimeout(CONNECT_MILLIS);
            var theirs = new byte[LineServer.NONCE];
            read(theirs);
            var own = new byte[LineServer.NONCE];
            random.nextBytes(own);
            LineStream.writeFully(control, ByteBuffer.wrap(own));
            LineStream.writeFully(control, ByteBuffer.wrap(code.proof("caller", theirs, own)));
            var proof = new byte[LineCode.PROOF];
            read(proof);
            if (!code.proves(proof, "server", own, theirs)) {
                throw new IOException("the other end does not know the code");
            }
            proven = true;
        } finally {
            if (!proven) {
                control.close();
            }
        }
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open();
        boolean connected = false;
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, CONNECT_MILLIS);
            connected = true;
            return channel;
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }

    private void read(byte[] into) throws IOException {
        if (control.socket().getInputStream().readNBytes(into, 0, into.length) < into.length) {
            throw new IOException("the other end refused: is the code right?");
        }
    }

    /** Bits per second that the other end received, or that this one did. */
    public double rate(boolean send, int streams, int seconds) throws IOException {
        byte what = send ? LineServer.SEND : LineServer.RECEIVE;
        command(what, streams, seconds);
        var token = new byte[LineServer.NONCE];
        read(token);
        var channels = new ArrayList<SocketChannel>();
        try {
            for (int i = 0; i < streams; i++) {
                var data = connect();
                channels.add(data);
                LineStream.writeFully(
                        data, ByteBuffer.wrap(code.proof("data", token, new byte[] {(byte) i})));
            }
            read(new byte[1]);
            if (send) {
                LineServer.send(channels, seconds * 1_000_000_000L, stopped, threads.io());
                var result = new byte[16];
                read(result);
                var read = ByteBuffer.wrap(result);
                return new LineStream.Received(read.getLong(), read.getLong()).rate();
            }
            return LineServer.receive(channels, threads.io()).rate();
        } finally {
            for (var channel : channels) {
                channel.close();
            }
        }
    }

    /** Milliseconds of one round trip. */
    public double roundTrip() throws IOException {
        long start = System.nanoTime();
        command(LineServer.PING, 0, 0);
        read(new byte[1]);
        return (System.nanoTime() - start) / 1e6;
    }

    private void command(byte what, int streams, int seconds) throws IOException {
        LineStream.writeFully(
                control, ByteBuffer.wrap(new byte[] {what, (byte) streams, (byte) seconds}));
    }

    @Override
    public void close() throws IOException {
        try (control) {
            command(LineServer.END, 0, 0);
        }
    }
}
