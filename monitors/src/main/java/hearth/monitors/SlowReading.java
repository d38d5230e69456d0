package hearth.monitors;

import hearth.kernel.Contained;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A group of sensors read at its own pace on its own thread: one that hangs is reported missing and
 * keeps nobody waiting.
 *
 * @param <T> what the group gives
 */
final class SlowReading<T> {
    private static final Logger LOG = LoggerFactory.getLogger(SlowReading.class);
    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    private final String name;
    private final long pace;
    private final Supplier<T> read;
    private final BiFunction<T, String, T> absent;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile T latest;
    private volatile long startedAt;
    private volatile boolean broken;
    private boolean asked;

    /**
     * @param name in the words of the reason, such as "temperatures"
     * @param absent makes of the last value one that is missing for the given reason
     */
    SlowReading(
            String name,
            Duration pace,
            T before,
            Supplier<T> read,
            BiFunction<T, String, T> absent) {
        this.name = name;
        // A tick comes a little early at times.
        this.pace = pace.toNanos() - Duration.ofMillis(200).toNanos();
        this.read = read;
        this.absent = absent;
        latest = before;
    }

    /** Starts a reading when one is due and none is running. */
    void tick(long now, Executor io) {
        boolean due = !asked || now - startedAt >= pace;
        if (due && running.compareAndSet(false, true)) {
            asked = true;
            startedAt = now;
            try {
                io.execute(this::run);
            } catch (RejectedExecutionException e) {
                // The process is ending.
                running.set(false);
            }
        }
    }

    private void run() {
        try {
            Contained.run(
                    () -> {
                        latest = read.get();
                        broken = false;
                    },
                    this::failed);
        } finally {
            running.set(false);
        }
    }

    private void failed(RuntimeException bug) {
        latest = absent.apply(latest, name + " cannot be read");
        if (!broken) {
            broken = true;
            LOG.error("{} failed", name, bug);
        }
    }

    /** The last value, or its absence when the sensors have hung for too long. */
    T latest(long now) {
        long silent = now - startedAt;
        return running.get() && silent > Math.max(PATIENCE, 2 * pace)
                ? absent.apply(
                        latest, name + " did not answer for " + silent / 1_000_000_000 + " s")
                : latest;
    }
}
