package hearth.monitors.power.meter;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends whoever waits on it. */
public final class StopSignal {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Everybody who waits goes on at once, and nobody waits again. */
    public void stop() {
        stopped.countDown();
    }

    public boolean stopped() {
        return stopped.getCount() == 0;
    }

    /**
     * Waits.
     *
     * @return whether it was stopped meanwhile
     */
    public boolean pause(Duration time) throws InterruptedException {
        return stopped.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
    }
}
