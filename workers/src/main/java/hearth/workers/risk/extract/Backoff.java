package hearth.workers.risk.extract;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling, with jitter, never less than was asked. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    void success() {
        failures = 0;
    }

    Duration after(Duration asked) {
        long base = FIRST.toMillis() << Math.min(failures++, 10);
        long bounded = Math.min(base, LONGEST.toMillis());
        long jittered = bounded / 2 + random.nextLong(bounded / 2 + 1);
        // An endpoint that asks for an hour gets at most two minutes: it may be wrong about it.
        return Duration.ofMillis(Math.max(jittered, Math.min(asked.toMillis(), 120_000)));
    }
}
