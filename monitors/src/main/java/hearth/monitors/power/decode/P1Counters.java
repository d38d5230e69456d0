package hearth.monitors.power.decode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The highest frame counter that each meter has used, so that a telegram recorded earlier is not
 * taken for one of now. Lives as long as a meter is read, over all its decoders. Only a telegram
 * that its key vouches for gets here: nobody else can make it grow.
 */
public final class P1Counters {
    private static final int TITLE = 8;

    private final Map<String, Long> highest;
    private final Keeping keeping;

    /** Where they stay when the program ends. */
    @FunctionalInterface
    public interface Keeping {
        /**
         * Told of each new counter; may leave some out, must not throw.
         *
         * @param highest counter by system title; not to be changed
         */
        void keep(Map<String, Long> highest);
    }

    /** Those of a meter that was never read before, kept nowhere. */
    public P1Counters() {
        this(Map.of(), _ -> {});
    }

    /**
     * @param before as they were kept
     */
    public P1Counters(Map<String, Long> before, Keeping keeping) {
        highest = new HashMap<>(before);
        this.keeping = keeping;
    }

    /**
     * Whether a counter is above all before it; remembered if so.
     *
     * @param vector begins with the meter's system title
     */
    synchronized boolean next(byte[] vector, long counter) {
        var meter = HexFormat.of().formatHex(Arrays.copyOf(vector, TITLE));
        if (counter <= highest.getOrDefault(meter, -1L)) {
            return false;
        }
        highest.put(meter, counter);
        keeping.keep(highest);
        return true;
    }
}
