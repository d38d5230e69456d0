package hearth.wallet;

/** What happens when a wallet holds another account already. */
public enum Placement {
    /** It is refused: nobody replaces a wallet by accident. */
    ONLY,
    /** The new account stands beside the others and is the chosen one. */
    BESIDE
}
