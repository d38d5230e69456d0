package hearth.monitors.bench;

import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.monitors.sensors.CpuLoad;

import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How much of the processor other programs take: the machine's load less this process' own. */
final class Bystanders {
    private final Supplier<Reading<CpuLoad>> load;
    private final LongSupplier ownCpu;
    private final LongSupplier nanos;
    private final int threads;
    private long ownBefore;
    private long before;
    private double sum;
    private double span;

    /**
     * @param load the machine's since the previous call
     * @param ownCpu processor time of this process in nanoseconds; negative when not known
     */
    Bystanders(
            Supplier<Reading<CpuLoad>> load, LongSupplier ownCpu, LongSupplier nanos, int threads) {
        this.load = load;
        this.ownCpu = ownCpu;
        this.nanos = nanos;
        this.threads = threads;
    }

    /** Begins to look. */
    void begin() {
        var ignored = load.get();
        assert ignored != null;
        ownBefore = ownCpu.getAsLong();
        before = nanos.getAsLong();
    }

    /** What they took since {@link #begin}; it counts towards {@link #all}. */
    Reading<Ratio> end() {
        double length = Math.max(1, nanos.getAsLong() - before);
        var others = look();
        others.measured()
                .ifPresent(share -> {
                    sum += share.value() * length;
                    span += length;
                });
        return others;
    }

    /** The same, counting towards nothing. */
    Reading<Ratio> look() {
        long now = nanos.getAsLong();
        long own = ownCpu.getAsLong() - ownBefore;
        double length = Math.max(1, now - before);
        var machine = load.get();
        return machine.map(one -> {
            double left = one.total().value() - Math.max(0, own) / (length * threads);
            return new Ratio(Math.clamp(left, 0, 1));
        });
    }

    /** Over all that was looked at. */
    Reading<Ratio> all(Instant now) {
        return span > 0
                ? Reading.counted(new Ratio(Math.clamp(sum / span, 0, 1)), now)
                : Reading.missing(now, "the load is not known");
    }
}
