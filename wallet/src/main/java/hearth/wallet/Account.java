package hearth.wallet;

import hearth.kernel.Address;

import java.time.Instant;
import java.util.Optional;

/**
 * An owner account of this wallet. Nothing in it is secret.
 *
 * @param address the account
 * @param payout where this owner wants its rewards; unattended claims and joins pay nobody else
 * @param origin how it came here
 * @param made when
 * @param wordsChecked when the operator last proved to have the recovery words
 * @param protection how hard guessing the passphrase is made, for the wallet page
 */
public record Account(
        Address address,
        Address payout,
        Origin origin,
        Instant made,
        Optional<Instant> wordsChecked,
        String protection) {

    /** Where an account came from. */
    public enum Origin {
        CREATED,
        WORDS,
        KEYSTORE,
        KEY,
        /** A keystore file that lay in the folder without an entry. */
        FOUND,
        /** Only its address is here: it can be looked at, nothing can be signed. */
        WATCHED
    }

    /** An account of somebody's, without its key. */
    static Account watched(Address address, Instant now) {
        return new Account(address, address, Origin.WATCHED, now, Optional.empty(), "no key here");
    }

    Account withPayout(Address other) {
        return new Account(address, other, origin, made, wordsChecked, protection);
    }

    Account withWordsChecked(Instant at) {
        return new Account(address, payout, origin, made, Optional.of(at), protection);
    }
}
