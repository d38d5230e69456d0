package hearth.link;

import java.util.Set;

/** What a gatekeeper's port does with the questions that come in. */
public interface PeerHandler {
    /** The names of the questions that it knows. */
    Set<String> questions();

    /**
     * The longest question of this kind that a caller may ask now, in bytes; looked at before
     * anything of it is read. Must not block.
     *
     * @throws LinkFailedException when this caller may not ask it at all
     */
    int limit(String question, Pin caller) throws LinkFailedException;

    /** Whether a caller is known and may ask more often than the rest. Must not block. */
    boolean known(Pin caller);

    /** Whether an answer may be so large that only a few are held at once. Must not block. */
    boolean large(String question);

    /**
     * Answers. May block; every question has a thread of its own.
     *
     * @throws LinkFailedException with what the caller is to be told
     */
    byte[] answer(String question, Pin caller, byte[] asked) throws LinkFailedException;
}
