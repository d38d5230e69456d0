package hearth.monitors.rules;

import hearth.kernel.Reading;

/**
 * What a rule looks at, now.
 *
 * @param reading in the kind's unit; for the mains 1 with and 0 without
 * @param imitable whether anybody on the network could have sent it: then it may pause work but
 *     never allow any, and does not count as a sensor that lives
 */
public record Signal(Reading<Double> reading, boolean imitable) {
    /** A signal of a sensor in or at the machine. */
    public static Signal trusted(Reading<Double> reading) {
        return new Signal(reading, false);
    }
}
