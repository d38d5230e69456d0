package hearth.monitors.bench;

import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Memory's latency: each load's address is what the load before gave, one after the other through
 * all lines of an array well above the caches, in an order that no prefetcher knows. The time that
 * the page tables take is part of it, as it is for programs.
 */
final class PointerChase {
    /** Ints to a cache line of 64 bytes. */
    private static final int LINE = 16;

    private static final int STRETCH = 20_000;

    private final int[] next;
    private final LongSupplier nanos;
    private final BooleanSupplier cancelled;
    private int at;

    /**
     * @param bytes of the array
     */
    PointerChase(long bytes, LongSupplier nanos, BooleanSupplier cancelled) {
        this.nanos = nanos;
        this.cancelled = cancelled;
        int lines = Math.toIntExact(Math.min(bytes / 64, Integer.MAX_VALUE / LINE));
        next = new int[lines * LINE];
        var order = new int[lines];
        for (int i = 0; i < lines; i++) {
            order[i] = i;
        }
        // Sattolo's shuffle: one cycle through all lines.
        var random = new Random(7);
        for (int i = lines - 1; i > 0; i--) {
            int other = random.nextInt(i);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        for (int i = 0; i < lines; i++) {
            next[order[i] * LINE] = order[(i + 1) % lines] * LINE;
        }
    }

    /** Nanoseconds of one load, over a run of this length. */
    double run(long length) {
        long start = nanos.getAsLong();
        long now = start;
        long loads = 0;
        int place = at;
        while (now - start < length && !cancelled.getAsBoolean()) {
            place = stretch(place);
            loads += STRETCH;
            now = nanos.getAsLong();
        }
        at = place;
        return (now - start) / (double) Math.max(1, loads);
    }

    /** Where it stands, in ints from the array's beginning. */
    int at() {
        return at;
    }

    /** Where a load at this place leads. */
    int after(int place) {
        return next[place];
    }

    private int stretch(int from) {
        int place = from;
        for (int i = 0; i < STRETCH; i++) {
            place = next[place];
        }
        return place;
    }
}
