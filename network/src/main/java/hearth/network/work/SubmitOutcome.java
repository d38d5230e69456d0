package hearth.network.work;

import hearth.kernel.Hash32;

import java.util.List;

/** What a gatekeeper says to a receipt. */
public sealed interface SubmitOutcome {
    /**
     * Kept; what becomes of it is known when the round takes nothing more.
     *
     * @param ack with its phase: for the receipt alone, then for its opening
     */
    record Held(Signed<Ack> ack) implements SubmitOutcome {}

    /**
     * Taken; the units count when the epoch closes.
     *
     * @param ack of the receipt, from before anybody's answers were open
     * @param units that were answered
     * @param checked how many of them the gatekeeper computed itself
     */
    record Accepted(Signed<Ack> ack, int units, int checked) implements SubmitOutcome {}

    /**
     * Not taken; nothing of it is paid.
     *
     * @param sentence for the operator
     * @param verdicts findings about wrong answers; empty unless the reason is a wrong answer
     */
    record Refused(Reason reason, String sentence, List<Hash32> verdicts) implements SubmitOutcome {
        public Refused {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** Why; the names are stable and shown as codes. */
    enum Reason {
        NOT_REGISTERED,
        NOT_OPEN,
        LATE,
        EARLY,
        NOT_COMMITTED,
        UNOPENED,
        BAD_SIGNATURE,
        OTHER_MANIFEST,
        OTHER_MODEL,
        NOT_ASSIGNED,
        MALFORMED_OPENING,
        BAD_ROOT,
        SECOND_ROOT,
        WRONG_RESULT,
        WRONG_TRACE,
        NOT_CHECKABLE
    }
}
