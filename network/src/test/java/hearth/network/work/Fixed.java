package hearth.network.work;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.network.chain.NodeKey;

import org.web3j.crypto.Hash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** Values for tests that are the same in each run. */
public final class Fixed {
    private Fixed() {}

    /** A hash by name. */
    public static Hash32 hash(String name) {
        return Hash32.of(Hash.sha3(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** An address by name. */
    public static Address address(String name) {
        return new Address(hash(name).hex().substring(0, 42));
    }

    /** A key by name, kept in a test's directory. */
    public static DigestSigner key(Path directory, String name) {
        try {
            var file = directory.resolve(name + ".key");
            if (!Files.exists(file)) {
                DataDir.write(file, hash("key of " + name).bytes());
            }
            return NodeKey.openOrCreate(file, new SecureRandom());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an honest worker answers to a code under a seed. */
    public static UnitAnswer answer(Hash32 codeHash, Hash32 seed) {
        byte[] bytes = codeHash.bytes();
        int[] features = new int[8];
        for (int i = 0; i < features.length; i++) {
            features[i] = bytes[i] * 1_000 + i;
        }
        return new UnitAnswer(result(bytes[0] & 0xff), UnitAnswer.trace(seed, features));
    }

    /** Some result. */
    public static UnitResult result(int risk) {
        return new UnitResult(1, risk, risk * 2, risk * 3, risk * 4, List.of(risk, 7, 3, 0));
    }

    /** As many words of 1 and a signature in form: a message before anybody asks whose it is. */
    public static byte[] signedWords(int words) {
        byte[] bytes = new byte[32 * words + Signature.BYTES];
        for (int end = 31; end < 32 * words + 64; end += 32) {
            bytes[end] = 1;
        }
        bytes[bytes.length - 1] = 27;
        return bytes;
    }
}
