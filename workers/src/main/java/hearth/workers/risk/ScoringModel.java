package hearth.workers.risk;

import hearth.kernel.Hash32;
import hearth.workers.risk.model.Explanation;
import hearth.workers.risk.model.Head;

import java.util.List;

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

    /**
     * Whether the model in memory is still the one that was loaded: all of it is hashed again, in a
     * few milliseconds.
     */
    boolean intact();

    /** Codes whose right answers came with the build. */
    List<Known> knownAnswers();

    /** A code whose right answer is known. */
    final class Known {
        private final byte[] code;
        private final Hash32 seed;
        private final Answer answer;

        /**
         * @param seed under which it is answered
         */
        public Known(byte[] code, Hash32 seed, Answer answer) {
            this.code = code.clone();
            this.seed = seed;
            this.answer = answer;
        }

        /** A copy: nobody may write into what others are checked against. */
        public byte[] code() {
            return code.clone();
        }

        /** The seed of the answer. */
        public Hash32 seed() {
            return seed;
        }

        /** The right answer. */
        public Answer answer() {
            return answer;
        }
    }

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
