package hearth.monitors.history;

import hearth.monitors.history.HistoryFile.Named;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;

/**
 * After a process that was killed a tier lacks what the finer one has since its own last saving:
 * made up from there.
 */
final class RollForward {
    private final HistoryFile file;
    private final Tier tier;
    private final Tier finer;
    private final Function<Named, @Nullable Lane> lanes;

    /** The point of the tier that is being made. */
    private static final class Making {
        long slot = Long.MIN_VALUE;
        int count;
        double total;
        double min;
        double max;
    }

    RollForward(HistoryFile file, Tier tier, Function<Named, @Nullable Lane> lanes) {
        this.file = file;
        this.tier = tier;
        this.finer = tier.finer();
        this.lanes = lanes;
    }

    void run(Map<Integer, Named> series) throws SQLException {
        var own = file.extent(tier);
        var below = file.extent(finer);
        for (var named : series.values()) {
            var lane = lanes.apply(named);
            if (lane != null) {
                run(lane, own.get(named.id()), below.get(named.id()));
            }
        }
    }

    private void run(Lane lane, long @Nullable [] own, long @Nullable [] below)
            throws SQLException {
        var openBelow = lane.open(finer);
        if (below == null && openBelow == null) {
            return;
        }
        long firstSlot = Long.MIN_VALUE;
        if (own != null) {
            long inNewest = own[1] * tier.slotsPerBlock();
            long last = lane.turnTo(tier, inNewest).lastSlot();
            firstSlot = last == Long.MIN_VALUE ? inNewest : last + 1;
        }
        var making = new Making();
        long from = firstSlot;
        Lane.PointSink sink =
                (slot, min, mean, max) -> {
                    long mine = tier.slotOf(slot * finer.seconds());
                    if (mine >= from) {
                        gather(lane, making, mine, min, mean, max);
                    }
                };
        if (below != null) {
            long number =
                    firstSlot == Long.MIN_VALUE
                            ? below[0]
                            : Math.max(
                                    below[0],
                                    finer.blockOf(finer.slotOf(firstSlot * tier.seconds())));
            for (var entry : file.blocks(lane.series(), finer, number, below[1]).entrySet()) {
                if (openBelow == null || openBelow.number() != entry.getKey()) {
                    var block = new Block(finer, entry.getKey());
                    block.unpack(entry.getValue());
                    Lane.points(block, lane.precision(), sink);
                }
            }
        }
        if (openBelow != null) {
            Lane.points(openBelow, lane.precision(), sink);
        }
        settle(lane, making);
    }

    private void gather(Lane lane, Making making, long slot, double min, double mean, double max) {
        if (making.slot != slot) {
            settle(lane, making);
            making.slot = slot;
        }
        making.min = making.count == 0 ? min : Math.min(making.min, min);
        making.max = making.count == 0 ? max : Math.max(making.max, max);
        making.total += mean;
        making.count++;
    }

    private void settle(Lane lane, Making making) {
        if (making.count > 0) {
            var precision = lane.precision();
            double mean = Math.clamp(making.total / making.count, making.min, making.max);
            lane.turnTo(tier, making.slot)
                    .merge(
                            tier.indexOf(making.slot),
                            precision.code(making.min),
                            precision.code(mean),
                            precision.code(making.max));
            making.count = 0;
            making.total = 0;
        }
    }
}
