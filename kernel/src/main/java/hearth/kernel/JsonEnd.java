package hearth.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Finds where a JSON document ends, without reading it: at the bracket that closes its first one. A
 * document is an object or a list; white space before it belongs to it.
 */
final class JsonEnd {
    private final int deepest;
    private int depth;
    private boolean begun;
    private boolean quoted;
    private boolean escaped;

    JsonEnd(int deepest) {
        this.deepest = deepest;
    }

    boolean reached() {
        return begun && depth == 0;
    }

    /** Takes bytes up to the end or all of them; gives the position behind the last one taken. */
    int in(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && !reached()) {
            take(bytes.get());
        }
        return bytes.position();
    }

    private void take(byte b) throws IOException {
        if (quoted) {
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '"') {
                quoted = false;
            }
            return;
        }
        switch (b) {
            case '{', '[' -> {
                begun = true;
                if (++depth > deepest) {
                    throw new IOException("its answer is nested deeper than " + deepest);
                }
            }
            case '}', ']' -> {
                if (--depth < 0) {
                    throw new IOException("its answer is not JSON");
                }
            }
            case '"' -> {
                if (!begun) {
                    throw new IOException("its answer is not JSON");
                }
                quoted = true;
            }
            case ' ', '\t', '\r', '\n' -> {
                // Between documents and inside.
            }
            default -> {
                if (!begun) {
                    throw new IOException("its answer is not JSON");
                }
            }
        }
    }
}
