package hearth.wallet;

/** The steps of the wallet's flows, in the order in which they are shown. */
public enum FlowStep {
    /** The endpoint is the network of the file. */
    CHECK_NETWORK,
    /** Transactions from before, perhaps from before a crash, are followed to their end first. */
    FINISH_EARLIER,
    /** Balances suffice. */
    CHECK_COINS,
    /** The proof leads to the root on chain. */
    CHECK_PROOF,
    /** The registry may take exactly the stake. */
    APPROVE,
    /** The node is registered and its stake paid. */
    REGISTER,
    CLAIM,
    LEAVE,
    WITHDRAW,
    SET_PAYOUT,
    SEND,
    /** The block is final. */
    FINAL
}
