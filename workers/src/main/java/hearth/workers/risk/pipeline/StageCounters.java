package hearth.workers.risk.pipeline;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a stage does; written by the stage, read once a second. */
final class StageCounters {
    private static final long WINDOW = 5_000_000_000L;

    private record Sample(long at, long done, long waited, long busy) {}

    private record Failure(String message, Instant at) {}

    private final String name;
    private final InstantSource time;
    private final LongAdder done = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private volatile @Nullable Failure last;

    StageCounters(String name, InstantSource time) {
        this.name = name;
        this.time = time;
    }

    void done(int contracts, long nanos) {
        done.add(contracts);
        busyNanos.add(nanos);
    }

    void waited(long nanos) {
        waitedNanos.add(nanos);
    }

    void failed(String message) {
        errors.increment();
        last = new Failure(message, time.instant());
    }

    long done() {
        return done.sum();
    }

    /** Call about once a second. */
    synchronized StageStats read(long queue, long limit, String detail) {
        var now = new Sample(System.nanoTime(), done.sum(), waitedNanos.sum(), busyNanos.sum());
        // Keep one sample that is at least 5 s old, so that the mean is over 5 s and not less.
        while (samples.size() > 1 && now.at() - second().at() >= WINDOW) {
            samples.removeFirst();
        }
        var from = samples.isEmpty() ? now : samples.getFirst();
        samples.addLast(now);
        double seconds = (now.at() - from.at()) / 1e9;
        long contracts = now.done() - from.done();
        var failure = last;
        return new StageStats(
                name,
                seconds > 0 ? contracts / seconds : 0,
                now.done(),
                queue,
                limit,
                seconds > 0 ? Math.clamp((now.waited() - from.waited()) / 1e9 / seconds, 0, 1) : 0,
                contracts > 0
                        ? (now.busy() - from.busy()) / 1e3 / contracts
                        : now.done() > 0 ? now.busy() / 1e3 / now.done() : 0,
                errors.sum(),
                failure == null ? "" : failure.message(),
                failure == null ? null : failure.at(),
                detail);
    }

    private Sample second() {
        var iterator = samples.iterator();
        iterator.next();
        return iterator.next();
    }
}
