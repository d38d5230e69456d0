package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.GatekeeperStore.Kept;
import hearth.network.gatekeeper.GatekeeperStore.State;
import hearth.network.work.AbiWords;
import hearth.network.work.AssignedUnit;
import hearth.network.work.Opening;
import hearth.network.work.Signed;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.UnitAnswer;
import hearth.network.work.UnitResult;
import hearth.network.work.Verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares a round's replicas, computes again what they disagree on, what too few answered, what
 * differs from an earlier result, and a drawn sample of the rest; says whose answers are wrong.
 */
final class Checker {
    private static final Hash32 NOTHING = Hash32.of(new byte[32]);

    private static final String NOT_COMPUTED =
            "The gatekeeper could not compute this round's sample itself, so the round is void; that"
                    + " is not this node's fault.";

    private static final String OTHER_MODEL =
            "The gatekeeper got another model before it could check this round, so the round is"
                    + " void; that is not this node's fault.";

    private final GatekeeperSettings settings;
    private final UnitExecutor executor;
    private final Hash32 secret;

    Checker(GatekeeperSettings settings, UnitExecutor executor, Hash32 secret) {
        this.settings = settings;
        this.executor = executor;
        this.secret = secret;
    }

    /** A receipt's outcome with the findings that it rests on. */
    record Checked(Kept decided, List<Signed<Verdict>> verdicts) {}

    /**
     * What is known of a unit after its round.
     *
     * @param settled false when a replica is missing: then it is listed again for others
     * @param overturned the earlier result that turned out wrong
     */
    record Known(
            AssignedUnit unit,
            UnitResult result,
            boolean settled,
            Optional<UnitResult> overturned) {}

    /** What came out of a round. */
    record Findings(List<Checked> receipts, List<Known> units) {}

    /** An answer with the receipt that it is in. */
    private record Vote(Kept kept, AssignedUnit unit, UnitAnswer answer) {}

    /** A round while it is checked. */
    private static final class Work {
        private final OpenRound round;
        private final SortedMap<Integer, List<Vote>> votes = new TreeMap<>();
        private final Map<Hash32, Set<Integer>> samples = new HashMap<>();
        private final Set<Integer> doubtful = new TreeSet<>();
        private final Map<Integer, UnitAnswer> again = new HashMap<>();

        Work(OpenRound round) {
            this.round = round;
        }

        List<Vote> of(int index) {
            return votes.getOrDefault(index, List.of());
        }
    }

    /**
     * Checks a round; one that asks for another model than the network's is void. Blocks on the
     * executor.
     *
     * @param opened its receipts that were opened
     * @param trust units verified since the last wrong one, by node
     * @param before results of earlier rounds, by code
     */
    Findings check(
            OpenRound round,
            List<Kept> opened,
            Map<Long, Long> trust,
            Map<Hash32, UnitResult> before)
            throws InterruptedException {
        if (!round.model().equals(settings.modelDigest())) {
            // listed before an upgrade: what this model answers says nothing about its answers
            return new Findings(
                    opened.stream().map(kept -> notCheckable(kept, OTHER_MODEL, 0)).toList(),
                    List.of());
        }
        var work = new Work(round);
        for (var kept : opened) {
            read(work, kept, trust.getOrDefault(kept.receipt().nodeId(), 0L));
        }
        work.votes.forEach((index, votes) -> {
            if (doubtful(work, votes, before)) {
                work.doubtful.add(index);
            }
        });
        execute(work);
        var receipts = new ArrayList<Checked>();
        for (var kept : opened) {
            receipts.add(decide(work, kept));
        }
        return new Findings(receipts, known(work, before));
    }

    private void read(Work work, Kept kept, long trust) {
        var assigned = work.round.assignedTo(kept.receipt().nodeId());
        var opening = Opening.decode(kept.delivery().submission().opening(), assigned.size());
        var answered = new ArrayList<Integer>();
        for (int i = 0; i < assigned.size(); i++) {
            var unit = assigned.get(i);
            var answer = opening.answers().get(i);
            if (answer.isPresent()) {
                answered.add(unit.index());
                work.votes
                        .computeIfAbsent(unit.index(), any -> new ArrayList<>())
                        .add(new Vote(kept, unit, answer.get()));
            }
        }
        int share = Sample.share(trust, settings.parameters().auditFloorPpm());
        var drawn = new HashSet<Integer>();
        for (int position : Sample.draw(secret, kept.digest(), answered.size(), share)) {
            drawn.add(answered.get(position));
        }
        work.samples.put(kept.digest(), drawn);
    }

    /** Whether the answers alone do not settle a unit. */
    private boolean doubtful(Work work, List<Vote> votes, Map<Hash32, UnitResult> before) {
        var first = votes.getFirst();
        int quorum = Math.min(settings.parameters().quorum(), work.round.replicas());
        var earlier = before.get(first.unit().codeHash());
        return votes.size() < quorum
                || votes.stream().anyMatch(vote -> !vote.answer().equals(first.answer()))
                || (earlier != null && !earlier.equals(first.answer().result()));
    }

    private void execute(Work work) throws InterruptedException {
        var wanted = new TreeSet<>(work.doubtful);
        work.samples.values().forEach(wanted::addAll);
        var units = wanted.stream().map(index -> work.of(index).getFirst().unit()).toList();
        var answers = executor.execute(units, work.round.offer().seed());
        if (answers.size() != units.size()) {
            return;
        }
        for (int i = 0; i < units.size(); i++) {
            var unit = units.get(i);
            answers.get(i).ifPresent(answer -> work.again.put(unit.index(), answer));
        }
    }

    private Checked decide(Work work, Kept kept) throws InterruptedException {
        var wrong = new ArrayList<Vote>();
        var open = new ArrayList<Vote>();
        int checked = 0;
        for (var votes : work.votes.values()) {
            for (var vote : votes) {
                if (!vote.kept().digest().equals(kept.digest())) {
                    continue;
                }
                var again = work.again.get(vote.unit().index());
                if (again == null) {
                    if (work.doubtful.contains(vote.unit().index())) {
                        open.add(vote);
                    }
                    continue;
                }
                checked++;
                if (!again.equals(vote.answer())) {
                    wrong.add(vote);
                }
            }
        }
        if (!wrong.isEmpty()) {
            return refused(work, kept, wrong, checked);
        }
        var sample = work.samples.getOrDefault(kept.digest(), Set.of());
        long sampled = sample.stream().filter(work.again::containsKey).count();
        // without most of the sample nothing is known about the rest, where nobody else answered it
        if ((work.round.replicas() < 2 && sampled * 2 < sample.size())
                || open.size() == kept.receipt().count()) {
            return notCheckable(kept, NOT_COMPUTED, checked);
        }
        var verdicts =
                open.stream().map(vote -> sign(undecided(kept, vote.unit().unit()))).toList();
        return new Checked(
                kept.decided(State.ACCEPTED, Optional.empty(), "", checked).voided(open.size()),
                verdicts);
    }

    private Checked refused(Work work, Kept kept, List<Vote> wrong, int checked)
            throws InterruptedException {
        var auditSeed =
                new AbiWords()
                        .address(settings.key().address())
                        .hash(work.round.offer().seed())
                        .keccak();
        var proofs = executor.execute(wrong.stream().map(Vote::unit).toList(), auditSeed);
        var verdicts = new ArrayList<Signed<Verdict>>();
        var reason = Reason.WRONG_TRACE;
        for (int i = 0; i < wrong.size(); i++) {
            var vote = wrong.get(i);
            var correct = work.again.get(vote.unit().index());
            if (correct == null) {
                continue;
            }
            boolean result = !vote.answer().result().equals(correct.result());
            if (result) {
                reason = Reason.WRONG_RESULT;
            }
            var proof = i < proofs.size() ? proofs.get(i) : Optional.<UnitAnswer>empty();
            verdicts.add(
                    sign(
                            new Verdict(
                                    kept.receipt().nodeId(),
                                    kept.digest(),
                                    vote.unit().unit(),
                                    vote.answer().digest(),
                                    correct.digest(),
                                    proof.map(UnitAnswer::trace).orElse(NOTHING),
                                    result
                                            ? Verdict.Kind.WRONG_RESULT
                                            : Verdict.Kind.WRONG_TRACE)));
        }
        var sentence =
                "The gatekeeper computed "
                        + checked
                        + " units again and "
                        + wrong.size()
                        + " did not match, the first for code "
                        + wrong.getFirst().unit().codeHash().shortened()
                        + "; nothing of this round is paid.";
        return new Checked(
                kept.decided(State.REFUSED, Optional.of(reason), sentence, checked), verdicts);
    }

    private Checked notCheckable(Kept kept, String sentence, int checked) {
        return new Checked(
                kept.decided(State.REFUSED, Optional.of(Reason.NOT_CHECKABLE), sentence, checked),
                List.of(sign(undecided(kept, NOTHING))));
    }

    /** Nothing is paid for a unit, or for all of them, and nobody is blamed. */
    private static Verdict undecided(Kept kept, Hash32 unit) {
        return new Verdict(
                kept.receipt().nodeId(),
                kept.digest(),
                unit,
                NOTHING,
                NOTHING,
                NOTHING,
                Verdict.Kind.VOID);
    }

    private Signed<Verdict> sign(Verdict verdict) {
        return new Signed<>(verdict, settings.key().sign(verdict.in(settings.work())));
    }

    private static List<Known> known(Work work, Map<Hash32, UnitResult> before) {
        var known = new ArrayList<Known>();
        work.votes.forEach((index, votes) -> {
            var again = work.again.get(index);
            if (again == null && work.doubtful.contains(index)) {
                return;
            }
            var first = votes.getFirst();
            var result = again == null ? first.answer().result() : again.result();
            var earlier = Optional.ofNullable(before.get(first.unit().codeHash()));
            known.add(
                    new Known(
                            first.unit(),
                            result,
                            again != null || votes.size() >= work.round.replicas(),
                            earlier.filter(one -> !one.equals(result))));
        });
        return known;
    }
}
