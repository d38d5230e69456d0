package hearth.network.packed;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.work.Signature;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Values as bytes, big-endian, lists and texts with their length in front. */
public final class Packed {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Packed u8(int value) {
        bytes.write(value);
        return this;
    }

    public Packed u32(int value) {
        return raw(ByteBuffer.allocate(4).putInt(value).array());
    }

    public Packed u64(long value) {
        return raw(ByteBuffer.allocate(8).putLong(value).array());
    }

    public Packed hash(Hash32 value) {
        return raw(value.bytes());
    }

    public Packed address(Address value) {
        return raw(value.bytes());
    }

    public Packed signature(Signature value) {
        return raw(value.bytes());
    }

    public Packed number(BigInteger value) {
        return blob(value.toByteArray());
    }

    public Packed wei(Wei value) {
        return number(value.value());
    }

    public Packed text(String value) {
        return blob(value.getBytes(StandardCharsets.UTF_8));
    }

    public Packed blob(byte[] value) {
        return u32(value.length).raw(value);
    }

    public <T> Packed list(Collection<T> values, BiConsumer<Packed, T> one) {
        u32(values.size());
        values.forEach(value -> one.accept(this, value));
        return this;
    }

    private Packed raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /**
     * Reads what was packed; throws {@link IllegalArgumentException} on anything else, and keeps
     * nothing that is longer than what is left to read.
     */
    public static final class Reader {
        private static final int LONGEST_NUMBER = 65;

        private final ByteBuffer bytes;

        public Reader(byte[] packed) {
            bytes = ByteBuffer.wrap(packed);
        }

        private byte[] raw(int length) {
            if (length < 0 || length > bytes.remaining()) {
                throw new IllegalArgumentException(
                        "a message ends " + (length - bytes.remaining()) + " bytes early");
            }
            byte[] read = new byte[length];
            bytes.get(read);
            return read;
        }

        public int u8() {
            return raw(1)[0] & 0xff;
        }

        public int u32() {
            return ByteBuffer.wrap(raw(4)).getInt();
        }

        public long u64() {
            return ByteBuffer.wrap(raw(8)).getLong();
        }

        public Hash32 hash() {
            return Hash32.of(raw(32));
        }

        public Address address() {
            return Address.of(raw(20));
        }

        public Signature signature() {
            return Signature.of(raw(Signature.BYTES));
        }

        public BigInteger number() {
            byte[] read = blob();
            if (read.length == 0 || read.length > LONGEST_NUMBER) {
                throw new IllegalArgumentException("a number of " + read.length + " bytes");
            }
            return new BigInteger(read);
        }

        public Wei wei() {
            return new Wei(number());
        }

        public String text() {
            return new String(blob(), StandardCharsets.UTF_8);
        }

        public byte[] blob() {
            return raw(u32());
        }

        public <T> List<T> list(Function<Reader, T> one) {
            int count = u32();
            // each entry takes a byte at least, so that a count alone reserves no memory
            if (count < 0 || count > bytes.remaining()) {
                throw new IllegalArgumentException("a list of " + count);
            }
            var values = new ArrayList<T>();
            for (int i = 0; i < count; i++) {
                values.add(one.apply(this));
            }
            return List.copyOf(values);
        }

        /** Nothing may follow. */
        public void end() {
            if (bytes.hasRemaining()) {
                throw new IllegalArgumentException(bytes.remaining() + " bytes too many");
            }
        }
    }
}
