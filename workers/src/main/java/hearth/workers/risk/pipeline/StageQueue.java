package hearth.workers.risk.pipeline;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue between two stages, bounded by the contracts and the bytes of code in it. A full one
 * makes its producer wait: that is the back-pressure, and it is measured.
 *
 * @param <T> what is queued
 */
final class StageQueue<T> {
    private record Entry<T>(T item, int contracts, long bytes) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Entry<T>> entries = new ArrayDeque<>();
    private final int mostContracts;
    private final long mostBytes;
    private int contracts;
    private long bytes;
    private boolean closed;

    StageQueue(int mostContracts, long mostBytes) {
        this.mostContracts = mostContracts;
        this.mostBytes = mostBytes;
    }

    /**
     * Waits for room; one that is larger than the queue passes when it is alone.
     *
     * @throws InterruptedException also when the queue is closed
     */
    void put(T item, int itemContracts, long itemBytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed
                    && !entries.isEmpty()
                    && (contracts + itemContracts > mostContracts
                            || bytes + itemBytes > mostBytes)) {
                changed.await();
            }
            if (closed) {
                throw new InterruptedException("closed");
            }
            entries.add(new Entry<>(item, itemContracts, itemBytes));
            contracts += itemContracts;
            bytes += itemBytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next one, or null when none comes in time. */
    @Nullable T poll(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (entries.isEmpty()) {
                if (closed || left <= 0) {
                    return null;
                }
                left = changed.awaitNanos(left);
            }
            var entry = entries.remove();
            contracts -= entry.contracts();
            bytes -= entry.bytes();
            changed.signalAll();
            return entry.item();
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait; whatever is queued may still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int contracts() {
        lock.lock();
        try {
            return contracts;
        } finally {
            lock.unlock();
        }
    }

    int limit() {
        return mostContracts;
    }
}
