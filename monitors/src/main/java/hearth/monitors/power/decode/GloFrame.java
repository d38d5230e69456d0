package hearth.monitors.power.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A telegram in the General-Glo-Ciphering of DLMS/COSEM (IEC 62056-5-3): tag 0xDB, system title of
 * eight bytes, length, security control, frame counter, cipher text and a tag of twelve bytes. So
 * do the P1 ports of Luxembourg and of some Austrian grids send it.
 */
final class GloFrame implements FrameScanner.Shape {
    private static final int TAG = 0xDB;
    private static final int TITLE = 8;
    private static final int LENGTH_AT = 2 + TITLE;
    private static final int COUNTER = 4;
    private static final int GCM_TAG = 12;

    /** Authenticated and encrypted, suite 0, the meter's own key, not compressed. */
    private static final int SECURED = 0x30;

    /** The longest telegrams seen have 4 KiB. */
    private static final int LONGEST = 8 * 1024;

    private final P1Key key;
    private final P1Counters counters;

    GloFrame(P1Key key, P1Counters counters) {
        this.key = key;
        this.counters = counters;
    }

    @Override
    public FrameScanner.Match at(byte[] bytes, int offset, int available) {
        if ((bytes[offset] & 0xFF) != TAG || (available > 1 && bytes[offset + 1] != TITLE)) {
            return new FrameScanner.Match.Nothing();
        }
        if (available <= LENGTH_AT) {
            return new FrameScanner.Match.NeedMore();
        }
        // BER: below 0x80 the length itself, else in how many bytes it stands.
        int first = bytes[offset + LENGTH_AT] & 0xFF;
        int more = first < 0x80 ? 0 : first & 0x7F;
        if (more > 2 || first == 0x80) {
            return new FrameScanner.Match.Nothing();
        }
        int secured = LENGTH_AT + 1 + more;
        if (available <= secured) {
            return new FrameScanner.Match.NeedMore();
        }
        int length = more == 0 ? first : 0;
        for (int i = 1; i <= more; i++) {
            length = length << 8 | (bytes[offset + LENGTH_AT + i] & 0xFF);
        }
        if (length <= 1 + COUNTER + GCM_TAG || length > LONGEST) {
            return new FrameScanner.Match.Nothing();
        }
        if (available < secured + length) {
            return new FrameScanner.Match.NeedMore();
        }
        return whole(bytes, offset, secured, length);
    }

    private FrameScanner.Match whole(byte[] bytes, int offset, int secured, int length) {
        int all = secured + length;
        int at = offset + secured;
        if (bytes[at] != SECURED) {
            return new FrameScanner.Match.Broken(
                    all, "The telegram is not encrypted and authenticated with the meter's key.");
        }
        var vector = Arrays.copyOfRange(bytes, offset + 2, offset + 2 + TITLE + COUNTER);
        System.arraycopy(bytes, at + 1, vector, TITLE, COUNTER);
        try {
            var clear = key.open(vector, bytes[at], bytes, at + 1 + COUNTER, length - 1 - COUNTER);
            return new FrameScanner.Match.Whole(all, content(vector, clear));
        } catch (DamagedException e) {
            return new FrameScanner.Match.Broken(all, e.sentence());
        }
    }

    private Decoded content(byte[] vector, byte[] clear) {
        long counter = 0;
        for (int i = TITLE; i < vector.length; i++) {
            counter = counter << 8 | (vector[i] & 0xFF);
        }
        if (!counters.next(vector, counter)) {
            return new Decoded.Damaged(
                    "The telegram's counter is not above that of an earlier one: it is sent again.");
        }
        List<Decoded> inside = new ArrayList<>();
        var plain = new DsmrDecoder();
        plain.feed(clear, 0, clear.length, inside::add);
        plain.end(inside::add);
        return inside.size() == 1
                ? inside.getFirst()
                : new Decoded.Damaged("The decrypted bytes are not one telegram.");
    }

    @Override
    public String cutOff(int available) {
        return "The encrypted telegram is cut off before its end.";
    }
}
