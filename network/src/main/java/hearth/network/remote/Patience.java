package hearth.network.remote;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** When what failed is asked again: after a while that doubles, less a part by chance. */
final class Patience {
    /** Doublings after which any while is at its longest. */
    private static final int MOST = 20;

    private final Duration first;
    private final Duration longest;
    private final SecureRandom random = new SecureRandom();
    private int failures;
    private Instant since = Instant.EPOCH;
    private Duration rest = Duration.ZERO;

    /** With somebody: 1 s at first, a minute at most. */
    Patience() {
        this(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    Patience(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** Whether it may be asked now; a wall clock that was set back does not make it wait longer. */
    synchronized boolean over(Instant now) {
        var passed = Duration.between(since, now);
        return passed.isNegative() || passed.compareTo(rest) >= 0;
    }

    synchronized void failed(Instant now) {
        var whole = first.multipliedBy(1L << Math.min(failures, MOST));
        long millis = Math.min(whole.toMillis(), longest.toMillis());
        failures++;
        since = now;
        rest = Duration.ofMillis(millis - random.nextLong(millis / 4));
    }

    synchronized void answered() {
        failures = 0;
        rest = Duration.ZERO;
    }
}
