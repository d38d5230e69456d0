package hearth.wallet;

import hearth.kernel.Wei;

import java.math.BigInteger;

/**
 * What the wallet signs at most, whoever asks.
 *
 * @param maxFee for one transaction, fee a gas times gas
 * @param maxGas for one transaction
 */
public record SigningLimits(Wei maxFee, long maxGas) {
    /** 0.1 of the chain's coin and a million gas; a join needs about 172,000. */
    public static SigningLimits usual() {
        return new SigningLimits(new Wei(BigInteger.TEN.pow(17)), 1_000_000);
    }
}
