package hearth.workers.risk.load;

import hearth.kernel.Hash32;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a chain has been read: kept in the same transaction as what was read.
 *
 * @param recent the newest blocks, ascending; at most {@link #DEPTH}
 */
public record Cursor(List<Block> recent) {
    /** Reorganisations up to this many blocks are followed block by block. */
    public static final int DEPTH = 64;

    /** Nothing read. */
    public static final Cursor START = new Cursor(List.of());

    /** A block that was read. */
    public record Block(long number, Hash32 hash) {}

    public Cursor {
        recent = List.copyOf(recent);
    }

    /** The block to read next. */
    public long next() {
        return recent.isEmpty() ? 0 : recent.getLast().number() + 1;
    }

    /** With more blocks read; the oldest are forgotten. */
    public Cursor with(List<Block> more) {
        var all = new ArrayList<>(recent);
        all.addAll(more);
        return new Cursor(all.subList(Math.max(0, all.size() - DEPTH), all.size()));
    }

    /** Only the blocks up to a number. */
    public Cursor upTo(long number) {
        return new Cursor(recent.stream().filter(block -> block.number() <= number).toList());
    }
}
