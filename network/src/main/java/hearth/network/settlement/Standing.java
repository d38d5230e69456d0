package hearth.network.settlement;

import hearth.network.score.Maintenance;
import hearth.network.score.Performance;
import hearth.network.score.Ppm;

import java.util.ArrayList;
import java.util.List;

/**
 * What is carried from epoch to epoch about a node.
 *
 * @param smoothed share of right work, see {@link Performance}
 * @param consecutiveVerified units since the last wrong one; sets how much is checked
 * @param watched epochs of work in which everything is still checked, 0 to {@link #WATCHED}
 * @param presence of the last epochs, oldest first
 */
public record Standing(
        Ppm smoothed, long consecutiveVerified, int watched, List<Presence> presence) {
    /**
     * Everything of a node is computed again in so many epochs in which it gets work, after the one
     * in which wrong work of it was found: its quarantine does not count.
     */
    public static final int WATCHED = 7;

    /**
     * Rounds of an epoch and how many of them showed the node.
     *
     * @param rounds that were opened
     * @param seen with a receipt or a heartbeat
     */
    public record Presence(long epoch, int rounds, int seen) {}

    /** A node that was not seen before. */
    public static final Standing NEWCOMER = new Standing(Performance.NEWCOMER, 0, 0, List.of());

    public Standing {
        presence = List.copyOf(presence);
        if (consecutiveVerified < 0 || watched < 0 || watched > WATCHED) {
            throw new IllegalArgumentException(
                    "verified: " + consecutiveVerified + ", watched: " + watched);
        }
    }

    /** The same without trust: wrong work was found. */
    Standing distrusted() {
        return new Standing(smoothed, 0, WATCHED, presence);
    }

    /** The last epochs' presence with one more. */
    List<Presence> presenceWith(Presence now) {
        var epochs = new ArrayList<>(presence);
        epochs.add(now);
        return List.copyOf(
                epochs.subList(Math.max(0, epochs.size() - Maintenance.EPOCHS), epochs.size()));
    }
}
