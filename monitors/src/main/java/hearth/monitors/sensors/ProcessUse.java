package hearth.monitors.sensors;

import hearth.kernel.Bytes;

import java.time.Duration;

/**
 * A process with all its descendants.
 *
 * @param processes how many they are
 * @param cpuTime processor time they used since each was started
 * @param memory their resident memory together; shared pages count once in each
 */
public record ProcessUse(int processes, Duration cpuTime, Bytes memory) {}
