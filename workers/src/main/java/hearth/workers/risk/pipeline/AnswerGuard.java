package hearth.workers.risk.pipeline;

import hearth.kernel.Hash32;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.ScoringModel;

import java.util.List;

/**
 * Looks for damaged memory before anything is signed: the model is hashed again, each answer is
 * computed a second time from a code that is copied and hashed again, and known codes must get
 * their known answers. What is found makes a round void and this process begin anew; a wrong answer
 * that is signed would be a breach.
 */
final class AnswerGuard {
    private static final int KNOWN_PER = 8;
    private static final int UNITS_PER = 64;

    private final ScoringModel model;
    private int next;

    AnswerGuard(ScoringModel model) {
        this.model = model;
    }

    /** An answer of the first pass with the code that it was computed from. */
    @SuppressWarnings("ArrayRecordComponent") // the very array is what is checked
    record Answered(CodeHash hash, byte[] code, ScoringModel.Answer answer) {}

    /**
     * Checks a batch.
     *
     * @throws DamagedWorkException when something differs
     */
    synchronized void check(List<Answered> batch, Hash32 seed) {
        if (batch.isEmpty()) {
            return;
        }
        if (!model.intact()) {
            throw new DamagedWorkException("the model in memory is not the one that was loaded");
        }
        var keccak = new Keccak();
        var second = model.newScorer();
        for (var first : batch) {
            byte[] copy = first.code().clone();
            if (!keccak.of(copy).equals(first.hash())) {
                throw new DamagedWorkException("a code in memory is not the one that was read");
            }
            if (!second.answer(copy, seed).equals(first.answer())) {
                throw new DamagedWorkException("two passes over one code gave different answers");
            }
        }
        var known = model.knownAnswers();
        int due = KNOWN_PER * ((batch.size() + UNITS_PER - 1) / UNITS_PER);
        for (int i = 0; i < due && !known.isEmpty(); i++) {
            var one = known.get(next++ % known.size());
            next %= known.size();
            if (!second.answer(one.code(), one.seed()).equals(one.answer())) {
                throw new DamagedWorkException("a known code did not get its known answer");
            }
        }
    }
}
