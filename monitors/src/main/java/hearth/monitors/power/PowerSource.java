package hearth.monitors.power;

import java.time.Duration;
import java.util.List;

/** One way to learn about power. Blocks for as long as the system takes; one caller at a time. */
public interface PowerSource extends AutoCloseable {
    /** What it measures now; empty when this machine has nothing of the kind. */
    List<PowerReading> read();

    /** How often asking it makes sense. */
    Duration pace();

    @Override
    void close();
}
