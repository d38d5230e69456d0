package hearth.monitors.history;

/**
 * One stretch of one series in one tier: a slot per step, each empty or holding codes of {@link
 * Precision}. Confined to whoever owns it.
 */
final class Block {
    private static final byte FORMAT = 1;
    private final Tier tier;
    private final long number;
    private final boolean[] filled;
    private final int[] min;
    private final int[] mean;
    private final int[] max;
    private boolean changed;

    Block(Tier tier, long number) {
        this.tier = tier;
        this.number = number;
        int slots = tier.slotsPerBlock();
        filled = new boolean[slots];
        mean = new int[slots];
        min = tier.columns() == 1 ? mean : new int[slots];
        max = tier.columns() == 1 ? mean : new int[slots];
    }

    Tier tier() {
        return tier;
    }

    long number() {
        return number;
    }

    boolean filled(int index) {
        return filled[index];
    }

    int min(int index) {
        return min[index];
    }

    int mean(int index) {
        return mean[index];
    }

    int max(int index) {
        return max[index];
    }

    /** Puts a value where there may be one already, as after a clock that went back: both count. */
    void merge(int index, int lowest, int middle, int highest) {
        if (filled[index]) {
            put(
                    index,
                    Math.min(min[index], lowest),
                    (mean[index] + middle) / 2,
                    Math.max(max[index], highest));
        } else {
            put(index, lowest, middle, highest);
        }
    }

    void put(int index, int lowest, int middle, int highest) {
        changed = true;
        set(index, lowest, middle, highest);
    }

    private void set(int index, int lowest, int middle, int highest) {
        filled[index] = true;
        min[index] = lowest;
        max[index] = highest;
        mean[index] = middle;
    }

    /** Whether it holds what no packed copy of it does. */
    boolean changed() {
        return changed;
    }

    void changed(boolean value) {
        changed = value;
    }

    boolean anyIn(int from, int to) {
        for (int i = from; i < to; i++) {
            if (filled[i]) {
                return true;
            }
        }
        return false;
    }

    int count() {
        int count = 0;
        for (boolean one : filled) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** The last filled slot as an absolute slot number, or {@link Long#MIN_VALUE} when empty. */
    long lastSlot() {
        for (int i = filled.length - 1; i >= 0; i--) {
            if (filled[i]) {
                return number * tier.slotsPerBlock() + i;
            }
        }
        return Long.MIN_VALUE;
    }

    /** Packs the slots in [from, to). */
    byte[] pack(int from, int to) {
        var encoder = new RangeCoder.Encoder();
        var gaps = new RangeCoder.Model();
        var middles = new RangeCoder.Model();
        var below = new RangeCoder.Model();
        var above = new RangeCoder.Model();
        int at = from;
        int last = 0;
        while (at < to) {
            int run = at;
            while (run < to && !filled[run]) {
                run++;
            }
            encoder.number(gaps, run - at);
            at = run;
            while (run < to && filled[run]) {
                run++;
            }
            encoder.number(gaps, run - at);
            for (; at < run; at++) {
                encoder.number(middles, mean[at] - last);
                last = mean[at];
                if (tier.columns() > 1) {
                    encoder.number(below, mean[at] - min[at]);
                    encoder.number(above, max[at] - mean[at]);
                }
            }
        }
        byte[] body = encoder.finish();
        byte[] packed = new byte[body.length + 1];
        packed[0] = FORMAT;
        System.arraycopy(body, 0, packed, 1, body.length);
        return packed;
    }

    byte[] pack() {
        return pack(0, filled.length);
    }

    /**
     * Reads the filled ones of slots [from, to) back; the others keep what they had. What cannot be
     * right ends the reading.
     *
     * @throws IllegalArgumentException if the bytes have another format
     */
    void unpack(byte[] packed, int from, int to) {
        if (packed.length == 0 || packed[0] != FORMAT) {
            throw new IllegalArgumentException(
                    "a block of unknown format " + (packed.length == 0 ? "(empty)" : packed[0]));
        }
        var decoder = new RangeCoder.Decoder(packed, 1);
        var gaps = new RangeCoder.Model();
        var middles = new RangeCoder.Model();
        var below = new RangeCoder.Model();
        var above = new RangeCoder.Model();
        int at = from;
        int last = 0;
        while (at < to) {
            int gap = decoder.number(gaps);
            int run = decoder.number(gaps);
            if (gap < 0 || run < 0 || gap + run == 0 || gap > to - at || run > to - at - gap) {
                return;
            }
            at += gap;
            for (int end = at + run; at < end; at++) {
                last += decoder.number(middles);
                int lowest = last;
                int highest = last;
                if (tier.columns() > 1) {
                    lowest -= decoder.number(below);
                    highest += decoder.number(above);
                }
                set(at, lowest, last, highest);
            }
        }
    }

    void unpack(byte[] packed) {
        unpack(packed, 0, filled.length);
    }
}
