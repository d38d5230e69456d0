package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.wallet.internal.WordsFile;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** Recovery words of accounts made here, sealed by the account's key until they were checked. */
final class SealedWords {
    private final WordsFile file;

    SealedWords(DataDir dir, SecureRandom random) throws IOException {
        this.file = new WordsFile(dir.folder("wallet/words"), random);
    }

    void keep(Address address, byte[] key, RecoveryWords words) throws WalletFailedException {
        byte[] entropy = words.entropy();
        try {
            file.keep(address, key, entropy);
        } catch (IOException e) {
            throw AccountBook.storage(e);
        } finally {
            Arrays.fill(entropy, (byte) 0);
        }
    }

    /** The words of an open account; empty when they were checked, or not made here. */
    Optional<RecoveryWords> open(Unlocked open) throws WalletFailedException {
        Address address = open.account().address();
        Optional<byte[]> entropy;
        try {
            entropy = open.<Optional<byte[]>, IOException>use(key -> file.open(address, key));
        } catch (IOException e) {
            throw AccountBook.storage(e);
        }
        if (entropy.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecoveryWords.fromEntropy(entropy.get()));
        } finally {
            Arrays.fill(entropy.get(), (byte) 0);
        }
    }

    void forget(Address address) throws WalletFailedException {
        try {
            file.forget(address);
        } catch (IOException e) {
            throw AccountBook.storage(e);
        }
    }
}
