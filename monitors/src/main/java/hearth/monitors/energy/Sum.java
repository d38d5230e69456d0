package hearth.monitors.energy;

/**
 * What one part used in one bucket.
 *
 * @param part {@link Parts}
 * @param microjoules all of it
 * @param costMicros of what has a price, in millionths of the currency
 * @param unpriced energy without a price, microjoules
 * @param units of work; 0 for parts that are no worker
 * @param working milliseconds at work
 * @param paused milliseconds paused
 */
public record Sum(
        String part,
        long microjoules,
        long costMicros,
        long unpriced,
        long units,
        long working,
        long paused) {
    Sum plus(Sum other) {
        return new Sum(
                part,
                microjoules + other.microjoules,
                costMicros + other.costMicros,
                unpriced + other.unpriced,
                units + other.units,
                working + other.working,
                paused + other.paused);
    }
}
