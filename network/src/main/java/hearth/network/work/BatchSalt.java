package hearth.network.work;

import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides a receipt's answers until it is opened: without the salt a copied root opens nothing, and
 * 17-byte results cannot be guessed from their leaves.
 */
public record BatchSalt(Hash32 value) {
    /**
     * HMAC-SHA256(node secret, epoch ‖ round), epoch as 8 and round as 4 bytes big-endian: the same
     * after a crash, unknown to anybody else.
     */
    public static BatchSalt of(byte[] nodeSecret, long epoch, int round) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(nodeSecret, "HmacSHA256"));
            return new BatchSalt(
                    Hash32.of(
                            mac.doFinal(
                                    ByteBuffer.allocate(12).putLong(epoch).putInt(round).array())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** keccak256(batchSalt ‖ i), i as 4 bytes big-endian: the salt of the unit at position i. */
    public Hash32 of(int index) {
        return Hash32.of(
                Hash.sha3(ByteBuffer.allocate(36).put(value.bytes()).putInt(index).array()));
    }
}
