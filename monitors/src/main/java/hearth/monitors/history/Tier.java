package hearth.monitors.history;

import java.time.Duration;

/** The resolutions in which history is kept, finest first; each is made from the one before it. */
public enum Tier {
    /** One value a second, for the last hour. */
    SECOND(1, 600, Duration.ofHours(1)),
    /** Minimum, mean and maximum of ten seconds, for two days. */
    TEN_SECONDS(10, 720, Duration.ofDays(2)),
    /** Minimum, mean and maximum of a minute, for 35 days. */
    MINUTE(60, 480, Duration.ofDays(35)),
    /** Minimum, mean and maximum of an hour, for 400 days. */
    HOUR(3600, 360, Duration.ofDays(400));

    private final int seconds;
    private final int slotsPerBlock;
    private final Duration kept;

    Tier(int seconds, int slotsPerBlock, Duration kept) {
        this.seconds = seconds;
        this.slotsPerBlock = slotsPerBlock;
        this.kept = kept;
    }

    /** The time that one point covers. */
    public Duration step() {
        return Duration.ofSeconds(seconds);
    }

    /** How long points are kept; whole blocks leave, so up to one block longer. */
    public Duration kept() {
        return kept;
    }

    /** The tier that this one is made from; itself for the finest. */
    Tier finer() {
        return switch (this) {
            case SECOND, TEN_SECONDS -> SECOND;
            case MINUTE -> TEN_SECONDS;
            case HOUR -> MINUTE;
        };
    }

    /** The tier that is made from this one; itself for the coarsest. */
    Tier coarser() {
        return switch (this) {
            case SECOND -> TEN_SECONDS;
            case TEN_SECONDS -> MINUTE;
            case MINUTE, HOUR -> HOUR;
        };
    }

    int seconds() {
        return seconds;
    }

    int slotsPerBlock() {
        return slotsPerBlock;
    }

    /** The finest tier holds single values; the others hold a minimum, a mean and a maximum. */
    int columns() {
        return this == SECOND ? 1 : 3;
    }

    long slotOf(long epochSecond) {
        return Math.floorDiv(epochSecond, seconds);
    }

    long blockOf(long slot) {
        return Math.floorDiv(slot, slotsPerBlock);
    }

    int indexOf(long slot) {
        return Math.floorMod(slot, slotsPerBlock);
    }
}
