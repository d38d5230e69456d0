package hearth.monitors.power.model;

import hearth.kernel.Watts;

import java.time.Instant;

/**
 * Power as a straight line over the processor's load: idle + (full − idle) × load. Fan, Weber and
 * Barroso (Power Provisioning for a Warehouse-sized Computer, ISCA 2007) found it within a few
 * percent for machines whose processor does most of the work; disks and graphics are not in it.
 *
 * @param idle watts without load
 * @param full watts with all threads busy
 * @param error how far off it may be either way, watts; of a fit the root mean square
 * @param source who published the two figures, or how they were fitted
 * @param calibrated whether it was fitted against a meter of this very machine
 * @param at when it was chosen or fitted
 */
public record PowerModel(
        double idle, double full, double error, String source, boolean calibrated, Instant at) {
    private static final double MOST = 5000;

    public PowerModel {
        boolean sane = idle >= 0 && full >= idle && full <= MOST && error >= 0 && error <= MOST;
        if (!sane || source.isBlank()) {
            throw new IllegalArgumentException(
                    "A model needs watts from 0 to 5000, idle no higher than full, and a source.");
        }
    }

    /**
     * Watts at a load.
     *
     * @param load share of all threads, 0 to 1
     */
    public Watts at(double load) {
        return new Watts(idle + (full - idle) * Math.clamp(load, 0, 1));
    }
}
