package hearth.network.work;

import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;

import java.nio.ByteBuffer;

/** Everything that a node key or a gatekeeper key may sign: a closed list. */
public sealed interface TypedMessage
        permits Ack,
                BenchmarkSeal,
                Hello,
                Heartbeat,
                Listing,
                Manifest,
                RootMessage,
                Verdict,
                WorkReceipt {
    /** The EIP-712 type, as hashed. */
    String type();

    /** The fields as words, in the type's order. */
    AbiWords fields();

    /** hashStruct of EIP-712. */
    default Hash32 structHash() {
        return Hash32.of(Hash.sha3(concat(Domain.keccak(type()).bytes(), fields().bytes())));
    }

    /** What is signed in a domain. */
    default TypedDigest in(Domain domain) {
        byte[] prefixed =
                ByteBuffer.allocate(66)
                        .put((byte) 0x19)
                        .put((byte) 0x01)
                        .put(domain.separator().bytes())
                        .put(structHash().bytes())
                        .array();
        return new TypedDigest(this, Hash32.of(Hash.sha3(prefixed)));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
