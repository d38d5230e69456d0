package hearth.monitors.power.decode;

import java.util.function.Consumer;

/**
 * Finds binary frames of a known shape in a stream that has no marks between them. After damage it
 * looks for the next frame from the very next byte on, so that a half frame never takes a whole one
 * with it.
 */
final class FrameScanner implements Decoder {
    private static final int CHUNK = 4096;

    /** What stands at a place of the stream. */
    sealed interface Match {
        /** It may become a frame; more bytes will tell. */
        record NeedMore() implements Match {}

        /** No frame begins here. */
        record Nothing() implements Match {}

        /** A whole frame. */
        record Whole(int length, Decoded content) implements Match {}

        /** A whole frame that says nothing about power, such as a request. */
        record Silent(int length) implements Match {}

        /** Looks like a frame, but its check fails. */
        record Broken(int length, String reason) implements Match {}
    }

    /** The shape of a meter's frames. */
    interface Shape {
        /** What begins at the offset, of which so many bytes are there (at least one). */
        Match at(byte[] bytes, int offset, int available);

        /** What a frame cut off by the end of the stream is told as. */
        String cutOff(int available);
    }

    private final Shape shape;
    private final ByteQueue waiting = new ByteQueue();
    private final Stray stray = new Stray();

    /** Bytes from the front of the queue that were already reported within a broken frame. */
    private int reported;

    FrameScanner(Shape shape) {
        this.shape = shape;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length, Consumer<? super Decoded> each) {
        for (int done = 0; done < length; done += CHUNK) {
            waiting.add(bytes, offset + done, Math.min(CHUNK, length - done));
            scan(false, each);
        }
    }

    @Override
    public void end(Consumer<? super Decoded> each) {
        scan(true, each);
        stray.report(each);
    }

    private void scan(boolean ended, Consumer<? super Decoded> each) {
        while (waiting.size() > 0) {
            switch (shape.at(waiting.array(), waiting.from(), waiting.size())) {
                case Match.NeedMore _ -> {
                    if (!ended) {
                        return;
                    }
                    broken(waiting.size(), shape.cutOff(waiting.size()), each);
                }
                case Match.Nothing _ -> step();
                case Match.Whole(int length, var content) -> {
                    stray.report(each);
                    each.accept(content);
                    skip(length);
                }
                case Match.Silent(int length) -> {
                    stray.report(each);
                    skip(length);
                }
                case Match.Broken(int length, var reason) -> broken(length, reason, each);
            }
        }
    }

    private void broken(int length, String reason, Consumer<? super Decoded> each) {
        if (reported == 0) {
            stray.report(each);
            each.accept(new Decoded.Damaged(reason));
            reported = length;
        }
        step();
    }

    private void step() {
        if (reported > 0) {
            reported--;
        } else {
            stray.one();
        }
        waiting.drop(1);
    }

    private void skip(int length) {
        reported = 0;
        waiting.drop(length);
    }
}
