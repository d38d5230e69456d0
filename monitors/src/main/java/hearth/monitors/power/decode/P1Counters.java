package hearth.monitors.power.decode;

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

    private final Map<String, Long> highest = new HashMap<>();

    /**
     * Whether a counter is above all before it; remembered if so.
     *
     * @param vector begins with the meter's system title
     */
    synchronized boolean next(byte[] vector, long counter) {
        var meter = HexFormat.of().formatHex(vector, 0, TITLE);
        if (counter <= highest.getOrDefault(meter, -1L)) {
            return false;
        }
        highest.put(meter, counter);
        return true;
    }
}
