package hearth.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A value that its owner changes and lends read-only. Listeners see every change in order.
 *
 * @param <T> an immutable type
 */
public final class State<T> implements ReadOnlyState<T> {
    private static final Logger LOG = LoggerFactory.getLogger(State.class);

    private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private volatile T value;

    public State(T initial) {
        value = initial;
    }

    @Override
    public T get() {
        return value;
    }

    /** Replaces the value and tells every listener. */
    public void set(T next) {
        update(_ -> next);
    }

    /** Replaces the value by one made from it, without another change in between. */
    public void update(UnaryOperator<T> change) {
        synchronized (lock) {
            value = change.apply(value);
            for (var listener : listeners) {
                tell(listener);
            }
        }
    }

    @Override
    public Subscription subscribe(Consumer<? super T> listener) {
        synchronized (lock) {
            listeners.add(listener);
            tell(listener);
        }
        return () -> listeners.remove(listener);
    }

    private void tell(Consumer<? super T> listener) {
        // one broken view must not stop the others from being told
        Contained.run(() -> listener.accept(value), bug -> LOG.error("a listener failed", bug));
    }
}
