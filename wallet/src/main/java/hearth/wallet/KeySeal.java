package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.wallet.WalletFailedException.Problem;
import hearth.wallet.internal.AccountFile;
import hearth.wallet.internal.AccountKey;
import hearth.wallet.internal.KeystoreFolder;
import hearth.wallet.internal.ScryptCost;
import hearth.wallet.internal.V3Keystore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Account keys in keystores: sealed by a passphrase, and opened again. */
final class KeySeal {
    private final V3Keystore codec;
    private final ScryptCost cost;

    /**
     * @param cost of the keystores that are written; those of others say theirs
     */
    KeySeal(V3Keystore codec, ScryptCost cost) {
        this.codec = codec;
        this.cost = cost;
    }

    /** How keys are sealed here, for the operator. */
    String words() {
        return "scrypt N=2^"
                + Integer.numberOfTrailingZeros(cost.n())
                + (cost.equals(ScryptCost.STANDARD)
                        ? ""
                        : ", half as strong as usual: little memory");
    }

    /** A key as the content of a keystore. */
    byte[] seal(byte[] key, Passphrase passphrase, Address address) throws WalletFailedException {
        byte[] secret = passphrase.utf8();
        try {
            return codec.encrypt(key, secret, cost, address);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * The key of an account here; the caller wipes it.
     *
     * @throws WalletFailedException {@link Problem#WRONG_PASSPHRASE}, or {@link Problem#DAMAGED}
     *     when the keystore is not as it was written
     */
    byte[] open(AccountBook book, AccountFile.Entry entry, Passphrase passphrase)
            throws WalletFailedException {
        byte[] key = padded(decrypt(book, entry, passphrase));
        if (!AccountKey.isKey(key) || !AccountKey.address(key).equals(entry.account().address())) {
            Arrays.fill(key, (byte) 0);
            throw damaged(book, entry);
        }
        return key;
    }

    private byte[] decrypt(AccountBook book, AccountFile.Entry entry, Passphrase passphrase)
            throws WalletFailedException {
        byte[] content = book.keystore(entry);
        byte[] secret = passphrase.utf8();
        try {
            return codec.decrypt(content, secret);
        } catch (WalletFailedException e) {
            boolean asWritten = KeystoreFolder.sha256(content).equals(entry.sha256());
            // A wrong passphrase and damaged content look the same inside the file; the digest
            // taken when it was written tells them apart.
            if ((asWritten && e.problem() == Problem.WRONG_PASSPHRASE)
                    || e.problem() == Problem.DERIVATION) {
                throw e;
            }
            throw damaged(book, entry);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static WalletFailedException damaged(AccountBook book, AccountFile.Entry entry) {
        return new WalletFailedException(
                Problem.DAMAGED,
                "The keystore file "
                        + book.path(entry.keystore())
                        + " was changed since it was written and is damaged. Put your copy back, or"
                        + " import your recovery words; the file itself is left as it is.");
    }

    /**
     * The account key in a file of another wallet; the caller wipes it.
     *
     * @throws WalletFailedException when the file cannot be read, the passphrase does not open it,
     *     or it holds no account key
     */
    byte[] openForeign(Path file, Passphrase passphrase) throws WalletFailedException {
        byte[] content = read(file);
        byte[] secret = passphrase.utf8();
        byte[] key = {};
        boolean good = false;
        try {
            Optional<Address> said = V3Keystore.address(content);
            key = padded(codec.decrypt(content, secret));
            if (!AccountKey.isKey(key)) {
                throw new WalletFailedException(
                        Problem.BAD_KEY, "The keystore file holds no account key.");
            }
            if (said.isPresent() && !said.get().equals(AccountKey.address(key))) {
                throw new WalletFailedException(
                        Problem.DAMAGED,
                        "The keystore file names another account than its key opens.");
            }
            good = true;
            return key;
        } catch (WalletFailedException e) {
            if (e.problem() == Problem.WRONG_PASSPHRASE) {
                throw new WalletFailedException(
                        Problem.WRONG_PASSPHRASE,
                        "The passphrase does not open this keystore file, or the file's content"
                                + " was changed.",
                        e);
            }
            throw e;
        } finally {
            Arrays.fill(secret, (byte) 0);
            if (!good) {
                Arrays.fill(key, (byte) 0);
            }
        }
    }

    private static byte[] read(Path file) throws WalletFailedException {
        try {
            return DataDir.read(file, V3Keystore.MAX_BYTES)
                    .orElseThrow(() ->
                            new WalletFailedException(
                                    Problem.UNSAFE_FILE,
                                    "There is no keystore file " + file + "."));
        } catch (IOException e) {
            throw new WalletFailedException(
                    Problem.UNSAFE_FILE,
                    "The keystore file cannot be read: " + e.getMessage() + ".",
                    e);
        }
    }

    /** Some wallets left out leading zero bytes. */
    private static byte[] padded(byte[] secret) {
        if (secret.length >= 32) {
            return secret;
        }
        byte[] key = new byte[32];
        System.arraycopy(secret, 0, key, 32 - secret.length, secret.length);
        Arrays.fill(secret, (byte) 0);
        return key;
    }

    /** The key of the first account of recovery words; the caller wipes it. */
    static byte[] keyOf(RecoveryWords words) {
        byte[] seed = words.seed();
        try {
            return AccountKey.derive(seed, 0);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }
}
