package hearth.monitors.history;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;

/** What is open of one series: a block and an unfinished point per tier. Guarded by its history. */
final class Lane {
    /** Where blocks go to and come from when a lane changes block. */
    interface Shelf {
        void put(int series, Block block);

        Block get(int series, Tier tier, long number);
    }

    private final int series;
    private final Precision precision;
    private final Shelf shelf;
    private final Map<Tier, Block> open = new EnumMap<>(Tier.class);
    private final Map<Tier, Sum> sums = new EnumMap<>(Tier.class);

    /** The unfinished point of a coarser tier. */
    private static final class Sum {
        long slot;
        int count;
        double total;
        double min;
        double max;

        void add(double value) {
            min = count == 0 ? value : Math.min(min, value);
            max = count == 0 ? value : Math.max(max, value);
            total += value;
            count++;
        }

        /** Rounding of the sum must not lift the mean out of its bounds. */
        double mean() {
            return Math.clamp(total / count, min, max);
        }
    }

    Lane(int series, Precision precision, Shelf shelf) {
        this.series = series;
        this.precision = precision;
        this.shelf = shelf;
    }

    int series() {
        return series;
    }

    Precision precision() {
        return precision;
    }

    @Nullable Block open(Tier tier) {
        return open.get(tier);
    }

    void add(long second, double value) {
        int code = precision.code(value);
        var block = turnTo(Tier.SECOND, second);
        block.put(Tier.SECOND.indexOf(second), code, code, code);
        for (var tier : Tier.values()) {
            if (tier != Tier.SECOND) {
                long slot = tier.slotOf(second);
                var sum = sums.computeIfAbsent(tier, _ -> new Sum());
                if (sum.count > 0 && sum.slot != slot) {
                    settle(tier, sum);
                }
                sum.slot = slot;
                sum.add(value);
            }
        }
    }

    private void settle(Tier tier, Sum sum) {
        turnTo(tier, sum.slot)
                .merge(
                        tier.indexOf(sum.slot),
                        precision.code(sum.min),
                        precision.code(sum.mean()),
                        precision.code(sum.max));
        sum.count = 0;
        sum.total = 0;
    }

    /** The block that holds the slot; another one that was open goes to the shelf. */
    Block turnTo(Tier tier, long slot) {
        long number = tier.blockOf(slot);
        var block = open.get(tier);
        if (block == null || block.number() != number) {
            if (block != null) {
                keep(tier);
                // A finished block is the moment to keep what the next tier has of it.
                if (tier != Tier.SECOND && tier != Tier.HOUR) {
                    keep(tier.coarser());
                }
            }
            block = shelf.get(series, tier, number);
            open.put(tier, block);
        }
        return block;
    }

    /** Puts a copy of an open block on the shelf. */
    void keep(Tier tier) {
        var block = open.get(tier);
        if (block != null && block.changed()) {
            shelf.put(series, block);
            block.changed(false);
        }
    }

    /** Ends unfinished points and shelves everything; the lane stays usable. */
    void keepAll() {
        sums.forEach((tier, sum) -> {
            if (sum.count > 0) {
                settle(tier, sum);
            }
        });
        for (var tier : Tier.values()) {
            keep(tier);
        }
    }

    /** Tells the unfinished point of a tier, if it has one. */
    void unfinished(Tier tier, PointSink sink) {
        var sum = sums.get(tier);
        if (sum != null && sum.count > 0) {
            sink.point(sum.slot, sum.min, sum.mean(), sum.max);
        }
    }

    /** Takes points of one tier by their absolute slot. */
    @FunctionalInterface
    interface PointSink {
        void point(long slot, double min, double mean, double max);
    }

    /** Tells the filled slots of a block. */
    static void points(Block block, Precision precision, PointSink sink) {
        long first = block.number() * block.tier().slotsPerBlock();
        for (int i = 0; i < block.tier().slotsPerBlock(); i++) {
            if (block.filled(i)) {
                sink.point(
                        first + i,
                        precision.value(block.min(i)),
                        precision.value(block.mean(i)),
                        precision.value(block.max(i)));
            }
        }
    }
}
