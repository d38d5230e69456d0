package hearth.monitors.sensors;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of /proc or /sys that is kept open and read again from its start: opening costs more than
 * reading. Not for two threads at once.
 *
 * <p>A {@link RandomAccessFile} because an interrupt does not close it.
 */
final class ProcFile implements AutoCloseable {
    private final RandomAccessFile file;
    private byte[] content;
    private int length;

    ProcFile(Path path, int expected) throws FileNotFoundException {
        file = new RandomAccessFile(path.toFile(), "r");
        content = new byte[expected];
    }

    /** Reads it whole; the content stays valid until the next call. */
    Text read() throws IOException {
        file.seek(0);
        length = 0;
        while (true) {
            if (length == content.length) {
                content = Arrays.copyOf(content, content.length * 2);
            }
            int got = file.read(content, length, content.length - length);
            if (got <= 0) {
                return new Text(content, length);
            }
            length += got;
        }
    }

    /** Reads what one call gives, for files whose beginning is enough or that hold one value. */
    Text readOnce() throws IOException {
        file.seek(0);
        length = Math.max(0, file.read(content, 0, content.length));
        return new Text(content, length);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // Read only: nothing is lost.
        }
    }

    /** Walks through bytes of text without making strings. */
    static final class Text {
        private final byte[] bytes;
        private final int end;
        private int at;

        Text(byte[] bytes, int end) {
            this.bytes = bytes;
            this.end = end;
        }

        static Text of(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new Text(bytes, bytes.length);
        }

        boolean atEnd() {
            return at >= end;
        }

        boolean atLineEnd() {
            return at >= end || bytes[at] == '\n';
        }

        void nextLine() {
            while (at < end && bytes[at] != '\n') {
                at++;
            }
            at++;
        }

        boolean skip(String prefix) {
            int size = prefix.length();
            if (at + size > end) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                if (bytes[at + i] != prefix.charAt(i)) {
                    return false;
                }
            }
            at += size;
            return true;
        }

        void skipSpaces() {
            while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
                at++;
            }
        }

        boolean skipPast(char mark) {
            while (at < end && bytes[at] != '\n') {
                if (bytes[at++] == mark) {
                    return true;
                }
            }
            return false;
        }

        boolean atDigit() {
            return at < end && bytes[at] >= '0' && bytes[at] <= '9';
        }

        /** The next unsigned number, or -1 when there is none on this line. */
        long number() {
            skipSpaces();
            if (!atDigit()) {
                return -1;
            }
            long value = 0;
            while (atDigit()) {
                value = value * 10 + (bytes[at++] - '0');
            }
            return value;
        }

        /** The next word: up to white space or the given mark. */
        String word(char mark) {
            skipSpaces();
            int from = at;
            while (at < end && bytes[at] > ' ' && bytes[at] != mark) {
                at++;
            }
            return new String(bytes, from, at - from, StandardCharsets.UTF_8);
        }

        /** Whether the next word is this one; moves past it when it is. */
        boolean wordIs(byte[] word) {
            skipSpaces();
            if (at + word.length > end
                    || !Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
                return false;
            }
            int after = at + word.length;
            if (after < end && bytes[after] > ' ' && bytes[after] != ':') {
                return false;
            }
            at = after;
            return true;
        }

        /** Skips spaces and then a word. */
        void skipWord() {
            skipSpaces();
            skipWordOfName();
        }

        /** Skips the rest of the word that the position is in. */
        void skipWordOfName() {
            while (at < end && bytes[at] > ' ') {
                at++;
            }
        }

        int position() {
            return at;
        }

        void position(int to) {
            at = to;
        }

        /** The last position of the mark in the rest of the line, or -1. */
        int lastOf(char mark) {
            int found = -1;
            for (int i = at; i < end && bytes[i] != '\n'; i++) {
                if (bytes[i] == mark) {
                    found = i;
                }
            }
            return found;
        }

        String between(int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }

        /** A decimal number of the rest of the line, or NaN. */
        double decimal() {
            skipSpaces();
            boolean negative = at < end && bytes[at] == '-';
            if (negative) {
                at++;
            }
            if (!atDigit()) {
                return Double.NaN;
            }
            double value = 0;
            while (atDigit()) {
                value = value * 10 + (bytes[at++] - '0');
            }
            if (at < end && bytes[at] == '.') {
                at++;
                double unit = 0.1;
                while (atDigit()) {
                    value += (bytes[at++] - '0') * unit;
                    unit /= 10;
                }
            }
            return negative ? -value : value;
        }
    }
}
