package hearth.monitors.energy;

import hearth.kernel.Quality;
import hearth.monitors.power.EnergyRegister;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A register that tells nothing finer closes no gap: it is worth hours of a machine. */
    private static final long COARSE = 1_000_000;

    /** Registers tell watt-hours or finer; falling by more than ten is a reset. */
    private static final long RESET = 10_000;

    /** No home draws more on average, milliwatts: the register is then of another device. */
    private static final double MOST = 25_000_000;

    private final Consumer<Slice> slices;
    private final Consumer<Gap> gaps;
    private @Nullable EnergySample last;
    private @Nullable Kept before;

    /** What was integrated since the register last moved, microjoules. */
    private long sinceRegister;

    /**
     * What was known of the last reading.
     *
     * @param register where the meter's register stood then, had it no steps
     */
    record Kept(Instant wall, Optional<EnergyRegister> register) {}

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
                gap(sample.wall().minusMillis(steps * STEP), sample, stood(previous));
            } else {
                trapezoid(previous, sample, steps);
            }
            if (!sample.register().equals(previous.register())) {
                sinceRegister = 0;
            }
        }
        last = sample;
    }

    private void takeUp(EnergySample sample) {
        var kept = before;
        before = null;
        if (kept != null && sample.wall().toEpochMilli() - kept.wall().toEpochMilli() > 0) {
            gap(kept.wall(), sample, kept.register());
        }
    }

    /**
     * A register moves in steps, and a meter that was unplugged told its last one a while ago: what
     * was integrated since is in it by now and must not be counted a second time.
     */
    private Optional<EnergyRegister> stood(EnergySample sample) {
        return sample.register()
                .map(told ->
                        new EnergyRegister(
                                told.meter(),
                                told.milliwattHours()
                                        + sinceRegister / MICROJOULES_PER_MILLIWATTHOUR));
    }

    private void gap(Instant from, EnergySample sample, Optional<EnergyRegister> stood) {
        var counted =
                stood.isPresent() && sample.register().isPresent()
                        ? counted(
                                stood.get(),
                                sample.register().get(),
                                sample.wall().toEpochMilli() - from.toEpochMilli())
                        : OptionalLong.empty();
        if (counted.isPresent()) {
            // Nobody watched whose it was.
            var other = new Share(Parts.OTHER, sample.quality(), sample.imitable());
            spread(from, sample.wall(), other, counted.getAsLong(), 0, 0);
        }
        gaps.accept(new Gap(from, sample.wall(), counted));
    }

    /** What a register counted in between, microjoules, to within one of its steps. */
    private static OptionalLong counted(EnergyRegister stood, EnergyRegister stands, long millis) {
        long counted = stands.milliwattHours() - stood.milliwattHours();
        boolean comparable =
                stood.meter().equals(stands.meter())
                        && stands.milliwattHours() % COARSE != 0
                        && counted >= -RESET
                        && counted * 3.6e6 <= MOST * millis;
        return comparable
                ? OptionalLong.of(Math.max(0, counted) * MICROJOULES_PER_MILLIWATTHOUR)
                : OptionalLong.empty();
    }

    private void trapezoid(EnergySample a, EnergySample b, long steps) {
        var quality = a.quality().compareTo(b.quality()) > 0 ? a.quality() : b.quality();
        var sums = parts(a.split());
        parts(b.split()).forEach((part, milliwatts) -> sums.merge(part, milliwatts, Long::sum));
        // (mW + mW) / 2 × 2 ms is one µJ for each mW and step.
        long whole = (a.split().machine() + b.split().machine()) * steps;
        sinceRegister += whole;
        long solar = (a.solar() + b.solar()) * steps;
        var parts = List.copyOf(sums.entrySet());
        long[] energies = parts.stream().mapToLong(part -> part.getValue() * steps).toArray();
        long[] solarShares = whole == 0 ? new long[energies.length] : Shares.of(solar, energies);
        var from = b.wall().minusMillis(steps * STEP);
        for (int i = 0; i < energies.length; i++) {
            spread(
                    from,
                    b.wall(),
                    new Share(parts.get(i).getKey(), quality, a.imitable() || b.imitable()),
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

    /** Whose energy, and how it was obtained. */
    private record Share(String part, Quality quality, boolean imitable) {
        Slice slice(long minute, long energy, long solar, long millis) {
            return new Slice(minute, part, quality, energy, solar, millis, imitable);
        }
    }

    /** Spreads energy evenly over the minutes of a stretch. */
    private void spread(
            Instant from, Instant to, Share share, long energy, long solar, long millis) {
        long start = from.toEpochMilli();
        long end = to.toEpochMilli();
        long first = Math.floorDiv(start, MINUTE);
        long last = Math.floorDiv(end - 1, MINUTE);
        if (first >= last) {
            slices.accept(share.slice(first, energy, solar, millis));
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
            slices.accept(share.slice(first + i, energies[i], suns[i], times[i]));
        }
    }

    /** The last reading, to be kept for the next process; null before the first. */
    @Nullable Kept lastReading() {
        var sample = last;
        return sample == null ? before : new Kept(sample.wall(), stood(sample));
    }
}
