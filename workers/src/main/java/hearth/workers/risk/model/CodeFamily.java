package hearth.workers.risk.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The family of a code: the first 64 bits of the SHA-256 of its instructions without their
 * constants and without the compiler's metadata. Copies that differ in addresses, texts or numbers
 * share it.
 */
final class CodeFamily {
    private final MessageDigest sha256;

    CodeFamily() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The key of so many instructions, one byte each. */
    long key(byte[] operations, int count) {
        sha256.update(operations, 0, count);
        byte[] digest = sha256.digest();
        long key = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            key = (key << 8) | (digest[i] & 0xff);
        }
        return key;
    }
}
