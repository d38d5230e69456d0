package hearth.monitors;

import java.time.Instant;
import java.util.function.ObjDoubleConsumer;

/** Something whose numbers history keeps beside the machine's, such as a worker's rate. */
@FunctionalInterface
public interface SeriesSource {
    /**
     * Tells the numbers of this tick; called once a second, returns at once. What is not told is a
     * gap.
     *
     * @param into takes the series' name, such as worker.contract-risk.rate, and the value
     */
    void measure(Instant tick, ObjDoubleConsumer<String> into);
}
