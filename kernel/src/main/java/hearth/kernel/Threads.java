package hearth.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one process and the time they live by, built once per graph.
 *
 * @param time the clock that everything asks
 * @param clock one thread that only starts work, never does it
 * @param io virtual threads for blocking calls: HTTP, chain, child processes
 * @param db one thread that writes metrics
 */
@AllowForbidden("the one place that makes threads")
public record Threads(
        InstantSource time, ScheduledExecutorService clock, ExecutorService io, ExecutorService db)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    /** The threads of a real process. */
    public static Threads system() {
        return new Threads(
                InstantSource.system(),
                Executors.newSingleThreadScheduledExecutor(daemon("hearth-clock")),
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual()
                                .name("hearth-io-", 0)
                                .uncaughtExceptionHandler(Threads::report)
                                .factory()),
                Executors.newSingleThreadExecutor(daemon("hearth-db")));
    }

    /** A daemon thread with a name, for the few things that need a platform thread of their own. */
    public static ThreadFactory daemon(String name) {
        return Thread.ofPlatform()
                .daemon()
                .name(name)
                .uncaughtExceptionHandler(Threads::report)
                .factory();
    }

    private static void report(Thread thread, Throwable bug) {
        LOG.error("{} ended by a bug", thread.getName(), bug);
    }

    /** Stops them, giving running work two seconds, and two more once it is interrupted. */
    @Override
    public void close() {
        clock.shutdownNow();
        io.shutdown();
        db.shutdown();
        var deadline = Duration.ofSeconds(2);
        try {
            if (!db.awaitTermination(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                db.shutdownNow();
            }
            if (!io.awaitTermination(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                io.shutdownNow();
                // What was interrupted still puts things in order, in files that are about to go.
                if (!io.awaitTermination(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("some work did not end when it was interrupted");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
