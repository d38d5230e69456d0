package hearth.app.shell;

import hearth.kernel.AllowForbidden;
import hearth.kernel.ReadOnlyState;
import hearth.kernel.Subscription;

import javafx.application.Platform;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The only class that knows the UI thread. Bursts become one task that shows the last value. */
public final class FxBridge {
    private final Executor ui;

    /** A bridge to JavaFX. */
    @AllowForbidden("the one bridge to the UI thread")
    public FxBridge() {
        this(Platform::runLater);
    }

    /** A bridge to any executor, such as a queue in a test. */
    public FxBridge(Executor ui) {
        this.ui = ui;
    }

    /** Runs on the UI thread, later. */
    public void later(Runnable task) {
        ui.execute(task);
    }

    /** Shows each value on the UI thread, of a burst only the last. */
    public <T> Subscription show(ReadOnlyState<T> state, Consumer<? super T> sink) {
        var waiting = new AtomicReference<@Nullable T>();
        var open = new AtomicBoolean(true);
        var inner =
                state.subscribe(value -> {
                    if (waiting.getAndSet(value) == null) {
                        ui.execute(() -> {
                            T last = waiting.getAndSet(null);
                            if (last != null && open.get()) {
                                sink.accept(last);
                            }
                        });
                    }
                });
        return () -> {
            open.set(false);
            inner.close();
        };
    }

    /** A task that may be asked for from any thread, often; on the UI thread it runs once. */
    public Runnable coalesced(Runnable task) {
        var waiting = new AtomicBoolean();
        return () -> {
            if (waiting.compareAndSet(false, true)) {
                ui.execute(() -> {
                    waiting.set(false);
                    task.run();
                });
            }
        };
    }

    /** Hands the answer, or why there is none, to the UI thread. */
    public <T> void answer(
            CompletableFuture<T> future, Consumer<? super T> sink, Consumer<Throwable> failed) {
        var _ =
                future.whenComplete((value, problem) ->
                        ui.execute(() -> {
                            if (problem == null) {
                                sink.accept(value);
                            } else {
                                failed.accept(problem);
                            }
                        }));
    }
}
