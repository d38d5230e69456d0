package hearth.network.chain;

import java.math.BigInteger;
import java.time.Duration;

/**
 * What a sender may spend on fees.
 *
 * @param maxFeePerGas never offered more than this, in wei per gas
 * @param maxTip never tipped more than this, in wei per gas
 * @param stuckAfter a transaction in no block for so long is sent again with a higher fee
 */
public record FeeLimits(BigInteger maxFeePerGas, BigInteger maxTip, Duration stuckAfter) {
    private static final BigInteger GWEI = BigInteger.TEN.pow(9);

    /** 200 gwei in all, 5 gwei tip, patience of a minute. */
    public static FeeLimits usual() {
        return new FeeLimits(
                BigInteger.valueOf(200).multiply(GWEI),
                BigInteger.valueOf(5).multiply(GWEI),
                Duration.ofSeconds(60));
    }
}
