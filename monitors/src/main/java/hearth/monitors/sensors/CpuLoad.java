package hearth.monitors.sensors;

import hearth.kernel.Ratio;

import java.util.List;

/**
 * Busy share of the time since the previous reading; waiting for a disk is not busy.
 *
 * @param total mean of all threads
 * @param perThread each hardware thread in the system's order
 */
public record CpuLoad(Ratio total, List<Ratio> perThread) {
    public CpuLoad {
        perThread = List.copyOf(perThread);
    }
}
