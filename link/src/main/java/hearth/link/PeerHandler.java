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

    /** How a caller's questions are counted. */
    sealed interface Standing {
        /** Nobody knows who that is: together with all strangers of its address. */
        record Stranger() implements Standing {}

        /** It has said who it is: for that node, whatever key it shows. */
        record Node(long number) implements Standing {}

        /** It may ask as often as it likes. */
        record Member() implements Standing {}
    }

    /** How a caller's questions are counted now. Must not block. */
    Standing standing(Pin caller);

    /** Whether an answer may be so large that only a few are held at once. Must not block. */
    boolean large(String question);

    /**
     * Answers. May block; every question has a thread of its own.
     *
     * @throws LinkFailedException with what the caller is to be told
     */
    byte[] answer(String question, Pin caller, byte[] asked) throws LinkFailedException;
}
