package hearth.monitors.power.decode;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a stream into lines; a line longer than any meter writes is given as damaged. */
final class Lines {
    private static final int LONGEST = 4096;

    private final ByteQueue line = new ByteQueue();
    private boolean tooLong;

    /**
     * @param each gets every line without its end; one that is too long is cut
     */
    void feed(byte[] bytes, int offset, int length, Consumer<? super String> each) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                end(each);
            } else if (line.size() < LONGEST) {
                line.add(bytes[i]);
            } else {
                tooLong = true;
            }
        }
    }

    /** The last line, when it has no end. */
    void end(Consumer<? super String> each) {
        var text = new String(line.copy(), StandardCharsets.UTF_8);
        // What is too long is no line of a meter: the mark makes sure that it reads as none.
        var shown = tooLong ? "\0" + text : text;
        line.clear();
        tooLong = false;
        if (!shown.isBlank()) {
            each.accept(shown.strip());
        }
    }
}
