package hearth.link;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many questions each caller may still ask: so many a second, and a few at once. */
final class Allowance {
    /** Callers that are remembered; one that is forgotten begins with a full purse again. */
    private static final int CALLERS = 16_384;

    private static final double NANOS = 1_000_000_000.0;

    private final int perSecond;
    private final int burst;

    private final Map<Object, Purse> purses =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Object, Purse> eldest) {
                    return size() > CALLERS;
                }
            };

    /** What was left of an allowance at a moment. */
    private record Purse(double left, long at) {}

    Allowance(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /**
     * Takes one question from a caller's allowance; false when it has none left.
     *
     * @param caller a key, or all strangers of an address
     * @param now of a clock that never goes back, in nanoseconds
     */
    synchronized boolean take(Object caller, long now) {
        var purse = purses.get(caller);
        double left =
                purse == null
                        ? burst
                        : Math.min(burst, purse.left() + (now - purse.at()) * perSecond / NANOS);
        boolean may = left >= 1;
        purses.put(caller, new Purse(may ? left - 1 : left, now));
        return may;
    }
}
