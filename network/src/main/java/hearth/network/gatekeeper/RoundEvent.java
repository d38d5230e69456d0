package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.settlement.EpochReport;
import hearth.network.work.Signed;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.Verdict;

/** What happened on a gatekeeper since it was last asked. */
public sealed interface RoundEvent {
    /** A finding of wrong work is on the chain; its node is in quarantine. */
    record Condemned(long nodeId, Signed<Verdict> verdict) implements RoundEvent {}

    /** Something that anybody may do on the chain was done, in one sentence. */
    record Tended(String sentence) implements RoundEvent {}

    /** An epoch began with these nodes. */
    record EpochOpened(long epoch, int nodes, int tickets) implements RoundEvent {}

    /**
     * A round can be worked on.
     *
     * @param units listed
     * @param fresh of these never listed before
     */
    record RoundOpened(long epoch, int round, int units, int fresh) implements RoundEvent {}

    /**
     * A receipt was taken.
     *
     * @param checked units that were computed again
     */
    record ReceiptAccepted(long nodeId, long epoch, int round, int units, int checked)
            implements RoundEvent {}

    /**
     * More than half of a node's work was void: it gets none in this epoch until it says that its
     * self-test was passed.
     */
    record Rested(long nodeId, long epoch) implements RoundEvent {}

    /** A receipt was not taken. */
    record ReceiptRefused(
            long nodeId, long epoch, int round, SubmitOutcome.Reason reason, String sentence)
            implements RoundEvent {}

    /** An epoch was settled; its root is signed and kept. */
    record EpochClosed(EpochReport report) implements RoundEvent {}

    /** A root is on chain. */
    record RootPosted(long epoch, Hash32 transaction, long block) implements RoundEvent {}

    /**
     * Something has to be waited for; tried again by itself.
     *
     * @param sentence for the operator
     */
    record Stalled(String sentence) implements RoundEvent {}
}
