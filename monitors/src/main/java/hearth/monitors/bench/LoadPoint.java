package hearth.monitors.bench;

import hearth.kernel.Celsius;
import hearth.kernel.Hertz;
import hearth.kernel.Reading;
import hearth.kernel.Watts;

import java.time.Duration;

/**
 * One second under load, or before it.
 *
 * @param at since the load began; negative before it
 * @param rate units of work a second; 0 before the load
 * @param around what the machine's sensors said
 */
public record LoadPoint(Duration at, double rate, Around around) {
    /**
     * What the machine's sensors say at a moment.
     *
     * @param power of the machine; missing as well where its meter can be imitated by others
     * @param meter the source of the power; empty when missing
     * @param hottest of all temperatures
     * @param clock mean of all threads
     * @param slowed what slows the machine now; empty when nothing does or nobody knows
     */
    public record Around(
            Reading<Watts> power,
            String meter,
            Reading<Celsius> hottest,
            Reading<Hertz> clock,
            String slowed) {}
}
