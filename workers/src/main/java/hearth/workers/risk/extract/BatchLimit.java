package hearth.workers.risk.extract;

/** How many calls an endpoint takes in one request, learned: halved when refused, grown slowly. */
final class BatchLimit {
    private static final int CALM = 20;
    private final int largest;
    private int current;
    private int successes;

    BatchLimit(int largest) {
        this.largest = largest;
        this.current = largest;
    }

    synchronized int current() {
        return current;
    }

    /** A request of this size went well. */
    synchronized void went(int size) {
        // After a refusal the old size is tried again only now and then: each try costs a request.
        if (size >= current && current < largest && ++successes >= CALM) {
            successes = 0;
            current = Math.min(largest, current + Math.max(1, current / 4));
        }
    }

    /** A request of this size was too much; false when it cannot be made smaller. */
    synchronized boolean shrink(int size) {
        successes = 0;
        current = Math.clamp(size / 2, 1, current);
        return size > 1;
    }
}
