package hearth.monitors.energy;

import hearth.kernel.Quality;

import java.time.Instant;

/**
 * Energy of one part in one bucket, as kept.
 *
 * @param from where the bucket begins
 * @param part {@link Parts}
 * @param microjoules all of it
 * @param solar of which from the own roof, microjoules
 * @param millis of the bucket that was measured
 * @param imitable of which told by meters that anybody on the network can imitate, microjoules
 */
public record Usage(
        Instant from,
        String part,
        Quality quality,
        long microjoules,
        long solar,
        long millis,
        long imitable) {}
