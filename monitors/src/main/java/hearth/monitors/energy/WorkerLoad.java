package hearth.monitors.energy;

import hearth.kernel.Reading;

/**
 * What a worker used in the last second.
 *
 * @param worker its name
 * @param threads processor time a second of all its processes: 1.0 is one thread fully used
 * @param slotCores the cores its slot reserves; above 0
 */
public record WorkerLoad(String worker, Reading<Double> threads, double slotCores) {
    public WorkerLoad {
        if (worker.isEmpty() || !(slotCores > 0)) {
            throw new IllegalArgumentException("worker " + worker + ", cores " + slotCores);
        }
    }
}
