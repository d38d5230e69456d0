package hearth.workers;

import hearth.slots.RunningSlot;

import java.util.Optional;

/** A program whose work earns, in its slot. */
public interface Worker extends AutoCloseable {
    /** Its name, such as "contract-risk". */
    String name();

    /** What its throughput is counted in, such as "contracts". */
    String unit();

    /** The slot that it runs in at present; empty while it is being started again. */
    Optional<RunningSlot> slot();

    /** Stops its own work, or goes on; work that it is assigned is done all the same. */
    void pause(boolean pause);

    /** Ends it. Blocks up to a few seconds. */
    @Override
    void close();
}
