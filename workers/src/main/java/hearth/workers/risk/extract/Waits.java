package hearth.workers.risk.extract;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait between attempts at an endpoint. For one thread. */
public final class Waits {
    private final Backoff backoff = new Backoff(ThreadLocalRandom.current());

    /** As long as this failure asks for, or longer the more there were. */
    public Duration after(RpcFailedException failure) {
        return backoff.after(failure.retryAfter());
    }
}
