package hearth.monitors.energy;

import hearth.kernel.Quality;

/**
 * Energy of one part in one minute.
 *
 * @param minute since 1970
 * @param part {@link Parts}
 * @param microjoules all of it
 * @param solar of which from the own roof, microjoules
 * @param millis of the minute that it covers
 * @param imitable whether anybody on the network could have made the energy up
 */
record Slice(
        long minute,
        String part,
        Quality quality,
        long microjoules,
        long solar,
        long millis,
        boolean imitable) {}
