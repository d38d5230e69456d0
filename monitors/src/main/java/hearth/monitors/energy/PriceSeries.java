package hearth.monitors.energy;

import java.time.Instant;
import java.util.Optional;

/** Prices by time, by the name of the series. */
@FunctionalInterface
public interface PriceSeries {
    /** No series at all. */
    PriceSeries NONE = (_, _) -> Optional.empty();

    /** The price in force at a moment; empty where the series has none. */
    Optional<Price> at(String name, Instant moment);
}
