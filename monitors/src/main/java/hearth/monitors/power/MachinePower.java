package hearth.monitors.power;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.PowerReading.FromMeter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The machine's power: the best figure there is, and all the sources beside it.
 *
 * @param machine the best figure, or why there is none
 * @param source short name of what gave it; empty when missing
 * @param name of the source for people; empty when missing
 * @param note what to know about it; empty when there is nothing to add
 * @param meter what the meter adds, when a meter gave it
 * @param sources every source, the best first
 */
public record MachinePower(
        Reading<Watts> machine,
        String source,
        String name,
        String note,
        Optional<FromMeter> meter,
        List<PowerReading> sources) {
    /** What is said where no source exists. */
    public static final String NO_METER =
            "no meter found; add one, or measure with a plug that Hearth can read";

    private static final String PACKAGES = "rapl.packages";

    public MachinePower {
        sources = List.copyOf(sources);
    }

    /** No figure, and why. */
    public static MachinePower missing(Instant at, String why, List<PowerReading> sources) {
        return new MachinePower(Reading.missing(at, why), "", "", "", Optional.empty(), sources);
    }

    /** The best figure that nobody on the network could have made up. */
    public MachinePower trusted(Instant now) {
        return imitable(sources)
                ? of(sources.stream().filter(source -> !source.imitable()).toList(), now)
                : this;
    }

    private static boolean imitable(List<PowerReading> sources) {
        return sources.stream().anyMatch(PowerReading::imitable);
    }

    /** Whether the figure comes from a meter that anybody on the network can imitate. */
    public boolean imitable() {
        return meter.map(FromMeter::imitable).orElse(false);
    }

    /** Whether a source is the figure, or in its sum. */
    public boolean counts(PowerReading reading) {
        return reading.source().equals(source)
                || (source.equals(PACKAGES) && reading.covers() == PowerReading.Covers.PROCESSOR);
    }

    /** Chooses among what was read. */
    public static MachinePower of(List<PowerReading> readings, Instant now) {
        var sorted = new ArrayList<>(readings);
        sorted.sort(
                Comparator.<PowerReading>comparingInt(MachinePower::rank)
                        .thenComparing(PowerReading::imitable));
        var best =
                sorted.stream()
                        .filter(reading -> reading.covers() != PowerReading.Covers.PART)
                        .filter(reading -> reading.watts() instanceof Reading.Measured<Watts>)
                        .findFirst();
        if (best.isPresent()) {
            var reading = best.get();
            return processors(sorted, reading)
                    .orElseGet(() ->
                            new MachinePower(
                                    reading.watts(),
                                    reading.source(),
                                    reading.name(),
                                    reading.note(),
                                    reading.meter(),
                                    sorted));
        }
        var why =
                sorted.stream()
                        .filter(reading -> reading.covers() != PowerReading.Covers.PART)
                        .flatMap(reading -> reason(reading.watts()).stream())
                        .findFirst();
        return missing(now, why.orElse(NO_METER), sorted);
    }

    /** Two sockets are two packages: their sum is the figure. */
    private static Optional<MachinePower> processors(List<PowerReading> sorted, PowerReading best) {
        if (best.covers() != PowerReading.Covers.PROCESSOR) {
            return Optional.empty();
        }
        double sum = 0;
        int packages = 0;
        for (var reading : sorted) {
            if (reading.covers() == PowerReading.Covers.PROCESSOR
                    && reading.watts() instanceof Reading.Measured<Watts> measured) {
                sum += measured.value().value();
                packages++;
            }
        }
        if (packages < 2) {
            return Optional.empty();
        }
        var at = best.watts().at();
        return Optional.of(
                new MachinePower(
                        Reading.counted(new Watts(sum), at),
                        PACKAGES,
                        packages + " processors",
                        best.note(),
                        Optional.empty(),
                        sorted));
    }

    private static Optional<String> reason(Reading<Watts> reading) {
        return switch (reading) {
            case Reading.Measured<Watts> _ -> Optional.empty();
            case Reading.Missing<Watts>(Instant _, String reason) -> Optional.of(reason);
        };
    }

    private static int rank(PowerReading reading) {
        int covers =
                switch (reading.covers()) {
                    case MACHINE -> 0;
                    case PROCESSOR -> 10;
                    case PART -> 20;
                };
        return covers
                + switch (reading.watts()) {
                    case Reading.Measured<Watts> measured -> rank(measured.quality());
                    case Reading.Missing<Watts> _ -> 9;
                };
    }

    private static int rank(Quality quality) {
        return switch (quality) {
            case WALL -> 0;
            case INLINE -> 1;
            case BOARD -> 2;
            case COUNTER -> 3;
            case ESTIMATE -> 4;
        };
    }
}
