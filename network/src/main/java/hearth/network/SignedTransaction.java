package hearth.network;

import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;

import java.util.Arrays;

/** A transaction ready to be sent; its bytes are public once sent, so nothing here is secret. */
public final class SignedTransaction {
    private final byte[] raw;
    private final Hash32 hash;

    /**
     * @param raw the encoded, signed transaction (type byte and RLP)
     */
    public SignedTransaction(byte[] raw) {
        this.raw = raw.clone();
        this.hash = Hash32.of(Hash.sha3(this.raw));
    }

    public byte[] raw() {
        return raw.clone();
    }

    /** The transaction's id. */
    public Hash32 hash() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedTransaction that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "SignedTransaction[" + hash.hex() + "]";
    }
}
