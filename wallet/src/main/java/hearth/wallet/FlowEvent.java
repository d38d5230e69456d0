package hearth.wallet;

import hearth.kernel.Hash32;
import hearth.network.chain.TransactionState;
import hearth.network.chain.Trust;

/** How a flow gets on; told on the flow's own thread. */
public sealed interface FlowEvent {
    FlowStep step();

    /** Work on a step began. */
    record Started(FlowStep step) implements FlowEvent {}

    /**
     * A step is not needed.
     *
     * @param why such as "the registry may already take it"
     */
    record Skipped(FlowStep step, String why) implements FlowEvent {}

    /** A transaction was signed and sent. */
    record Sent(FlowStep step, Hash32 transaction) implements FlowEvent {}

    /** A transaction is in another state than before. */
    record Moved(FlowStep step, Hash32 transaction, TransactionState state) implements FlowEvent {}

    /** A block was checked that holds a transaction: by proof, or why not. */
    record Checked(FlowStep step, Trust trust) implements FlowEvent {}

    /** A step is done. */
    record Done(FlowStep step) implements FlowEvent {}
}
