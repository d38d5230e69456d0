package hearth.app.agent;

import hearth.link.wire.Welcome;

import java.time.Instant;

/** How the panel stands with its agent. */
public sealed interface ConnectionState {
    /** Trying, for the first time or again. */
    record Connecting() implements ConnectionState {}

    /** Talking; {@code welcome} says to whom. */
    record Connected(Welcome welcome) implements ConnectionState {}

    /**
     * Not talking.
     *
     * @param code stable, for support
     * @param sentence what happened and what to do
     * @param nextTry when it is tried again by itself
     */
    record Unreachable(String code, String sentence, Instant nextTry) implements ConnectionState {}
}
