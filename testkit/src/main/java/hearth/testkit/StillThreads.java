package hearth.testkit;

import hearth.kernel.AllowForbidden;
import hearth.kernel.Threads;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads on which nothing comes by itself: no block of a practice chain, no look at anything. */
@AllowForbidden("tests make threads, too")
public final class StillThreads {
    private StillThreads() {}

    /** New ones; what is periodic comes after a day. */
    public static Threads open() {
        var still =
                new ScheduledThreadPoolExecutor(1) {
                    @Override
                    public ScheduledFuture<?> scheduleWithFixedDelay(
                            Runnable work, long first, long delay, TimeUnit unit) {
                        return super.scheduleWithFixedDelay(work, 1, 1, TimeUnit.DAYS);
                    }

                    @Override
                    public ScheduledFuture<?> scheduleAtFixedRate(
                            Runnable work, long first, long period, TimeUnit unit) {
                        return super.scheduleAtFixedRate(work, 1, 1, TimeUnit.DAYS);
                    }
                };
        return new Threads(
                InstantSource.system(),
                still,
                Executors.newVirtualThreadPerTaskExecutor(),
                Executors.newSingleThreadExecutor());
    }
}
