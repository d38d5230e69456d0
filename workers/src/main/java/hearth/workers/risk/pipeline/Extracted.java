package hearth.workers.risk.pipeline;

import hearth.workers.risk.CodeHash;
import hearth.workers.risk.load.Batch;
import hearth.workers.risk.load.Cursor;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What the first stage hands on: contracts, and the codes among them that were never seen, which
 * may still be on their way.
 *
 * @param fresh codes by hash; cancelled when stopped
 * @param cursor how far the chain is read with this; null when no chain is followed
 */
record Extracted(
        List<Batch.Sighting> contracts,
        CompletableFuture<Map<CodeHash, byte[]>> fresh,
        @Nullable Cursor cursor,
        Kind kind) {
    /** What it is. */
    enum Kind {
        CONTRACTS,
        /** The chain took blocks back: forget what is above the cursor. */
        ROLL_BACK,
        /** Nothing comes after it. */
        END
    }

    static Extracted rollBack(Cursor cursor) {
        return new Extracted(
                List.of(), CompletableFuture.completedFuture(Map.of()), cursor, Kind.ROLL_BACK);
    }

    static Extracted end() {
        return new Extracted(
                List.of(), CompletableFuture.completedFuture(Map.of()), null, Kind.END);
    }
}
