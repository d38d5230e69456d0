package hearth.agent;

import hearth.kernel.Threads;
import hearth.link.wire.Live;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Makes the Live once a second while somebody watches. */
final class LivePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LivePublisher.class);

    /** After the sampler's tick in the middle of a second. */
    private static final long OFFSET_MILLIS = 750;

    private final Threads threads;
    private final LongFunction<Live> make;
    private final Consumer<Live> publish;
    private final java.util.function.BooleanSupplier watched;
    private final AtomicBoolean making = new AtomicBoolean();
    private final AtomicLong sequence = new AtomicLong();
    private @Nullable Future<?> schedule;

    LivePublisher(
            Threads threads,
            LongFunction<Live> make,
            Consumer<Live> publish,
            java.util.function.BooleanSupplier watched) {
        this.threads = threads;
        this.make = make;
        this.publish = publish;
        this.watched = watched;
    }

    void start() {
        long now = threads.time().millis();
        long delay = Math.floorMod(OFFSET_MILLIS - now, 1000L);
        schedule =
                threads.clock()
                        .scheduleAtFixedRate(this::publishNow, delay, 1000, TimeUnit.MILLISECONDS);
    }

    /** Makes one now, unless one is being made or nobody watches. */
    void publishNow() {
        if (!watched.getAsBoolean() || !making.compareAndSet(false, true)) {
            return;
        }
        threads.io()
                .execute(() -> {
                    try {
                        publish.accept(make.apply(sequence.incrementAndGet()));
                    } catch (RuntimeException e) {
                        LOG.error("a push could not be made", e);
                    } finally {
                        making.set(false);
                    }
                });
    }

    @Override
    public void close() {
        if (schedule != null) {
            schedule.cancel(false);
        }
    }
}
