package hearth.monitors.energy;

import hearth.kernel.Quality;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Watts over time to energy, by the trapezoid between two readings. A clock that nobody sets gives
 * the length, the time of day only the bucket: setting the clock neither makes nor loses energy.
 * More than five seconds without a reading are a gap; only the meter's own register closes it.
 */
final class Integrator {
    /** Without a reading for longer than this it is a gap. */
    static final long GAP_MILLIS = 5_000;

    /** 1 mWh is 3.6 J. */
    static final long MICROJOULES_PER_MILLIWATTHOUR = 3_600_000;

    private static final long MINUTE = 60_000;

    /**
     * Time is counted in steps of this many milliseconds, so that half the sum of two milliwatts
     * times the time is a whole number of microjoules.
     */
    private static final long STEP = 2;

    private final Consumer<Slice> slices;
    private final Consumer<Gap> gaps;
    private @Nullable EnergySample last;
    private @Nullable Kept before;

    /** What was known of the last reading before this process began. */
    record Kept(Instant wall, String source, OptionalLong register) {}

    /**
     * @param before the last reading of an earlier process, if there was one
     */
    Integrator(@Nullable Kept before, Consumer<Slice> slices, Consumer<Gap> gaps) {
        this.before = before;
        this.slices = slices;
        this.gaps = gaps;
    }

    void add(EnergySample sample) {
        var previous = last;
        if (previous == null) {
            takeUp(sample);
        } else {
            long steps =
                    Math.floorDiv(sample.elapsed(), STEP) - Math.floorDiv(previous.elapsed(), STEP);
            if (steps <= 0) {
                // The same moment twice, or a clock that ran backwards: nothing passed.
                return;
            }
            if (steps * STEP > GAP_MILLIS) {
                gap(
                        sample.wall().minusMillis(steps * STEP),
                        sample,
                        previous.source(),
                        previous.register());
            } else {
                trapezoid(previous, sample, steps);
            }
        }
        last = sample;
    }

    private void takeUp(EnergySample sample) {
        var kept = before;
        before = null;
        if (kept != null && sample.wall().toEpochMilli() - kept.wall().toEpochMilli() > 0) {
            gap(kept.wall(), sample, kept.source(), kept.register());
        }
    }

    private void gap(Instant from, EnergySample sample, String source, OptionalLong register) {
        var counted = OptionalLong.empty();
        if (register.isPresent()
                && sample.register().isPresent()
                && source.equals(sample.source())
                && sample.register().getAsLong() >= register.getAsLong()) {
            long energy =
                    (sample.register().getAsLong() - register.getAsLong())
                            * MICROJOULES_PER_MILLIWATTHOUR;
            counted = OptionalLong.of(energy);
            // Nobody watched whose it was.
            spread(from, sample.wall(), Parts.OTHER, sample.quality(), energy, 0, 0);
        }
        gaps.accept(new Gap(from, sample.wall(), counted));
    }

    private void trapezoid(EnergySample a, EnergySample b, long steps) {
        var quality = a.quality().compareTo(b.quality()) > 0 ? a.quality() : b.quality();
        var sums = parts(a.split());
        parts(b.split()).forEach((part, milliwatts) -> sums.merge(part, milliwatts, Long::sum));
        // (mW + mW) / 2 × 2 ms is one µJ for each mW and step.
        long whole = (a.split().machine() + b.split().machine()) * steps;
        long solar = (a.solar() + b.solar()) * steps;
        var parts = List.copyOf(sums.entrySet());
        long[] energies = parts.stream().mapToLong(part -> part.getValue() * steps).toArray();
        long[] solarShares = whole == 0 ? new long[energies.length] : Shares.of(solar, energies);
        var from = b.wall().minusMillis(steps * STEP);
        for (int i = 0; i < energies.length; i++) {
            spread(
                    from,
                    b.wall(),
                    parts.get(i).getKey(),
                    quality,
                    energies[i],
                    Math.min(energies[i], solarShares[i]),
                    steps * STEP);
        }
    }

    private static Map<String, Long> parts(Split split) {
        var parts = new LinkedHashMap<String, Long>();
        parts.put(Parts.OTHER, split.other());
        parts.put(Parts.IDLE, split.ownIdle());
        for (var worker : split.workers()) {
            parts.merge(Parts.worker(worker.worker()), worker.milliwatts(), Long::sum);
        }
        return parts;
    }

    /** Spreads energy evenly over the minutes of a stretch. */
    private void spread(
            Instant from,
            Instant to,
            String part,
            Quality quality,
            long energy,
            long solar,
            long millis) {
        long start = from.toEpochMilli();
        long end = to.toEpochMilli();
        long first = Math.floorDiv(start, MINUTE);
        long last = Math.floorDiv(end - 1, MINUTE);
        if (first >= last) {
            slices.accept(new Slice(first, part, quality, energy, solar, millis));
            return;
        }
        var lengths = new long[Math.toIntExact(last - first + 1)];
        for (int i = 0; i < lengths.length; i++) {
            long begin = Math.max(start, (first + i) * MINUTE);
            lengths[i] = Math.min(end, (first + i + 1) * MINUTE) - begin;
        }
        var energies = Shares.of(energy, lengths);
        var suns = Shares.of(solar, lengths);
        var times = Shares.of(millis, lengths);
        for (int i = 0; i < lengths.length; i++) {
            slices.accept(new Slice(first + i, part, quality, energies[i], suns[i], times[i]));
        }
    }

    /** The last reading, to be kept for the next process; null before the first. */
    @Nullable Kept lastReading() {
        var sample = last;
        return sample == null
                ? before
                : new Kept(sample.wall(), sample.source(), sample.register());
    }
}
