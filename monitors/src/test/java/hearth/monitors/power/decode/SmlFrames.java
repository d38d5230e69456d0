package hearth.monitors.power.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes SML as a meter would, by the standard, so that tests need no capture of a stranger's. */
final class SmlFrames {
    private static final byte[] ESCAPE = {0x1b, 0x1b, 0x1b, 0x1b};
    static final byte[] ABSENT = {0x01};

    private SmlFrames() {}

    /** A frame with an opening, one list of values and a closing. */
    static byte[] frame(byte[]... entries) {
        return transport(file(server("TST", 1), ABSENT, entries), false);
    }

    static byte[] file(byte[] server, byte[] time, byte[]... entries) {
        return join(
                message(0x0101, list(ABSENT, ABSENT, octets(1, 2, 3), server, ABSENT, ABSENT)),
                values(server, time, entries),
                message(0x0201, list(ABSENT)));
    }

    /** A message with values. */
    static byte[] values(byte[] server, byte[] time, byte[]... entries) {
        return message(
                0x0701,
                list(
                        ABSENT,
                        server,
                        octets(1, 0, 0x62, 0x0a, 0xff, 0xff),
                        time,
                        list(entries),
                        ABSENT,
                        ABSENT));
    }

    static byte[] server(String maker, long serial) {
        var id = ByteBuffer.allocate(10).put((byte) 0x0A).put((byte) 1);
        id.put(maker.getBytes(StandardCharsets.US_ASCII)).put((byte) (serial >> 32));
        return bytes(id.putInt((int) serial).array());
    }

    /** A register with unit and scaler. */
    static byte[] entry(int c, int d, int e, int unit, int scaler, byte[] value) {
        return list(
                octets(1, 0, c, d, e, 255),
                ABSENT,
                ABSENT,
                unsigned(unit, 1),
                signed(scaler, 1),
                value,
                ABSENT);
    }

    static byte[] signed(long value, int size) {
        return number(0x50, value, size);
    }

    static byte[] unsigned(long value, int size) {
        return number(0x60, value, size);
    }

    private static byte[] number(int type, long value, int size) {
        var bytes = ByteBuffer.allocate(8).putLong(value).array();
        return join(
                new byte[] {(byte) (type | (size + 1))}, Arrays.copyOfRange(bytes, 8 - size, 8));
    }

    static byte[] octets(int... values) {
        var content = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            content[i] = (byte) values[i];
        }
        return bytes(content);
    }

    /** Octets with as many length bytes as they need. */
    static byte[] bytes(byte[] content) {
        int length = content.length + 1;
        if (length < 16) {
            return join(new byte[] {(byte) length}, content);
        }
        length++;
        return join(new byte[] {(byte) (0x80 | (length >> 4)), (byte) (length & 0x0F)}, content);
    }

    static byte[] list(byte[]... items) {
        int count = items.length;
        var head =
                count < 16
                        ? new byte[] {(byte) (0x70 | count)}
                        : new byte[] {(byte) (0xF0 | (count >> 4)), (byte) (count & 0x0F)};
        return join(head, join(items));
    }

    private static byte[] message(int tag, byte[] body) {
        var content =
                join(
                        new byte[] {0x76},
                        octets(7, 7),
                        unsigned(0, 1),
                        unsigned(0, 1),
                        list(unsigned(tag, 4), body));
        int sum = Crc16.x25(content, 0, content.length);
        return join(content, unsigned(((sum & 0xFF) << 8) | (sum >> 8), 2), new byte[] {0});
    }

    /** The same message list with a kermit sum in each message, as some meters have it. */
    static byte[] kermit(byte[] file) {
        var copy = file.clone();
        int begin = 0;
        try {
            var reader = new SmlReader(copy);
            while (!reader.done()) {
                reader.list();
                for (int i = 0; i < 4; i++) {
                    reader.element();
                }
                int end = reader.at();
                int sum = Crc16.kermit(copy, begin, end);
                copy[end + 1] = (byte) sum;
                copy[end + 2] = (byte) (sum >> 8);
                reader.element();
                reader.element();
                begin = reader.at();
            }
        } catch (DamagedException e) {
            throw new IllegalArgumentException(e);
        }
        return copy;
    }

    static byte[] transport(byte[] content, boolean kermit) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ESCAPE);
        out.writeBytes(new byte[] {1, 1, 1, 1});
        int fill = Math.floorMod(-content.length, 4);
        var padded = Arrays.copyOf(content, content.length + fill);
        for (int i = 0; i < padded.length; ) {
            boolean doubled =
                    i + 4 <= padded.length
                            && Arrays.equals(Arrays.copyOfRange(padded, i, i + 4), ESCAPE);
            if (doubled) {
                out.writeBytes(ESCAPE);
                out.writeBytes(ESCAPE);
                i += 4;
            } else {
                out.write(padded[i++]);
            }
        }
        out.writeBytes(ESCAPE);
        out.write(0x1a);
        out.write(fill);
        var so = out.toByteArray();
        int sum = kermit ? Crc16.kermit(so, 0, so.length) : Crc16.x25(so, 0, so.length);
        out.write(sum);
        out.write(sum >> 8);
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
