package hearth.network.work;

import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A unit's result with the proof that it was computed in this round.
 *
 * @param trace keccak256(seed ‖ features): the seed is new each round, so an answer copied from an
 *     earlier round or a published insight has the wrong one
 */
public record UnitAnswer(UnitResult result, Hash32 trace) {
    /** Length of the encoded form: result, then trace. */
    public static final int BYTES = UnitResult.BYTES + 32;

    /** The 49 bytes. */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES).put(result.encode()).put(trace.bytes()).array();
    }

    /** Reads 49 bytes; throws {@link IllegalArgumentException} on anything else. */
    public static UnitAnswer decode(byte[] encoded) {
        if (encoded.length != BYTES) {
            throw new IllegalArgumentException("an answer has 49 bytes, not " + encoded.length);
        }
        return new UnitAnswer(
                UnitResult.decode(Arrays.copyOf(encoded, UnitResult.BYTES)),
                Hash32.of(Arrays.copyOfRange(encoded, UnitResult.BYTES, BYTES)));
    }

    /** keccak256(result ‖ trace): what the receipt's leaf commits to. */
    public Hash32 digest() {
        return Hash32.of(Hash.sha3(encode()));
    }

    /** The trace of a unit's integer features (big-endian, in the model's order). */
    public static Hash32 trace(Hash32 seed, int[] features) {
        var bytes = ByteBuffer.allocate(32 + 4 * features.length).put(seed.bytes());
        for (int feature : features) {
            bytes.putInt(feature);
        }
        return Hash32.of(Hash.sha3(bytes.array()));
    }
}
