package hearth.agent;

import hearth.kernel.Threads;
import hearth.link.wire.Live;

import org.jspecify.annotations.Nullable;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Makes the Live once a second while somebody watches. */
final class LivePublisher implements AutoCloseable {
    /** After the sampler's tick in the middle of a second. */
    private static final long OFFSET_MILLIS = 750;

    private final Threads threads;
    private final LongFunction<Live> make;
    private final Consumer<Live> publish;
    private final BooleanSupplier watched;
    private long sequence;
    private volatile @Nullable SteadyTask task;

    LivePublisher(
            Threads threads,
            LongFunction<Live> make,
            Consumer<Live> publish,
            BooleanSupplier watched) {
        this.threads = threads;
        this.make = make;
        this.publish = publish;
        this.watched = watched;
    }

    void start() {
        long now = threads.time().millis();
        long delay = Math.floorMod(OFFSET_MILLIS - now, 1000L);
        task = new SteadyTask("a push", delay, 1000, threads, this::publish);
    }

    /** Makes one now, unless one is being made or nobody watches. */
    void publishNow() {
        if (task != null) {
            task.begin();
        }
    }

    private void publish() {
        if (watched.getAsBoolean()) {
            publish.accept(fresh());
        }
    }

    /** Makes one for somebody else. Blocks. */
    synchronized Live fresh() {
        sequence++;
        return make.apply(sequence);
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
        }
    }
}
