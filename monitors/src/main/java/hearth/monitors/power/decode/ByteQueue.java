package hearth.monitors.power.decode;

import java.util.Arrays;

/** Bytes that wait for the rest of their frame; grows up to the longest frame there is. */
final class ByteQueue {
    private byte[] bytes = new byte[256];
    private int from;
    private int to;

    int size() {
        return to - from;
    }

    /** The backing array; valid from {@link #from()}, until the next call that changes it. */
    byte[] array() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int at(int index) {
        return bytes[from + index] & 0xFF;
    }

    void add(byte value) {
        room(1);
        bytes[to++] = value;
    }

    void add(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, to, length);
        to += length;
    }

    /** Forgets the first bytes. */
    void drop(int count) {
        from += count;
        if (from == to) {
            clear();
        }
    }

    void clear() {
        from = 0;
        to = 0;
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private void room(int more) {
        if (to + more <= bytes.length) {
            return;
        }
        int size = size();
        var target = size + more > bytes.length ? new byte[(size + more) * 2] : bytes;
        System.arraycopy(bytes, from, target, 0, size);
        bytes = target;
        from = 0;
        to = size;
    }
}
