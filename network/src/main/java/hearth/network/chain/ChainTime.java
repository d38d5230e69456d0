package hearth.network.chain;

import hearth.kernel.AllowForbidden;
import hearth.network.gatekeeper.NetworkTime;
import hearth.network.gatekeeper.SourceFailedException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * The settlement chain's time: what its newest blocks say, and between them what has passed on this
 * machine since. A block is always seen a little late, never early, so the furthest estimate is the
 * best one.
 */
public final class ChainTime implements NetworkTime {
    /** A block that is new can be so late on its way, and no more. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private final ChainClient chain;
    private final Registry registry;
    private volatile @Nullable Fix fix;
    private volatile long number = -1;

    /** That it was so late at a reading of the machine's running clock. */
    private record Fix(Instant time, long nanos) {}

    public ChainTime(ChainClient chain, Registry registry) {
        this.chain = chain;
        this.registry = registry;
    }

    @Override
    public void look() throws SourceFailedException {
        try {
            var block = chain.latest();
            var said = Instant.ofEpochSecond(block.timestamp());
            var known = fix;
            boolean fresh = block.number() > number;
            number = Math.max(number, block.number());
            // one that was dated ahead is outvoted by those that come after it
            boolean wrong = fresh && said.plus(TOLERANCE).isBefore(instant());
            if (known == null || wrong || said.isAfter(instant())) {
                fix = new Fix(said, running());
            }
        } catch (ChainFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Instant began() throws SourceFailedException {
        try {
            return Instant.ofEpochSecond(registry.startedAt());
        } catch (ChainFailedException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** {@link Instant#EPOCH} before the first look. */
    @Override
    public Instant instant() {
        var known = fix;
        return known == null
                ? Instant.EPOCH
                : known.time().plus(Duration.ofNanos(running() - known.nanos()));
    }

    @AllowForbidden("a clock that nobody can set")
    private static long running() {
        return System.nanoTime();
    }
}
