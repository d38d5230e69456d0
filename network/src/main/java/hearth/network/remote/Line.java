package hearth.network.remote;

/** A way to one gatekeeper; safe from any thread. */
public interface Line extends AutoCloseable {
    /**
     * Asks and waits, within the line's own time limit.
     *
     * @throws LineFailedException when nobody answers, or the question was refused
     */
    byte[] ask(Question question, byte[] asked) throws LineFailedException, InterruptedException;

    @Override
    void close();
}
