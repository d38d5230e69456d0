package hearth.monitors.sensors;

import hearth.kernel.Celsius;
import hearth.kernel.Reading;

/**
 * One temperature sensor.
 *
 * @param name unique on this machine, such as "k10temp Tctl"
 * @param limit where the part slows down or stops, as its driver says
 */
public record Temperature(String name, Part part, Reading<Celsius> value, Reading<Celsius> limit) {
    /** What the sensor sits on. */
    public enum Part {
        /** The processor. */
        CPU,
        /** A drive. */
        DISK,
        /** The main board or case. */
        BOARD,
        /** The graphics processor. */
        GPU,
        /** Memory modules. */
        MEMORY,
        /** A network or wireless adapter. */
        NETWORK,
        /** Not known. */
        OTHER
    }
}
