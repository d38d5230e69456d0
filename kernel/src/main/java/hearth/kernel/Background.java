package hearth.kernel;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Work that may block, done on a thread of its own, with its answer to come. */
public final class Background {
    private final Executor threads;

    /**
     * @param threads which may block, such as {@link Threads#io}
     */
    public Background(Executor threads) {
        this.threads = threads;
    }

    /** Begins it; whatever it throws is what the answer fails with. */
    public <T> CompletableFuture<T> ask(Callable<? extends T> work) {
        var answer = new CompletableFuture<T>();
        threads.execute(() -> {
            try {
                answer.complete(work.call());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                answer.completeExceptionally(e);
            } catch (Exception e) {
                // A Callable names no narrower type, and who waits is to hear of each.
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
