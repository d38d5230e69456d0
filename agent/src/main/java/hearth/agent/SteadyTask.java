package hearth.agent;

import hearth.kernel.Contained;
import hearth.kernel.Threads;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that is begun at a steady pace on a thread that may block, and left out while its last run
 * is not over. What a run expects to fail it handles itself; a bug ends that run alone and is
 * logged: a node must not stop working, or a window stand still, until somebody starts the agent
 * again.
 */
final class SteadyTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyTask.class);

    /** What is done each time. */
    @FunctionalInterface
    interface Run {
        void run() throws InterruptedException;
    }

    private final String name;
    private final Threads threads;
    private final Run run;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Future<?> schedule;
    private volatile boolean closed;

    /**
     * Begins.
     *
     * @param name what it does, for the log
     * @param first milliseconds to the first run
     * @param pace milliseconds from one beginning to the next
     */
    SteadyTask(String name, long first, long pace, Threads threads, Run run) {
        this.name = name;
        this.threads = threads;
        this.run = run;
        schedule =
                threads.clock()
                        .scheduleAtFixedRate(this::begin, first, pace, TimeUnit.MILLISECONDS);
    }

    /** Begins a run out of turn, unless one is not over. */
    void begin() {
        if (closed || !busy.compareAndSet(false, true)) {
            return;
        }
        threads.io()
                .execute(() -> {
                    try {
                        Contained.run(
                                this::once, bug -> LOG.error("{} failed by a bug", name, bug));
                    } finally {
                        busy.set(false);
                    }
                });
    }

    private void once() {
        try {
            if (!closed) {
                run.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        schedule.cancel(false);
    }
}
