package hearth.monitors.power.lan;

import java.time.Duration;

/**
 * How long a device is waited for.
 *
 * @param step for the connection, and for each piece of the answer
 * @param whole for an answer as a whole
 */
record LanLimits(Duration step, Duration whole) {
    /** For a device of the house and for a server that is busy. */
    static final LanLimits USUAL = new LanLimits(Duration.ofSeconds(3), Duration.ofSeconds(5));

    int stepMillis() {
        return Math.toIntExact(step.toMillis());
    }
}
