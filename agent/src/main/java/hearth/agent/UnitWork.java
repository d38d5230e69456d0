package hearth.agent;

import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.network.work.AssignedUnit;
import hearth.network.work.UnitAnswer;
import hearth.network.work.UnitResult;
import hearth.workers.risk.pipeline.Unit;
import hearth.workers.risk.pipeline.UnitOutcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Units in the network's words and in the worker's. */
final class UnitWork {
    private UnitWork() {}

    /** Something that answers the worker's units. */
    @FunctionalInterface
    interface Scorer {
        List<UnitOutcome> execute(List<Unit> units, Hash32 seed) throws InterruptedException;
    }

    /** Asks the worker's code and gives its answers in the network's words. */
    static List<Optional<UnitAnswer>> answers(List<AssignedUnit> units, Hash32 seed, Scorer scorer)
            throws InterruptedException {
        var asked = new ArrayList<Unit>(units.size());
        for (var unit : units) {
            asked.add(new Unit(unit.codeHash(), unit.address()));
        }
        var answers = new ArrayList<Optional<UnitAnswer>>(units.size());
        for (var outcome : scorer.execute(asked, seed)) {
            answers.add(
                    switch (outcome) {
                        case UnitOutcome.Answered(Hash32 _, String result, Hash32 trace) ->
                                Optional.of(
                                        new UnitAnswer(
                                                UnitResult.decode(Hex.parse(result)), trace));
                        case UnitOutcome.Missing _ -> Optional.empty();
                    });
        }
        return answers;
    }
}
