package hearth.wallet.internal;

import hearth.wallet.WalletFailedException;

/** Stretches a passphrase into a key by scrypt. */
@FunctionalInterface
public interface KeyDerivation {
    /**
     * Blocks for about a second; never on the UI thread.
     *
     * @param length of the key in bytes
     * @throws WalletFailedException when there is too little memory or the child process fails
     */
    byte[] scrypt(byte[] passphrase, byte[] salt, ScryptCost cost, int length)
            throws WalletFailedException;
}
