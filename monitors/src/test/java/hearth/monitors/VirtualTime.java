package hearth.monitors;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A clock that moves when told; its nanoseconds follow only real passing, not jumps. */
public final class VirtualTime implements InstantSource {
    private Instant now;
    private long nanos = 1;

    public VirtualTime(String start) {
        now = Instant.parse(start);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public LongSupplier nanos() {
        return this::nanosNow;
    }

    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    public synchronized void jumpTo(Instant instant) {
        now = instant;
    }

    private synchronized long nanosNow() {
        return nanos;
    }
}
