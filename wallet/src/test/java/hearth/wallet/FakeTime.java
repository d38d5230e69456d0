package hearth.wallet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Time that a test moves. */
final class FakeTime implements InstantSource {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-21T19:04:00Z"));

    @Override
    public Instant instant() {
        return now.get();
    }

    void pass(Duration some) {
        now.updateAndGet(at -> at.plus(some));
    }
}
