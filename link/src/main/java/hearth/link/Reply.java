package hearth.link;

import hearth.link.wire.AgentMessage;
import hearth.link.wire.Done;
import hearth.link.wire.Failure;
import hearth.link.wire.Progress;

/** The way back to one request of one caller; safe from any thread. */
public interface Reply {
    /** Sends a message; {@code more} when another to the same request follows. */
    void send(AgentMessage.Builder message, boolean more);

    /** Whether the caller has gone or cancelled this request: work for it can stop. */
    boolean cancelled();

    /**
     * Whether the caller sits on another machine: then it may make a safety limit tighter, never
     * looser.
     */
    boolean fromAfar();

    /** Begins or ends the Live pushes to this caller. */
    void watch(boolean on);

    /** Cancels what another request of the same caller is doing. */
    void cancel(long request);

    /** The last answer to a request that asks nothing back. */
    default void done() {
        send(AgentMessage.newBuilder().setDone(Done.getDefaultInstance()), false);
    }

    /** The last answer to a request that could not be met. */
    default void fail(String code, String sentence) {
        send(
                AgentMessage.newBuilder()
                        .setFailure(Failure.newBuilder().setCode(code).setSentence(sentence)),
                false);
    }

    /** How far it is; share 0 to 1, or below 0 when unknown. */
    default void progress(String step, String text, double share) {
        send(
                AgentMessage.newBuilder()
                        .setProgress(
                                Progress.newBuilder().setStep(step).setText(text).setShare(share)),
                true);
    }
}
