package hearth.slots;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A program at work in a slot. */
public interface RunningSlot extends AutoCloseable {
    /** What was reserved. */
    SlotSpec spec();

    /** Its process id. */
    long pid();

    /** The slot's own folder, where the program was started. */
    Path folder();

    /** What the program reads. */
    OutputStream input();

    /** What the program writes. */
    InputStream output();

    /** What the program says of itself; must be read, or the program stands still. */
    InputStream errors();

    /** Which limits hold, and by what. */
    List<Enforcement> limits();

    /** What it uses at present. Reads files; not for the UI thread. */
    SlotUse use();

    /** Completes with the exit code. */
    CompletableFuture<Integer> ended();

    /** Asks it to end, and kills it and its children when it has not in time. Blocks. */
    void stop(Duration grace) throws InterruptedException;

    /** Kills it and its children at once. */
    @Override
    void close();
}
