package hearth.monitors.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A file whose blocks go to the drive and not to the system's cache, with a number of requests in
 * flight at a time. Always a new file in a folder, never a device; gone when closed.
 */
interface BlockFile extends AutoCloseable {
    /** Its name, always the same: one that was left behind is found and removed. */
    String NAME = "benchmark.tmp";

    /** Where the next block goes. */
    @FunctionalInterface
    interface Places {
        /** The block's offset in bytes, a multiple of the block's size; negative to stop. */
        long next();
    }

    /**
     * Moves blocks until the places end and every request has come back; blocks.
     *
     * @param write or read
     * @param block size in bytes, a multiple of 4096
     * @param inFlight how many requests the drive has at a time
     * @return how many blocks
     * @throws IOException if the drive refuses one
     */
    long move(boolean write, int block, int inFlight, Places places) throws IOException;

    /** Returns when the drive itself holds what was written. */
    void flush() throws IOException;

    /** How requests are kept in flight, for the report: "libaio" or "threads". */
    String engine();

    @Override
    void close() throws IOException;

    /**
     * Makes the file: by Linux' own asynchronous requests where there are some, elsewhere by a
     * thread for each request in flight.
     *
     * @throws IOException if the folder's file system has no direct access to its blocks
     */
    static BlockFile in(Path folder) throws IOException {
        var linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                        ? AioFile.in(folder)
                        : Optional.<BlockFile>empty();
        return linux.isPresent() ? linux.get() : new ChannelFile(folder);
    }
}
