package hearth.monitors.history;

import hearth.monitors.history.HistoryFile.Place;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Blocks on their way to the file, the oldest first. Guarded by the history's lock. */
final class PendingBlocks implements Lane.Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(PendingBlocks.class);

    /** About half a day of the usual series, while the disk is full. */
    private static final int MOST = 4_000;

    private final HistoryFile file;
    private final Map<Place, byte[]> blocks = new LinkedHashMap<>();

    PendingBlocks(HistoryFile file) {
        this.file = file;
    }

    @Override
    public void put(int series, Block block) {
        var key = new Place(series, block.tier(), block.number());
        blocks.remove(key);
        blocks.put(key, block.pack());
    }

    @Override
    public Block get(int series, Tier tier, long number) {
        var block = new Block(tier, number);
        var key = new Place(series, tier, number);
        try {
            var data = Optional.ofNullable(blocks.get(key));
            if (data.isEmpty()) {
                data = file.block(key);
            }
            data.ifPresent(block::unpack);
        } catch (SQLException | IllegalArgumentException e) {
            LOG.warn("a block of the history cannot be read: a gap", e);
        }
        return block;
    }

    /** A block that is not in the file yet. */
    byte @Nullable [] held(Place place) {
        return blocks.get(place);
    }

    /** All of them, to be written without the lock. */
    Map<Place, byte[]> copy() {
        return new LinkedHashMap<>(blocks);
    }

    /** These are in the file; what was put meanwhile stays. */
    void written(Map<Place, byte[]> done) {
        done.forEach(blocks::remove);
    }

    /** Memory is not endless either: the oldest held blocks leave first. */
    void bound() {
        var keys = blocks.keySet().iterator();
        while (blocks.size() > MOST && keys.hasNext()) {
            keys.next();
            keys.remove();
        }
    }
}
