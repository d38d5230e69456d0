package hearth.wallet;

import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.wallet.internal.ScryptCost;
import hearth.wallet.internal.ScryptProcess;

import java.security.SecureRandom;

/** Wallets whose new keystores cost next to no work; whoever opens them later needs no more. */
public final class CheapWallets {
    private CheapWallets() {}

    /** As {@link Wallets#open(DataDir, Threads)}. */
    public static Wallet open(DataDir dir, Threads threads) throws WalletFailedException {
        return Wallets.open(
                dir,
                threads,
                ScryptProcess.in(dir.root()),
                new ScryptCost(1 << 10, 8, 1),
                new SecureRandom());
    }
}
