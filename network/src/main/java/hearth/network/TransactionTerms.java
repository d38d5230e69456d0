package hearth.network;

import java.math.BigInteger;

/**
 * The part of an EIP-1559 transaction that is not the intent.
 *
 * @param chainId the settlement chain; the signer compares it with its own network file
 * @param nonce the account's next number
 * @param gasLimit in gas
 * @param maxFeePerGas in wei per gas, base fee and tip together
 * @param maxPriorityFeePerGas the tip, in wei per gas
 */
public record TransactionTerms(
        long chainId,
        long nonce,
        long gasLimit,
        BigInteger maxFeePerGas,
        BigInteger maxPriorityFeePerGas) {
    public TransactionTerms {
        if (chainId <= 0 || nonce < 0 || gasLimit < 21_000) {
            throw new IllegalArgumentException(
                    "chain " + chainId + ", nonce " + nonce + ", gas " + gasLimit);
        }
        if (maxPriorityFeePerGas.signum() < 0 || maxFeePerGas.compareTo(maxPriorityFeePerGas) < 0) {
            throw new IllegalArgumentException(
                    "fee " + maxFeePerGas + " below tip " + maxPriorityFeePerGas);
        }
    }

    /** Whether both the fee and the tip are more than those of others. */
    public boolean outbids(TransactionTerms others) {
        return maxFeePerGas.compareTo(others.maxFeePerGas) > 0
                && maxPriorityFeePerGas.compareTo(others.maxPriorityFeePerGas) > 0;
    }

    /** The most that the fee can cost, in wei. */
    public BigInteger feeCap() {
        return maxFeePerGas.multiply(BigInteger.valueOf(gasLimit));
    }
}
