package hearth.network.chain;

import hearth.network.SignedTransaction;
import hearth.network.TransactionTerms;

import java.math.BigInteger;

/**
 * Sends a technical key's transactions on a practice chain without asking anything first: the
 * caller knows the number and the gas. For many small sends in a row.
 */
public final class RawSender {
    private static final BigInteger GWEI = BigInteger.TEN.pow(9);

    private final ChainClient chain;
    private final NodeKey key;

    public RawSender(ChainClient chain, NodeKey key) {
        this.chain = chain;
        this.key = key;
    }

    /** Signs and sends. */
    public void send(Call call, long nonce, long gas)
            throws ChainFailedException, RevertedException {
        SignedTransaction signed =
                key.sign(
                        call,
                        new TransactionTerms(
                                chain.expectedChainId(),
                                nonce,
                                gas,
                                GWEI.multiply(BigInteger.valueOf(100)),
                                GWEI));
        chain.broadcast(signed.raw());
    }
}
