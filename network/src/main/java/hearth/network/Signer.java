package hearth.network;

import hearth.kernel.Address;

/**
 * The owner's signature, behind the wallet's wall. Takes sealed intents, never bytes; the wallet
 * builds the call data itself ({@link hearth.network.chain.Calls}) from the network file that it
 * trusts, so the caller does not have to be trusted.
 */
public interface Signer {
    /** The owner account that signs. */
    Address address();

    /**
     * Signs one transaction for an intent. May block on the owner's consent; never call it on the
     * UI thread.
     *
     * @throws SigningFailedException if the wallet is locked, the owner refused, or the intent or
     *     the terms break the wallet's own limits (chain id, fee cap, receiver)
     */
    SignedTransaction sign(Intent intent, TransactionTerms terms) throws SigningFailedException;

    /**
     * The same for one that was signed before and waits in no block: under its number, with a
     * higher fee.
     *
     * @param before under which it was signed last
     */
    SignedTransaction replace(Intent intent, TransactionTerms terms, TransactionTerms before)
            throws SigningFailedException;
}
