package hearth.monitors.power.decode;

import java.util.function.Consumer;

/** Counts bytes that belong to no frame and reports a run of them once, when it ends. */
final class Stray {
    private long count;

    void one() {
        count++;
    }

    /** Adds to the count, or takes away what turned out to belong to a frame. */
    void add(long bytes) {
        count = Math.max(0, count + bytes);
    }

    void forget() {
        count = 0;
    }

    void report(Consumer<? super Decoded> each) {
        if (count > 0) {
            each.accept(
                    new Decoded.Damaged(
                            count == 1
                                    ? "1 byte belongs to no frame."
                                    : count + " bytes belong to no frame."));
            count = 0;
        }
    }
}
