package hearth.workers.risk.model;

import java.nio.ByteBuffer;

/** What reading any part of a model file shares. */
final class ModelFormat {
    private ModelFormat() {}

    /** Reads a count of entries and refuses one that cannot fit in what is left. */
    static int count(ByteBuffer from, int entryBytes) {
        int count = from.getInt();
        if (count < 0 || (long) count * entryBytes > from.remaining()) {
            throw new IllegalArgumentException("model: " + count + " entries do not fit");
        }
        return count;
    }
}
