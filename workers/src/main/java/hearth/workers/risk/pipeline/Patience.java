package hearth.workers.risk.pipeline;

import hearth.workers.risk.extract.RpcFailedException;
import hearth.workers.risk.extract.Waits;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Repeats what an endpoint refused, after a growing wait, and counts each failure. */
final class Patience {
    /** Something asked of an endpoint. */
    interface Asked<T> {
        T ask() throws RpcFailedException, InterruptedException;
    }

    private final StageCounters counters;
    private volatile boolean waiting;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Patience(StageCounters counters) {
        this.counters = counters;
    }

    /** Whether the endpoint has just failed and is waited for. */
    boolean waiting() {
        return waiting;
    }

    /** Ends every wait. */
    void stop() {
        stopped.countDown();
    }

    /** Asks until it is answered. Throws InterruptedException when stopped meanwhile. */
    <T> T persist(Asked<T> asked) throws InterruptedException {
        var waits = new Waits();
        while (stopped.getCount() > 0) {
            try {
                var answer = asked.ask();
                waiting = false;
                return answer;
            } catch (RpcFailedException e) {
                if (stopped.getCount() == 0) {
                    break; // it failed because the reader is being closed
                }
                waiting = true;
                counters.failed(e.getMessage() + " [" + e.kind().code() + "]");
                var wait = waits.after(e);
                if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        throw new InterruptedException("stopped");
    }
}
