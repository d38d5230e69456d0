package hearth.workers.risk.load;

import hearth.workers.risk.CodeHash;
import hearth.workers.risk.Score;
import hearth.workers.risk.extract.Created;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one transaction loads.
 *
 * @param codes codes seen for the first time, with their scores
 * @param contracts where codes were seen, each known or among {@code codes}
 * @param cursor how far the chain is read after this batch; null when no chain is followed
 */
public record Batch(List<NewCode> codes, List<Sighting> contracts, @Nullable Cursor cursor) {
    /** A code with its score. */
    public record NewCode(CodeHash hash, int size, Score score) {}

    /** A contract and the hash of its code. */
    public record Sighting(Created created, CodeHash hash) {}
}
