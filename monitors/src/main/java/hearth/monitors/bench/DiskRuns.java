package hearth.monitors.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Writes and reads one file of its own past the system's cache, in order by 1 MiB with 8 requests
 * in flight and at random by 4 KiB with 1 and with 32. The file is laid out first, unmeasured, so
 * that writing measures the drive and not the file system's making of room.
 */
final class DiskRuns implements AutoCloseable {
    /** What must stay free beside the file. */
    static final long RESERVE = 1L << 30;

    /** The least that is worth a figure: above what small drives hold in their own cache. */
    static final long SMALLEST = 256L << 20;

    static final int BLOCK = 1 << 20;
    static final int SMALL = 4096;
    static final int IN_ORDER = 8;

    private final LongSupplier nanos;
    private final BooleanSupplier cancelled;
    private final BlockFile file;
    private final long run;
    private final long size;
    private long next;

    /**
     * Makes the file and lays it out; blocks.
     *
     * @param wish bytes that the file should have; less where the drive is slow or full
     * @param run length of a run in nanoseconds
     * @throws IOException when it refuses: the message is a clause for people
     */
    DiskRuns(Path folder, long wish, long run, LongSupplier nanos, BooleanSupplier cancelled)
            throws IOException {
        this(folder, usable(folder), wish, run, nanos, cancelled);
    }

    DiskRuns(
            Path folder,
            long usable,
            long wish,
            long run,
            LongSupplier nanos,
            BooleanSupplier cancelled)
            throws IOException {
        if (usable < SMALLEST + RESERVE) {
            throw new IOException(
                    "too little space: "
                            + usable / 1_000_000
                            + " MB free, "
                            + (SMALLEST + RESERVE) / 1_000_000
                            + " MB needed");
        }
        this.nanos = nanos;
        this.cancelled = cancelled;
        this.run = run;
        file = BlockFile.in(folder);
        boolean ready = false;
        try {
            long most = Math.min(wish, usable - RESERVE) / BLOCK * BLOCK;
            size = layOut(most);
            ready = true;
        } finally {
            if (!ready) {
                file.close();
            }
        }
    }

    private static long usable(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("its folder is not there");
        }
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** A slow drive gets a smaller file: ten runs' time, and at least a run's bytes. */
    private long layOut(long most) throws IOException {
        long start = nanos.getAsLong();
        var at = new long[1];
        long blocks =
                file.move(
                        true,
                        BLOCK,
                        IN_ORDER,
                        () -> {
                            boolean enough =
                                    at[0] >= most
                                            || cancelled.getAsBoolean()
                                            || (at[0] >= SMALLEST / 4
                                                    && nanos.getAsLong() - start > 10 * run);
                            at[0] += BLOCK;
                            return enough ? -1 : at[0] - BLOCK;
                        });
        file.flush();
        return Math.max(1, blocks) * BLOCK;
    }

    /** Bytes of the file. */
    long size() {
        return size;
    }

    /** How requests are kept in flight. */
    String engine() {
        return file.engine();
    }

    /** Bytes per second written in order, until the drive has them. */
    double write() throws IOException {
        return inOrder(true);
    }

    /** Bytes per second read in order. */
    double read() throws IOException {
        return inOrder(false);
    }

    private double inOrder(boolean write) throws IOException {
        long start = nanos.getAsLong();
        long blocks =
                file.move(
                        write,
                        BLOCK,
                        IN_ORDER,
                        () -> {
                            if (!goesOn(start)) {
                                return -1;
                            }
                            long at = next;
                            next = at + BLOCK == size ? 0 : at + BLOCK;
                            return at;
                        });
        if (write) {
            file.flush();
        }
        return perSecond(blocks * BLOCK, start);
    }

    /** Blocks of 4 KiB at random places per second. */
    double random(boolean write, int inFlight, long seed) throws IOException {
        var random = new Random(seed);
        long places = size / SMALL;
        long start = nanos.getAsLong();
        long blocks =
                file.move(
                        write,
                        SMALL,
                        inFlight,
                        () -> goesOn(start) ? random.nextLong(places) * SMALL : -1);
        if (write) {
            file.flush();
        }
        return perSecond(blocks, start);
    }

    private boolean goesOn(long start) {
        return nanos.getAsLong() - start < run && !cancelled.getAsBoolean();
    }

    private double perSecond(long count, long start) {
        return count * 1e9 / Math.max(1, nanos.getAsLong() - start);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
