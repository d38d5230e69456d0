package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;

import org.web3j.protocol.core.methods.response.TransactionReceipt;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the chain says of transactions that were sent: their receipts, how deep they lie, and the
 * proof of it. Asks the chain, so it blocks.
 */
final class SentReceipts {
    /** Depth that counts as final where a chain has no finalised block. */
    private static final int CONFIRMATIONS = 12;

    private final ChainClient chain;
    private final Optional<ChainEvidence> evidence;

    SentReceipts(ChainClient chain, Optional<ChainEvidence> evidence) {
        this.chain = chain;
        this.evidence = evidence;
    }

    /** Of whichever version of it is in a block, as the chain tells; empty while none is. */
    Optional<TransactionReceipt> of(SentTransaction sent) throws ChainFailedException {
        for (Hash32 hash : sent.hashes()) {
            Optional<TransactionReceipt> receipt = chain.receipt(hash);
            if (receipt.isPresent()) {
                return receipt;
            }
        }
        return Optional.empty();
    }

    /** Whether another endpoint has the receipt that the one that was asked does not show. */
    boolean foundElsewhere(SentTransaction sent) {
        return evidence.isPresent() && evidence.get().anyReceipt(sent.hashes());
    }

    /** Blocks from the one that holds it to the newest, both counted. */
    long depth(TransactionState.Inclusion inclusion) throws ChainFailedException {
        return chain.latest().number() - inclusion.block() + 1;
    }

    /** Whether it can no longer be taken back; by depth where a chain has no finalised block. */
    boolean isFinal(TransactionState.Inclusion inclusion, long depth) throws ChainFailedException {
        Optional<ChainClient.Block> finalised = chain.finalised();
        return finalised.isPresent()
                ? finalised.get().number() >= inclusion.block()
                : depth >= CONFIRMATIONS;
    }

    /** A made-up receipt must not make a transaction forgotten that can still be included. */
    void prove(TransactionState.Inclusion inclusion, boolean succeeded)
            throws ChainFailedException {
        if (evidence.isPresent()) {
            evidence.get().receipt(inclusion, succeeded);
        }
    }

    /** Where a receipt says that a transaction is, and what it cost. */
    TransactionState.Inclusion inclusion(TransactionReceipt receipt) throws ChainFailedException {
        try {
            BigInteger price = new BigInteger(receipt.getEffectiveGasPrice().substring(2), 16);
            String created = receipt.getContractAddress();
            return new TransactionState.Inclusion(
                    new Hash32(receipt.getTransactionHash()),
                    receipt.getBlockNumber().longValueExact(),
                    new Hash32(receipt.getBlockHash()),
                    new Wei(receipt.getGasUsed().multiply(price)),
                    created == null ? null : new Address(created));
        } catch (RuntimeException e) {
            throw chain.failed(new IOException("a receipt is malformed", e));
        }
    }
}
