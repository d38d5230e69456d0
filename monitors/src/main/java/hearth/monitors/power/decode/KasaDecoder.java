package hearth.monitors.power.decode;

import java.util.function.Consumer;

/**
 * Kasa's legacy protocol: over TCP the length as four bytes, highest first, then JSON in which each
 * byte is xored with the encrypted one before it (the first with 171). One UDP datagram has no
 * length; JSON in clear text is taken too. There is no checksum: what damages a digit cannot be
 * seen, which is one reason why such a meter never counts as proof.
 */
public final class KasaDecoder implements Decoder {
    /** An opening brace, encrypted. */
    private static final int OPENING = 0xD0;

    private static final int KEY = 171;
    private static final int LONGEST = 64 * 1024;
    private static final int PREFIX = 4;

    private enum Form {
        UNKNOWN,
        CLEAR,
        FRAMES,
        DATAGRAM
    }

    private final JsonDocuments clear = new JsonDocuments(KasaJson::readings);
    private final ByteQueue waiting = new ByteQueue();
    private final Stray stray = new Stray();
    private Form form = Form.UNKNOWN;
    private int key = KEY;

    /** What a plug understands; the bytes given stay as they are. */
    public static byte[] encrypt(byte[] text) {
        var out = new byte[text.length];
        int key = KEY;
        for (int i = 0; i < text.length; i++) {
            key ^= text[i] & 0xFF;
            out[i] = (byte) key;
        }
        return out;
    }

    /** What was encrypted, in clear. */
    public static byte[] decrypt(byte[] bytes, int from, int to) {
        var out = new byte[to - from];
        int key = KEY;
        for (int i = from; i < to; i++) {
            out[i - from] = (byte) (bytes[i] ^ key);
            key = bytes[i] & 0xFF;
        }
        return out;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length, Consumer<? super Decoded> each) {
        int from = offset;
        int end = offset + length;
        while (form == Form.UNKNOWN && from < end) {
            switch (bytes[from]) {
                case ' ', '\t', '\r', '\n' -> from++;
                case '{', '[' -> form = Form.CLEAR;
                case (byte) OPENING -> form = Form.DATAGRAM;
                default -> form = Form.FRAMES;
            }
        }
        switch (form) {
            case UNKNOWN -> {}
            case CLEAR -> clear.feed(bytes, from, end - from, each);
            case DATAGRAM -> datagram(bytes, from, end, each);
            case FRAMES -> {
                for (int i = from; i < end; i++) {
                    waiting.add(bytes[i]);
                    frames(each);
                }
            }
        }
    }

    private void datagram(byte[] bytes, int from, int end, Consumer<? super Decoded> each) {
        for (int i = from; i < end; i++) {
            var text = new byte[] {(byte) (bytes[i] ^ key)};
            key = bytes[i] & 0xFF;
            clear.feed(text, 0, 1, each);
        }
    }

    private void frames(Consumer<? super Decoded> each) {
        while (waiting.size() > PREFIX) {
            long length = length();
            if (length < 2 || length > LONGEST || waiting.at(PREFIX) != OPENING) {
                stray.one();
                waiting.drop(1);
                continue;
            }
            if (waiting.size() < PREFIX + length) {
                return;
            }
            stray.report(each);
            int from = waiting.from() + PREFIX;
            var text = decrypt(waiting.array(), from, from + (int) length);
            waiting.drop(PREFIX + (int) length);
            JsonDocuments.decode(text, KasaJson::readings, each);
        }
    }

    private long length() {
        return (long) waiting.at(0) << 24
                | waiting.at(1) << 16
                | waiting.at(2) << 8
                | waiting.at(3);
    }

    @Override
    public void end(Consumer<? super Decoded> each) {
        if (waiting.size() > PREFIX) {
            stray.report(each);
            each.accept(new Decoded.Damaged("The plug's frame is cut off before its end."));
        } else {
            stray.add(waiting.size());
        }
        waiting.clear();
        clear.end(each);
        stray.report(each);
    }
}
