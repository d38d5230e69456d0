package hearth.kernel;

import java.util.function.Consumer;

/**
 * A value that changes, lent to readers.
 *
 * @param <T> an immutable type
 */
public interface ReadOnlyState<T> {
    /** The value now. */
    T get();

    /**
     * Calls the listener at once with the value and again after each change, on the thread that
     * changes it: a listener returns quickly and never blocks.
     */
    Subscription subscribe(Consumer<? super T> listener);
}
