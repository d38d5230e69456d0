package hearth.workers.risk.pipeline;

import hearth.kernel.Hash32;
import hearth.workers.risk.load.GraphTotals;

import java.time.Instant;
import java.util.List;

/**
 * A worker's second.
 *
 * @param readBlock newest block read, -1 before the first
 * @param headBlock newest block of the chain as last asked, -1 before
 * @param subscribed whether new blocks come by subscription
 * @param endpoint without what may be secret
 * @param knownShare of the contracts read since the start, those whose code was known, 0 to 1
 * @param bytesPerContract received over the wire, mean since the start
 * @param codesPerBatch asked for at once at present
 * @param unitsAnswered assigned units since the start
 * @param unitsMissing of those, without their code
 */
public record WorkerStats(
        Instant at,
        State state,
        List<StageStats> stages,
        long readBlock,
        long headBlock,
        boolean subscribed,
        String endpoint,
        Hash32 model,
        GraphTotals totals,
        double knownShare,
        double bytesPerContract,
        int codesPerBatch,
        long unitsAnswered,
        long unitsMissing) {
    /** What it is at. */
    public enum State {
        STARTING,
        /** Behind the chain's head, reading. */
        WORKING,
        /** Everything up to the head is read. */
        CAUGHT_UP,
        PAUSED,
        /** The endpoint does not answer; it goes on trying. */
        WAITING
    }

    public WorkerStats {
        stages = List.copyOf(stages);
    }
}
