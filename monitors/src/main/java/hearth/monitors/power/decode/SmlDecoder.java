package hearth.monitors.power.decode;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The transport of SML, version 1 (BSI TR-03109-1, annex IV): {@code 1b1b1b1b 01010101}, content,
 * {@code 1b1b1b1b 1a}, number of fill bytes, checksum. Four bytes 1b in the content are doubled.
 */
final class SmlDecoder implements Decoder {
    private static final int LONGEST = 16 * 1024;
    private static final long BEGIN = 0x1b1b1b1b_01010101L;
    private static final int ESCAPE = 0x1b1b1b1b;
    private static final int MARK = 8;
    private static final int MOST_FILL = 4;
    private static final byte[] NOTHING = {};

    private final ByteQueue frame = new ByteQueue();
    private final Stray stray = new Stray();
    private long recent;
    private boolean inside;
    private int scan;
    private byte[] again = NOTHING;

    @Override
    public void feed(byte[] bytes, int offset, int length, Consumer<? super Decoded> each) {
        for (int i = offset; i < offset + length; i++) {
            one(bytes[i], false, each);
            while (again.length > 0) {
                readAgain(each);
            }
        }
    }

    /** A half frame may have hidden the beginning of a whole one: what it took is read again. */
    private void readAgain(Consumer<? super Decoded> each) {
        var bytes = again;
        again = NOTHING;
        for (int i = 0; i < bytes.length; i++) {
            one(bytes[i], true, each);
            if (again.length > 0) {
                int taken = again.length;
                again = Arrays.copyOf(again, taken + bytes.length - i - 1);
                System.arraycopy(bytes, i + 1, again, taken, bytes.length - i - 1);
                return;
            }
        }
    }

    private void one(byte value, boolean reported, Consumer<? super Decoded> each) {
        if (inside) {
            frame.add(value);
            inside(each);
            return;
        }
        if (!reported) {
            stray.one();
        }
        recent = (recent << 8) | (value & 0xFF);
        if (recent == BEGIN) {
            stray.add(-MARK);
            stray.report(each);
            begin();
        }
    }

    private void begin() {
        frame.clear();
        for (int shift = 56; shift >= 0; shift -= 8) {
            frame.add((byte) (BEGIN >>> shift));
        }
        scan = MARK;
        inside = true;
        recent = 0;
    }

    /** Looks at what can be decided: an escape and the four bytes behind it. */
    private void inside(Consumer<? super Decoded> each) {
        while (scan + MARK <= frame.size()) {
            if (word(scan) != ESCAPE) {
                scan++;
                continue;
            }
            int meaning = word(scan + 4);
            if (meaning == ESCAPE) {
                scan += MARK;
            } else if (meaning == (int) BEGIN) {
                each.accept(new Decoded.Damaged("The SML frame is cut off before its end."));
                begin();
            } else if (meaning >>> 24 == 0x1a) {
                finish(scan, each);
                return;
            } else {
                // A content that ends in 1b stands before an escape: it begins one byte later.
                scan++;
            }
        }
        if (frame.size() > LONGEST) {
            each.accept(new Decoded.Damaged("The SML frame does not end."));
            leave();
        }
    }

    private void finish(int end, Consumer<? super Decoded> each) {
        var bytes = frame.copy();
        leave();
        int sum = (bytes[end + 6] & 0xFF) | (bytes[end + 7] & 0xFF) << 8;
        int fill = bytes[end + 5] & 0xFF;
        boolean usual = Crc16.x25(bytes, 0, end + 6) == sum;
        // Holley and others compute another sum of the same kind; then each message must hold too.
        boolean other = !usual && Crc16.kermit(bytes, 0, end + 6) == sum;
        if (!usual && !other) {
            each.accept(new Decoded.Damaged("The SML frame's checksum is wrong."));
            again = Arrays.copyOfRange(bytes, MARK, bytes.length);
            return;
        }
        try {
            var content = content(bytes, end, fill);
            var readings = SmlFile.read(content, other);
            if (readings.isEmpty()) {
                throw new DamagedException("The SML frame has no list of values.");
            }
            readings.forEach(reading -> each.accept(new Decoded.Sound(reading)));
        } catch (DamagedException e) {
            each.accept(new Decoded.Damaged(e.sentence()));
        }
    }

    private static byte[] content(byte[] bytes, int end, int fill) throws DamagedException {
        var content = new ByteArrayOutputStream(end);
        int at = MARK;
        while (at < end) {
            boolean doubled =
                    at + MARK <= end && word(bytes, at) == ESCAPE && word(bytes, at + 4) == ESCAPE;
            if (doubled) {
                content.write(bytes, at, 4);
                at += MARK;
            } else {
                content.write(bytes[at++]);
            }
        }
        var whole = content.toByteArray();
        // Up to three by the standard. A DZG DVS-74 sends four where none is needed: "Frame1" in
        // the
        // tests of github.com/spacemanspiff2007/SmlLib.
        if (fill > MOST_FILL
                || fill > whole.length
                || (fill == MOST_FILL && !endsInZeros(whole, fill))) {
            throw new DamagedException("The SML frame's number of fill bytes is wrong.");
        }
        return Arrays.copyOf(whole, whole.length - fill);
    }

    private static boolean endsInZeros(byte[] bytes, int count) {
        return Arrays.equals(bytes, bytes.length - count, bytes.length, new byte[count], 0, count);
    }

    private void leave() {
        frame.clear();
        inside = false;
        recent = 0;
    }

    private int word(int index) {
        return word(frame.array(), frame.from() + index);
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at] << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }

    @Override
    public void end(Consumer<? super Decoded> each) {
        if (inside) {
            each.accept(new Decoded.Damaged("The SML frame is cut off before its end."));
            leave();
        }
        stray.report(each);
    }
}
