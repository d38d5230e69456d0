package hearth.network.chain;

import hearth.kernel.DataDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of a practice network, all derived from one random seed of this install, so that nothing
 * secret is ever an argument of a command nor the same on two computers.
 */
public final class KeyRing {
    private static final int SEED_BYTES = 32;

    private final byte[] seed;

    private KeyRing(byte[] seed) {
        this.seed = seed;
    }

    /**
     * Reads the seed of a private file, made at random when there is none yet.
     *
     * @throws IOException if the file cannot be used; it is never overwritten
     */
    public static KeyRing openOrCreate(Path file, SecureRandom random) throws IOException {
        Optional<byte[]> stored = DataDir.read(file, SEED_BYTES);
        if (stored.isPresent()) {
            if (stored.get().length != SEED_BYTES) {
                throw new IOException(file + " does not hold a seed; it is left as it is");
            }
            return new KeyRing(stored.get());
        }
        byte[] fresh = new byte[SEED_BYTES];
        random.nextBytes(fresh);
        DataDir.write(file, fresh);
        return new KeyRing(fresh);
    }

    /** The key for a purpose; the same purpose gives the same key. */
    public NodeKey key(String purpose) throws IOException {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            return NodeKey.of(
                    mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), "purpose " + purpose);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Wipes the seed. */
    public void wipe() {
        Arrays.fill(seed, (byte) 0);
    }
}
