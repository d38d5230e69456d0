package hearth.network.remote;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * When somebody who failed is asked again: after 1 s, doubling to a minute, less a part by chance.
 */
final class Patience {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SecureRandom random = new SecureRandom();
    private int failures;
    private Instant since = Instant.EPOCH;
    private Duration rest = Duration.ZERO;

    /** Whether it may be asked now; a wall clock that was set back does not make it wait longer. */
    synchronized boolean over(Instant now) {
        var passed = Duration.between(since, now);
        return passed.isNegative() || passed.compareTo(rest) >= 0;
    }

    synchronized void failed(Instant now) {
        var whole = FIRST.multipliedBy(1L << Math.min(failures, 6));
        long millis = Math.min(whole.toMillis(), LONGEST.toMillis());
        failures++;
        since = now;
        rest = Duration.ofMillis(millis - random.nextLong(millis / 4));
    }

    synchronized void answered() {
        failures = 0;
        rest = Duration.ZERO;
    }
}
