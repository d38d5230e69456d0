package hearth.network.chain;

import hearth.kernel.Address;
import hearth.network.Intent;
import hearth.network.SignedTransaction;
import hearth.network.Signer;
import hearth.network.SigningFailedException;
import hearth.network.TransactionTerms;

/** What a {@link TransactionSender} sends: a call and the way to get it signed. */
public interface Payload {
    /** The account that pays. */
    Address from();

    /** What is called, for estimating gas; the signer builds or checks its own. */
    Call call();

    /** A word for logs and the journal, such as {@code Claim}. */
    String label();

    /** Signs under the given terms; may block on consent. */
    SignedTransaction sign(TransactionTerms terms) throws SigningFailedException;

    /**
     * Signs it in place of one that waits. Where somebody is asked for consent, that is told; by
     * default nobody is, and it is signed as any other.
     *
     * @param before under which the one that waits was signed
     */
    default SignedTransaction signAgain(TransactionTerms terms, TransactionTerms before)
            throws SigningFailedException {
        return sign(terms);
    }

    /** An owner's intent, signed by the wallet. */
    static Payload of(Signer signer, Intent intent, NetworkFile network) {
        Call call = Calls.of(intent, network);
        return new Payload() {
            @Override
            public Address from() {
                return signer.address();
            }

            @Override
            public Call call() {
                return call;
            }

            @Override
            public String label() {
                return intent.getClass().getSimpleName();
            }

            @Override
            public SignedTransaction sign(TransactionTerms terms) throws SigningFailedException {
                return signer.sign(intent, terms);
            }

            @Override
            public SignedTransaction signAgain(TransactionTerms terms, TransactionTerms before)
                    throws SigningFailedException {
                return signer.replace(intent, terms, before);
            }
        };
    }

    /** A call by a technical key. */
    static Payload of(NodeKey key, Call call, String label) {
        return new Payload() {
            @Override
            public Address from() {
                return key.address();
            }

            @Override
            public Call call() {
                return call;
            }

            @Override
            public String label() {
                return label;
            }

            @Override
            public SignedTransaction sign(TransactionTerms terms) {
                return key.sign(call, terms);
            }
        };
    }
}
