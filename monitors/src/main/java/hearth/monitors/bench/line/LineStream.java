package hearth.monitors.bench.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** One connection full of noise: as much as the line takes, 128 KiB at a time as iperf3 does. */
final class LineStream {
    private static final int BLOCK = 128 << 10;

    private LineStream() {}

    /** What a receiver saw. */
    record Received(long bytes, long nanos) {
        /** Bits per second. */
        double rate() {
            return bytes * 8e9 / Math.max(1, nanos);
        }
    }

    /** Sends for so long, then says that it is the end. */
    static void send(SocketChannel to, long nanos, BooleanSupplier stopped) throws IOException {
        var noise = new byte[BLOCK];
        // A line that compresses must not look faster than it is.
        new Random(1).nextBytes(noise);
        var block = ByteBuffer.allocateDirect(BLOCK).put(noise);
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos && !stopped.getAsBoolean()) {
            block.clear();
            while (block.hasRemaining()) {
                if (to.write(block) < 0) {
                    throw new IOException("the line was closed");
                }
            }
        }
        to.shutdownOutput();
    }

    /** Receives to the end. */
    static Received receive(SocketChannel from) throws IOException {
        var block = ByteBuffer.allocateDirect(BLOCK);
        long bytes = 0;
        long start = System.nanoTime();
        int got = 0;
        while (got >= 0) {
            block.clear();
            got = from.read(block);
            bytes += Math.max(0, got);
        }
        return new Received(bytes, System.nanoTime() - start);
    }

    static void readFully(SocketChannel from, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (from.read(into) < 0) {
                throw new IOException("the other end has gone");
            }
        }
        into.flip();
    }

    static void writeFully(SocketChannel to, ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            if (to.write(from) < 0) {
                throw new IOException("the other end has gone");
            }
        }
    }
}
