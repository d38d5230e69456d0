package hearth.workers.risk;

import hearth.kernel.Hash32;
import hearth.workers.risk.model.Explanation;
import hearth.workers.risk.model.Head;

/** A trained model as the pipeline uses it. */
public interface ScoringModel {
    /** SHA-256 of the model, as the network names it. */
    Hash32 digest();

    /** Its version, for people. */
    String version();

    /** What moved the scores of a code. */
    Explanation explain(byte[] code);

    /** Basis points from which a head's score is a finding. */
    int findingFrom(Head head);

    /** A scorer for one thread. */
    Scorer newScorer();

    /** Scores codes; not for two threads. */
    interface Scorer {
        /** Scores a code for the graph. */
        Score score(byte[] code);

        /** Answers a unit: the result and the trace under a seed. */
        Answer answer(byte[] code, Hash32 seed);
    }

    /**
     * What a unit is answered with.
     *
     * @param result 17 bytes as hexadecimal text with 0x
     * @param trace keccak256 of seed and features
     */
    record Answer(String result, Hash32 trace) {}
}
