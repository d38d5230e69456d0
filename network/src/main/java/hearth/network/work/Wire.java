package hearth.network.work;

import hearth.kernel.Hash32;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Signed messages as bytes: the message's words, then the 65 bytes of its signature. Every message
 * has one length, checked before anything is read; reading throws {@link IllegalArgumentException}
 * on whatever is not exactly such a message.
 */
public final class Wire {
    private static final List<Ack.Phase> PHASES = List.of(Ack.Phase.values());
    private static final List<Verdict.Kind> KINDS = List.of(Verdict.Kind.values());

    private Wire() {}

    /** Words, then signature. */
    public static byte[] encode(Signed<?> signed) {
        byte[] words = signed.message().fields().bytes();
        return ByteBuffer.allocate(words.length + Signature.BYTES)
                .put(words)
                .put(signed.signature().bytes())
                .array();
    }

    /** Reads a signed manifest. */
    public static Signed<Manifest> manifest(byte[] encoded) {
        var words = new Words(encoded, 11);
        return words.signed(
                new Manifest(
                        words.uint64(),
                        words.uint32(),
                        words.uint64(),
                        words.uint64(),
                        words.uint64(),
                        words.hash(),
                        words.hash(),
                        words.uint32(),
                        words.hash(),
                        words.uint64(),
                        words.hash()));
    }

    /** Reads a signed receipt. */
    public static Signed<WorkReceipt> receipt(byte[] encoded) {
        var words = new Words(encoded, 7);
        return words.signed(receipt(words));
    }

    /** Reads a receipt's words, without a signature. */
    public static WorkReceipt bareReceipt(byte[] encoded) {
        return receipt(new Words(7, encoded));
    }

    private static WorkReceipt receipt(Words words) {
        return new WorkReceipt(
                words.uint64(),
                words.uint64(),
                words.uint32(),
                words.hash(),
                words.hash(),
                words.uint32(),
                words.hash());
    }

    /** Reads a signed hello. */
    public static Signed<Hello> hello(byte[] encoded) {
        var words = new Words(encoded, 2);
        return words.signed(new Hello(words.uint64(), words.hash()));
    }

    /** Reads a signed ack. */
    public static Signed<Ack> ack(byte[] encoded) {
        var words = new Words(encoded, 3);
        return words.signed(new Ack(words.hash(), words.uint64(), words.oneOf(PHASES)));
    }

    /** Reads a signed heartbeat. */
    public static Signed<Heartbeat> heartbeat(byte[] encoded) {
        var words = new Words(encoded, 4);
        return words.signed(
                new Heartbeat(words.uint64(), words.uint64(), words.uint32(), words.hash()));
    }

    /** Reads a signed verdict. */
    public static Signed<Verdict> verdict(byte[] encoded) {
        var words = new Words(encoded, 7);
        return words.signed(
                new Verdict(
                        words.uint64(),
                        words.hash(),
                        words.hash(),
                        words.hash(),
                        words.hash(),
                        words.hash(),
                        words.oneOf(KINDS)));
    }

    private static final class Words {
        private final byte[] encoded;
        private final @Nullable Signature signature;
        private int at;

        /** Words alone. */
        Words(int count, byte[] encoded) {
            if (encoded.length != 32 * count) {
                throw new IllegalArgumentException("not a message: " + encoded.length + " bytes");
            }
            this.encoded = encoded;
            this.signature = null;
        }

        /** Words and a signature. */
        Words(byte[] encoded, int count) {
            if (encoded.length != 32 * count + Signature.BYTES) {
                throw new IllegalArgumentException("not a message: " + encoded.length + " bytes");
            }
            this.encoded = encoded;
            this.signature = Signature.of(Arrays.copyOfRange(encoded, 32 * count, encoded.length));
        }

        Hash32 hash() {
            at += 32;
            return Hash32.of(Arrays.copyOfRange(encoded, at - 32, at));
        }

        long uint64() {
            var value = new BigInteger(1, hash().bytes());
            if (value.bitLength() > 63) {
                throw new IllegalArgumentException("number out of range");
            }
            return value.longValue();
        }

        int uint32() {
            long value = uint64();
            if (value > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("number out of range");
            }
            return (int) value;
        }

        <T> T oneOf(List<T> values) {
            int code = uint32();
            if (code >= values.size()) {
                throw new IllegalArgumentException("unknown kind " + code);
            }
            return values.get(code);
        }

        <M extends TypedMessage> Signed<M> signed(M message) {
            return new Signed<>(message, Objects.requireNonNull(signature));
        }
    }
}
