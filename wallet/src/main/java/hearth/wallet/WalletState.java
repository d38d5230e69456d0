package hearth.wallet;

import java.time.Instant;

/** What the wallet is able to do at the moment. */
public sealed interface WalletState {
    /** There is no wallet yet. */
    record None() implements WalletState {}

    /** Everything can be read, nothing signed. */
    record Locked(Account account) implements WalletState {}

    /**
     * Can sign.
     *
     * @param locksAt when it locks itself if nothing is signed before
     */
    record Open(Account account, Instant locksAt) implements WalletState {}

    /**
     * The files cannot be used; they are left as they are.
     *
     * @param sentence what is wrong and what to do
     */
    record Damaged(String sentence) implements WalletState {}
}
