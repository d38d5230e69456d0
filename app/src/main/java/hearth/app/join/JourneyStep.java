package hearth.app.join;

/** The steps of joining, in their order. */
public enum JourneyStep {
    /** Chains of the practice network, or the endpoint of another. */
    NETWORK,
    /** Coins of the practice network. */
    COINS,
    /** Node key and quick benchmark. */
    MACHINE,
    /** Stake and registration on chain. */
    REGISTER,
    /** The agent checks the registration and starts the worker. */
    WORK
}
