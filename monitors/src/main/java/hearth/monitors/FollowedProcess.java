package hearth.monitors;

import hearth.kernel.Reading;
import hearth.monitors.sensors.ProcessUse;

/**
 * A process, such as a worker's, with its descendants.
 *
 * @param name given by whoever follows it
 * @param pid of the first process
 * @param use its processor time and memory
 * @param cpu processor use since the previous tick, in threads: 1.0 is one thread fully used
 */
public record FollowedProcess(
        String name, long pid, Reading<ProcessUse> use, Reading<Double> cpu) {}
