package hearth.workers.risk;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until something holds, with a deadline. */
public final class Soon {
    private static final long DEADLINE = TimeUnit.MINUTES.toNanos(3);

    private Soon() {}

    /** Fails when it does not hold within three minutes. */
    public static void holds(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + DEADLINE;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within three minutes: " + what);
            }
            var _ = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }
}
