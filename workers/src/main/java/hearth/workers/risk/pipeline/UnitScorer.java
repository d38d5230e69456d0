package hearth.workers.risk.pipeline;

import hearth.kernel.Hash32;
import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.ScoringModel;
import hearth.workers.risk.extract.CodeSource;
import hearth.workers.risk.extract.RpcFailedException;
import hearth.workers.risk.extract.Waits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Answers units: fetches their codes itself, believes them only by their hash, and scores them.
 * Safe for many threads; blocks.
 */
public final class UnitScorer {
    private static final int ATTEMPTS = 3;
    private static final int AT_ONCE = 100;
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final String NO_TIME = "the round left no time for it";

    private final ScoringModel model;
    private final AnswerGuard guard;
    private final CodeSource source;
    private final Function<CodeHash, List<Account>> elsewhere;
    private final Progress progress;
    private final LongSupplier nanos;
    private final LongAdder answered = new LongAdder();
    private final LongAdder missing = new LongAdder();

    /** Told of each part of the units, by the thread that works on it. */
    interface Progress {
        /** Codes are here, after so many nanoseconds. */
        void fetched(int codes, long nanos);

        /** Units have their answers, after so many nanoseconds more. */
        void scored(int units, long nanos);

        /** For whoever does not count. */
        static Progress none() {
            return new Progress() {
                @Override
                public void fetched(int codes, long nanos) {}

                @Override
                public void scored(int units, long nanos) {}
            };
        }
    }

    /** A scorer that looks only where a unit says its code was seen. */
    public UnitScorer(ScoringModel model, CodeSource source) {
        this(model, source, _ -> List.of(), Progress.none(), System::nanoTime);
    }

    /**
     * A scorer.
     *
     * @param elsewhere other addresses of a code, asked when the unit's own has it no more
     * @param nanos a clock that only goes forward
     */
    UnitScorer(
            ScoringModel model,
            CodeSource source,
            Function<CodeHash, List<Account>> elsewhere,
            Progress progress,
            LongSupplier nanos) {
        this.nanos = nanos;
        this.model = model;
        this.guard = new AnswerGuard(model);
        this.source = source;
        this.elsewhere = elsewhere;
        this.progress = progress;
    }

    /** Units answered so far. */
    public long answered() {
        return answered.sum();
    }

    /** Units that stayed without an answer: their code could not be had, or not in time. */
    public long missing() {
        return missing.sum();
    }

    /**
     * One outcome a unit, in their order, whatever time it takes.
     *
     * @throws DamagedWorkException when this process computes wrongly
     */
    public List<UnitOutcome> execute(List<Unit> units, Hash32 seed) throws InterruptedException {
        return execute(units, seed, FOREVER);
    }

    /**
     * One outcome a unit, in their order. What is not answered and checked in the time given is
     * missing: a process that has just started, or a busy machine, hands in what it has.
     *
     * @throws DamagedWorkException when this process computes wrongly
     */
    List<UnitOutcome> execute(List<Unit> units, Hash32 seed, Duration limit)
            throws InterruptedException {
        long begun = nanos.getAsLong();
        var scorer = model.newScorer();
        var outcomes = new ArrayList<UnitOutcome>(units.size());
        boolean inTime = true;
        for (int from = 0; from < units.size(); from += AT_ONCE) {
            var part = units.subList(from, Math.min(units.size(), from + AT_ONCE));
            long left = limit.toNanos() - (nanos.getAsLong() - begun);
            inTime = inTime && left > 0 && part(part, seed, scorer, left, outcomes);
            // those of this part or of one that was not begun
            for (int i = outcomes.size(); i < from + part.size(); i++) {
                outcomes.add(missing(units.get(i), NO_TIME));
            }
        }
        return outcomes;
    }

    /** Answers what there is time for, in order; true when that was all. */
    private boolean part(
            List<Unit> part,
            Hash32 seed,
            ScoringModel.Scorer scorer,
            long limit,
            List<UnitOutcome> outcomes)
            throws InterruptedException {
        var wanted = new ArrayList<CodeSource.Wanted>(part.size());
        for (var unit : part) {
            wanted.add(
                    new CodeSource.Wanted(
                            CodeHash.of(unit.codeHash()), Account.of(unit.address())));
        }
        var reason = new StringBuilder();
        long begun = nanos.getAsLong();
        var codes = codes(wanted, reason);
        long fetched = nanos.getAsLong();
        progress.fetched(codes.size(), fetched - begun);
        var computed = new ArrayList<AnswerGuard.Answered>(part.size());
        boolean inTime = true;
        for (var unit : part) {
            long now = nanos.getAsLong();
            // the guard computes all of it once more, which takes as long again
            inTime = now - begun + (now - fetched) < limit;
            if (!inTime) {
                break;
            }
            byte[] code = codes.get(CodeHash.of(unit.codeHash()));
            if (code == null) {
                outcomes.add(missing(unit, reason.toString()));
            } else {
                var answer = scorer.answer(code, seed);
                computed.add(new AnswerGuard.Answered(CodeHash.of(unit.codeHash()), code, answer));
                outcomes.add(
                        new UnitOutcome.Answered(unit.codeHash(), answer.result(), answer.trace()));
            }
        }
        guard.check(computed, seed);
        answered.add(computed.size());
        progress.scored(computed.size(), nanos.getAsLong() - fetched);
        return inTime;
    }

    private UnitOutcome missing(Unit unit, String reason) {
        missing.increment();
        return new UnitOutcome.Missing(unit.codeHash(), reason);
    }

    private Map<CodeHash, byte[]> codes(List<CodeSource.Wanted> wanted, StringBuilder reason)
            throws InterruptedException {
        var found = new HashMap<CodeHash, byte[]>();
        reason.append("no such code at its address");
        fetch(wanted, found, reason);
        var others = new ArrayList<CodeSource.Wanted>();
        for (var want : wanted) {
            if (!found.containsKey(want.hash())) {
                for (var address : elsewhere.apply(want.hash())) {
                    if (!address.equals(want.hint())) {
                        others.add(new CodeSource.Wanted(want.hash(), address));
                    }
                }
            }
        }
        if (!others.isEmpty()) {
            fetch(others, found, reason);
        }
        return found;
    }

    private void fetch(
            List<CodeSource.Wanted> wanted, Map<CodeHash, byte[]> found, StringBuilder reason)
            throws InterruptedException {
        var waits = new Waits();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                found.putAll(source.codes(wanted));
                return;
            } catch (RpcFailedException e) {
                reason.setLength(0);
                reason.append(e.getMessage());
                // A round is short: rather a few units missing than the whole batch late.
                if (attempt < ATTEMPTS) {
                    rest(Math.min(1_000, waits.after(e).toMillis()));
                }
            }
        }
    }

    private static void rest(long millis) throws InterruptedException {
        // A latch that nobody opens: an interruptible wait.
        var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
