package hearth.network.chain;

import hearth.network.TransactionTerms;

import java.math.BigInteger;
import java.util.Optional;

/** What is offered for a transaction's gas, by the newest block and under a cap. Blocks. */
final class FeeOffers {
    private final ChainClient chain;
    private final FeeLimits limits;

    FeeOffers(ChainClient chain, FeeLimits limits) {
        this.chain = chain;
        this.limits = limits;
    }

    /** What gets a transaction into one of the next blocks, or the cap. */
    TransactionTerms usual(long nonce, long gasLimit) throws ChainFailedException {
        BigInteger tip = chain.suggestedTip().min(limits.maxTip());
        // Twice the base fee stays enough for six full blocks in a row.
        BigInteger fee = chain.baseFee().shiftLeft(1).add(tip).min(limits.maxFeePerGas());
        return new TransactionTerms(chain.expectedChainId(), nonce, gasLimit, fee, tip.min(fee));
    }

    /** What replaces an offer that is stuck; empty when that is more than the cap. */
    Optional<TransactionTerms> higher(TransactionTerms old) throws ChainFailedException {
        TransactionTerms market = usual(old.nonce(), old.gasLimit());
        // Nodes take a replacement only for an eighth more, of both the fee and the tip.
        BigInteger tip = raised(old.maxPriorityFeePerGas()).max(market.maxPriorityFeePerGas());
        BigInteger fee = raised(old.maxFeePerGas()).max(market.maxFeePerGas());
        return fee.compareTo(limits.maxFeePerGas()) > 0
                ? Optional.empty()
                : Optional.of(
                        new TransactionTerms(
                                old.chainId(), old.nonce(), old.gasLimit(), fee, tip.min(fee)));
    }

    /** Whether terms stay under the cap, whoever made them. */
    boolean allows(TransactionTerms terms) {
        return terms.maxFeePerGas().compareTo(limits.maxFeePerGas()) <= 0;
    }

    private static BigInteger raised(BigInteger value) {
        return value.multiply(BigInteger.valueOf(1125))
                .divide(BigInteger.valueOf(1000))
                .add(BigInteger.ONE);
    }
}
