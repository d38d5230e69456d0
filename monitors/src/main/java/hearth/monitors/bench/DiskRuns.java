package hearth.monitors.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Writes and reads one file of its own and removes it whatever happens. Writing counts until the
 * drive has it; reading starts with the system's cache emptied of the file, or is refused.
 */
final class DiskRuns implements AutoCloseable {
    /** Its name, always the same: one that was left behind is found. */
    static final String FILE = "benchmark.tmp";

    /** What the file grows to at most. */
    static final long LARGEST = 256L << 20;

    /** What must stay free beside it. */
    static final long RESERVE = 1L << 30;

    private static final int BLOCK = 1 << 20;
    private static final int SMALL = 4096;
    private static final long RUN = 300_000_000L;

    private final Path file;
    private final LongSupplier nanos;
    private final BooleanSupplier cancelled;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    private final ByteBuffer small = ByteBuffer.allocateDirect(SMALL);
    private long written;

    DiskRuns(Path folder, LongSupplier nanos, BooleanSupplier cancelled) throws IOException {
        this(folder, Files.getFileStore(folder).getUsableSpace(), nanos, cancelled);
    }

    DiskRuns(Path folder, long usable, LongSupplier nanos, BooleanSupplier cancelled)
            throws IOException {
        if (usable < LARGEST + RESERVE) {
            throw new IOException(
                    "too little space: "
                            + usable / 1_000_000
                            + " MB free, "
                            + (LARGEST + RESERVE) / 1_000_000
                            + " MB needed");
        }
        file = folder.resolve(FILE);
        Files.deleteIfExists(file);
        this.nanos = nanos;
        this.cancelled = cancelled;
        // Drives that compress must not look faster than they are.
        var noise = new byte[BLOCK];
        new Random(1).nextBytes(noise);
        block.put(noise).flip();
    }

    /** Bytes per second, in order, until the drive has them. */
    double write() throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long start = nanos.getAsLong();
            long bytes = 0;
            while (bytes < LARGEST && goesOn(start)) {
                bytes += channel.write(block.duplicate());
                if (bytes % (16L * BLOCK) == 0) {
                    // Otherwise a slow drive takes half a minute for what the cache took.
                    channel.force(false);
                }
            }
            channel.force(true);
            written = Math.max(written, bytes);
            return perSecond(bytes, start);
        }
    }

    /** Bytes per second, in order, of what was written. */
    double read() throws IOException {
        emptyCache();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var into = ByteBuffer.allocateDirect(BLOCK);
            long start = nanos.getAsLong();
            long bytes = 0;
            int got = 0;
            while (got >= 0 && goesOn(start)) {
                into.clear();
                got = channel.read(into);
                bytes += Math.max(0, got);
            }
            return perSecond(bytes, start);
        }
    }

    /** Reads of 4 KiB at random places per second, one at a time. */
    double random(long seed) throws IOException {
        emptyCache();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long places = Math.max(1, written / SMALL);
            var random = new Random(seed);
            long start = nanos.getAsLong();
            long reads = 0;
            // A place seen before is in the cache: a tenth of them at most.
            while (reads < places / 10 && goesOn(start)) {
                small.clear();
                channel.read(small, random.nextLong(places) * SMALL);
                reads++;
            }
            return perSecond(reads, start);
        }
    }

    private boolean goesOn(long start) {
        return nanos.getAsLong() - start < RUN && !cancelled.getAsBoolean();
    }

    private double perSecond(long count, long start) {
        return count * 1e9 / Math.max(1, nanos.getAsLong() - start);
    }

    private void emptyCache() throws IOException {
        if (written == 0) {
            throw new IOException("nothing could be written before");
        }
        if (!PageCache.drop(file)) {
            throw new IOException("this system's cache cannot be left out of the figure");
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
