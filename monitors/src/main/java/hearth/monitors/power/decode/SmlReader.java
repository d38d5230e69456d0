package hearth.monitors.power.decode;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * Reads elements of SML's binary form. A byte (or several, while the top bit says that another
 * follows) gives type and length; the length counts these bytes too, for a list it counts elements.
 */
final class SmlReader {
    private static final int DEEPEST = 16;

    private final byte[] bytes;
    private int at;

    SmlReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int at() {
        return at;
    }

    boolean done() {
        return at >= bytes.length;
    }

    /** Skips fill bytes between messages. */
    void skipZeros() {
        while (at < bytes.length && bytes[at] == 0) {
            at++;
        }
    }

    /** Begins a list and gives the number of its elements. */
    int list() throws DamagedException {
        var head = head();
        if (head.type != 7) {
            throw damaged();
        }
        return head.length;
    }

    SmlValue element() throws DamagedException {
        return element(0);
    }

    private SmlValue element(int depth) throws DamagedException {
        if (depth > DEEPEST) {
            throw damaged();
        }
        if (at < bytes.length && bytes[at] == 0) {
            at++;
            return new SmlValue.EndOfMessage();
        }
        var head = head();
        if (head.type == 7) {
            // Each element has a byte at least: a longer list is a lie.
            if (head.length > bytes.length - at) {
                throw damaged();
            }
            var items = new ArrayList<SmlValue>(head.length);
            for (int i = 0; i < head.length; i++) {
                items.add(element(depth + 1));
            }
            return new SmlValue.Items(items);
        }
        int length = head.length - head.size;
        if (length < 0 || length > bytes.length - at) {
            throw damaged();
        }
        var content = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return switch (head.type) {
            case 0 ->
                    length == 0 && head.size == 1
                            ? new SmlValue.Absent()
                            : new SmlValue.Octets(content);
            case 4 -> {
                if (length != 1) {
                    throw damaged();
                }
                yield new SmlValue.Truth(content[0] != 0);
            }
            case 5, 6 -> {
                if (length < 1 || length > 8) {
                    throw damaged();
                }
                yield new SmlValue.Whole(content, head.type == 5);
            }
            default -> throw damaged();
        };
    }

    private record Head(int type, int length, int size) {}

    private Head head() throws DamagedException {
        int begin = at;
        int first = next();
        int length = first & 0x0F;
        int last = first;
        while ((last & 0x80) != 0) {
            last = next();
            length = (length << 4) | (last & 0x0F);
            if (at - begin > 4 || (last & 0x70) != 0) {
                throw damaged();
            }
        }
        return new Head((first >> 4) & 7, length, at - begin);
    }

    private int next() throws DamagedException {
        if (at >= bytes.length) {
            throw damaged();
        }
        return bytes[at++] & 0xFF;
    }

    private static DamagedException damaged() {
        return new DamagedException("The content of the SML frame cannot be read.");
    }
}
