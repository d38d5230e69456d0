package hearth.bench;

/** What may happen to a running installation at any moment. */
enum Fault {
    /** The agent is killed and started again by its owner's next command. */
    AGENT_KILLED,
    /** The worker's process is killed. */
    WORKER_KILLED,
    /** The chain that holds stakes and rewards is killed. */
    SETTLEMENT_CHAIN_KILLED,
    /** The chain whose contracts are read is killed. */
    SOURCE_CHAIN_KILLED,
    /** The whole computer, so to say: the agent and everything that it started. */
    ALL_KILLED,
    /** The agent stands still for seconds, as on a computer that swaps or sleeps. */
    AGENT_FROZEN,
    /** The worker stands still. */
    WORKER_FROZEN,
    /** The settlement chain stands still. */
    SETTLEMENT_CHAIN_FROZEN,
    /** The owner's process is killed while it claims. */
    CLAIM_KILLED,
    /** The agent is killed and a byte of its readings' file is changed. */
    HISTORY_DAMAGED,
    /** The agent is killed and its readings' file is cut off somewhere. */
    HISTORY_TRUNCATED,
    /** The agent's clock jumps by up to two days, and back. */
    CLOCK_JUMPED,
    /** The agent's files cannot grow for seconds, as on a full disk; then it is started again. */
    DISK_FULL,
    /** Nothing that asks the settlement chain gets an answer for seconds. */
    CHAIN_CUT,
    /** What the settlement chain says is changed on its way for seconds. */
    CHAIN_LIES
}
