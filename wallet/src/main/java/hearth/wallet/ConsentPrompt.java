package hearth.wallet;

/** Asks whether a transaction may be signed: a dialog, a terminal, or bounds set beforehand. */
@FunctionalInterface
public interface ConsentPrompt {
    /** Blocks until there is an answer; not called on the UI thread. */
    Answer ask(Consent consent);

    /** What the operator said. */
    sealed interface Answer {
        /**
         * Sign it with this open wallet.
         *
         * @param once lock the wallet right after this signature
         */
        record Agreed(Unlocked wallet, boolean once) implements Answer {}

        /**
         * Do not sign.
         *
         * @param reason one sentence
         */
        record Refused(String reason) implements Answer {}
    }
}
