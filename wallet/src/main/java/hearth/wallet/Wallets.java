package hearth.wallet;

import com.sun.management.OperatingSystemMXBean;

import hearth.kernel.AllowForbidden;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.wallet.WalletFailedException.Problem;
import hearth.wallet.internal.KeyDerivation;
import hearth.wallet.internal.ScryptCost;
import hearth.wallet.internal.ScryptProcess;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;

/** Opens the owner's wallet of a data folder. Only the panel and the command line do this. */
public final class Wallets {
    private Wallets() {}

    /**
     * Opens the wallet's folder; makes no wallet. Damage shows in {@link Wallet#state()}.
     *
     * @throws WalletFailedException when the folder cannot be used at all
     */
    public static Wallet open(DataDir dir, Threads threads) throws WalletFailedException {
        return open(
                dir,
                threads,
                ScryptProcess.in(dir.root()),
                ScryptCost.forMemory(memory()),
                new SecureRandom());
    }

    static Wallet open(
            DataDir dir,
            Threads threads,
            KeyDerivation derivation,
            ScryptCost cost,
            SecureRandom random)
            throws WalletFailedException {
        try {
            return new Wallet(dir, threads, derivation, cost, random);
        } catch (IOException e) {
            throw new WalletFailedException(
                    Problem.STORAGE,
                    "The wallet's folder cannot be used: " + e.getMessage() + ".",
                    e);
        }
    }

    @AllowForbidden("the only portable way to learn the size of the memory")
    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
