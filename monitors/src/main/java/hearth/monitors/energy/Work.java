package hearth.monitors.energy;

import java.time.Instant;

/**
 * What a worker did in one quarter of an hour.
 *
 * @param units finished
 * @param working milliseconds at work
 * @param paused milliseconds paused
 */
public record Work(Instant from, String worker, long units, long working, long paused) {}
