package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.TransactionTerms;

import java.util.List;
import java.util.Optional;

/**
 * All that the operator has to know before signing, made from the very bytes that will be signed.
 *
 * @param from the account that signs
 * @param intent what the call data says
 * @param headline verb and amount, such as {@code Claim 18.42 SUB0}
 * @param receiver who gets the coins, if coins move or will move
 * @param network its name
 * @param contractLabel what the contract is, or that it is an account
 * @param contract where the transaction goes
 * @param function as in the contract's source
 * @param terms chain, number and fees
 * @param effects what the endpoint says it would do
 * @param callData in hexadecimal, for "show the raw transaction"
 * @param lines the same in words, top to bottom, addresses in full
 */
public record Consent(
        Address from,
        Intent intent,
        String headline,
        Optional<Address> receiver,
        String network,
        String contractLabel,
        Address contract,
        String function,
        TransactionTerms terms,
        Effects effects,
        String callData,
        List<Line> lines) {

    /** A row of the dialog. */
    public record Line(String label, String value) {}

    public Consent {
        lines = List.copyOf(lines);
    }

    /**
     * Whether who agreed to what was shown agreed to this: same account, chain and number of the
     * transaction, same deed, receiver and contract, no higher fee. A number that went up says that
     * the account sent something since, perhaps this very thing.
     */
    public boolean isCoveredBy(Consent shown) {
        return from.equals(shown.from)
                && network.equals(shown.network)
                && terms.chainId() == shown.terms.chainId()
                && terms.nonce() == shown.terms.nonce()
                && intent.equals(shown.intent)
                && receiver.equals(shown.receiver)
                && contract.equals(shown.contract)
                && maxFee().compareTo(shown.maxFee()) <= 0;
    }

    /** The most that the fee can cost, in the chain's coin. */
    public Wei maxFee() {
        return new Wei(terms.feeCap());
    }
}
