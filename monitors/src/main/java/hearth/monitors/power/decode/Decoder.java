package hearth.monitors.power.decode;

import java.util.function.Consumer;

/**
 * Turns a meter's bytes into readings. Never throws on what it is given and never holds more than
 * one frame; one caller at a time.
 */
public interface Decoder {
    /** Takes the next bytes; {@code each} is called for every frame that they complete. */
    void feed(byte[] bytes, int offset, int length, Consumer<? super Decoded> each);

    /** No more bytes come: what is left is a whole frame or a damaged one. */
    void end(Consumer<? super Decoded> each);
}
