package hearth.agent;

import hearth.kernel.Hash32;
import hearth.workers.risk.pipeline.DamagedWorkException;
import hearth.workers.risk.pipeline.Unit;
import hearth.workers.risk.pipeline.UnitOutcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.Supplier;

/**
 * A scorer in the agent's own process, replaced by a fresh one when its memory is found damaged: a
 * worker would end and begin anew, the agent goes on.
 */
final class RenewedScorer implements UnitWork.Scorer {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedScorer.class);

    private final Supplier<UnitWork.Scorer> fresh;
    private volatile UnitWork.Scorer scorer;

    /**
     * @param first the scorer to begin with
     * @param fresh makes one that shares no memory with those before
     */
    RenewedScorer(UnitWork.Scorer first, Supplier<UnitWork.Scorer> fresh) {
        this.scorer = first;
        this.fresh = fresh;
    }

    /**
     * @throws DamagedWorkException when the fresh one computes wrongly, too
     */
    @Override
    public List<UnitOutcome> execute(List<Unit> units, Hash32 seed) throws InterruptedException {
        try {
            return scorer.execute(units, seed);
        } catch (DamagedWorkException e) {
            LOG.warn("{} Model and codes are loaded again.", e.getMessage());
            var renewed = fresh.get();
            scorer = renewed;
            return renewed.execute(units, seed);
        }
    }
}
