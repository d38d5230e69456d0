package hearth.network.gatekeeper;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Time into the open epoch. Counts only time that passed while it was asked: a wall clock set back
 * adds nothing, one set forward (or a machine that slept) at most one round, so a jump by a day
 * changes no pay and skips no epoch.
 */
final class EpochClock {
    private final Duration longestStep;
    private final @Nullable Instant shared;
    private Instant last;
    private Duration elapsed;

    /** Goes on from a time into the epoch. */
    EpochClock(Instant now, Duration elapsed, Duration longestStep) {
        this(now, elapsed, longestStep, null);
    }

    private EpochClock(
            Instant now, Duration elapsed, Duration longestStep, @Nullable Instant shared) {
        this.shared = shared;
        this.last = now;
        this.elapsed = elapsed;
        this.longestStep = longestStep;
    }

    /** By a time that several have in common: no step of it is left out, nor taken back. */
    static EpochClock shared(Instant opened) {
        return new EpochClock(opened, Duration.ZERO, Duration.ZERO, opened);
    }

    /** Moves on to now and returns the time into the epoch. */
    Duration advance(Instant now) {
        var opened = shared;
        if (opened != null) {
            var since = Duration.between(opened, now);
            return since.isNegative() ? Duration.ZERO : since;
        }
        var step = Duration.between(last, now);
        last = now;
        if (!step.isNegative()) {
            elapsed = elapsed.plus(step.compareTo(longestStep) > 0 ? longestStep : step);
        }
        return elapsed;
    }
}
