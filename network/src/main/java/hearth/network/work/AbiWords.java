package hearth.network.work;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * {@code abi.encode} of static types: 32-byte words one after another. Nothing that Hearth hashes
 * has a dynamic type, so no offsets are needed.
 */
public final class AbiWords {
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(256);

    private final ByteArrayOutputStream words = new ByteArrayOutputStream(256);

    /** An unsigned integer of any width; throws {@link IllegalArgumentException} below zero. */
    public AbiWords uint(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        words.writeBytes(ByteBuffer.allocate(32).putLong(24, value).array());
        return this;
    }

    /** An unsigned integer that fits in 256 bits. */
    public AbiWords uint(BigInteger value) {
        if (value.signum() < 0 || value.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("not an uint256: " + value);
        }
        byte[] bytes = value.toByteArray();
        byte[] word = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, word, 32 - length, length);
        words.writeBytes(word);
        return this;
    }

    /** A bytes32. */
    public AbiWords hash(Hash32 value) {
        words.writeBytes(value.bytes());
        return this;
    }

    /** A bytes32 given as its bytes. */
    public AbiWords word(byte[] value) {
        if (value.length != 32) {
            throw new IllegalArgumentException("a word has 32 bytes, not " + value.length);
        }
        words.writeBytes(value);
        return this;
    }

    /** An address, padded on the left. */
    public AbiWords address(Address value) {
        words.writeBytes(new byte[12]);
        words.writeBytes(value.bytes());
        return this;
    }

    /** The encoded words. */
    public byte[] bytes() {
        return words.toByteArray();
    }

    /** keccak256 of the encoded words. */
    public Hash32 keccak() {
        return Hash32.of(Hash.sha3(bytes()));
    }

    /**
     * The leaf of an OpenZeppelin StandardMerkleTree: {@code
     * keccak256(bytes.concat(keccak256(abi.encode(..))))}. Twice, so that an inner node of a tree
     * can never be shown as a leaf.
     */
    public Hash32 leaf() {
        return Hash32.of(Hash.sha3(Hash.sha3(bytes())));
    }
}
