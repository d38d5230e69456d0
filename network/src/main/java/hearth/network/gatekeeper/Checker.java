package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.GatekeeperStore.Kept;
import hearth.network.gatekeeper.GatekeeperStore.State;
import hearth.network.work.AbiWords;
import hearth.network.work.AssignedUnit;
import hearth.network.work.Opening;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.UnitAnswer;
import hearth.network.work.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes a sample of a receipt's answers again and says what is wrong with them. */
final class Checker {
    private static final Hash32 NOTHING = Hash32.of(new byte[32]);

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

    /** Checks a receipt. Blocks on the executor. */
    Checked check(
            Kept kept, RoundOffer offer, List<AssignedUnit> assigned, long consecutiveVerified)
            throws InterruptedException {
        var opening = Opening.decode(kept.delivery().submission().opening(), assigned.size());
        var units = new ArrayList<AssignedUnit>();
        var answers = new ArrayList<UnitAnswer>();
        for (int i = 0; i < assigned.size(); i++) {
            var unit = assigned.get(i);
            opening.answers()
                    .get(i)
                    .ifPresent(answer -> {
                        units.add(unit);
                        answers.add(answer);
                    });
        }
        int share = Sample.share(consecutiveVerified, settings.parameters().auditFloorPpm());
        var drawn = Sample.draw(secret, kept.digest(), units.size(), share);
        var sampled = drawn.stream().map(units::get).toList();
        var again = executor.execute(sampled, offer.seed());
        if (again.size() != sampled.size()) {
            again = List.of();
        }
        int checked = 0;
        var wrong = new ArrayList<Integer>();
        for (int i = 0; i < again.size(); i++) {
            if (again.get(i).isPresent()) {
                checked++;
                if (!again.get(i).get().equals(answers.get(drawn.get(i)))) {
                    wrong.add(i);
                }
            }
        }
        if (!wrong.isEmpty()) {
            return refused(kept, offer, sampled, drawn, answers, again, wrong);
        }
        // without most of the sample nothing is known about the rest: unpaid, and nobody's fault
        if (checked * 2 < sampled.size()) {
            return notCheckable(kept, checked);
        }
        return new Checked(kept.decided(State.ACCEPTED, Optional.empty(), "", checked), List.of());
    }

    private Checked refused(
            Kept kept,
            RoundOffer offer,
            List<AssignedUnit> sampled,
            List<Integer> drawn,
            List<UnitAnswer> answers,
            List<Optional<UnitAnswer>> again,
            List<Integer> wrong)
            throws InterruptedException {
        var auditSeed =
                new AbiWords().address(settings.key().address()).hash(offer.seed()).keccak();
        var proofs = executor.execute(wrong.stream().map(sampled::get).toList(), auditSeed);
        var verdicts = new ArrayList<Signed<Verdict>>();
        var reason = Reason.WRONG_TRACE;
        for (int i = 0; i < wrong.size(); i++) {
            int at = wrong.get(i);
            var claimed = answers.get(drawn.get(at));
            var correct = again.get(at).orElseThrow();
            boolean result = !claimed.result().equals(correct.result());
            if (result) {
                reason = Reason.WRONG_RESULT;
            }
            var proof = i < proofs.size() ? proofs.get(i) : Optional.<UnitAnswer>empty();
            verdicts.add(
                    sign(
                            new Verdict(
                                    kept.receipt().nodeId(),
                                    kept.digest(),
                                    sampled.get(at).unit(),
                                    claimed.digest(),
                                    correct.digest(),
                                    proof.map(UnitAnswer::trace).orElse(NOTHING),
                                    result
                                            ? Verdict.Kind.WRONG_RESULT
                                            : Verdict.Kind.WRONG_TRACE)));
        }
        var first = sampled.get(wrong.getFirst());
        var sentence =
                "The gatekeeper computed "
                        + sampled.size()
                        + " units again and "
                        + wrong.size()
                        + " did not match, the first for code "
                        + first.codeHash().shortened()
                        + "; nothing of this round is paid.";
        return new Checked(
                kept.decided(State.REFUSED, Optional.of(reason), sentence, sampled.size()),
                verdicts);
    }

    private Checked notCheckable(Kept kept, int checked) {
        var verdict =
                new Verdict(
                        kept.receipt().nodeId(),
                        kept.digest(),
                        NOTHING,
                        NOTHING,
                        NOTHING,
                        NOTHING,
                        Verdict.Kind.VOID);
        return new Checked(
                kept.decided(
                        State.REFUSED,
                        Optional.of(Reason.NOT_CHECKABLE),
                        "The gatekeeper could not compute this round's sample itself, so the round"
                                + " is void; that is not this node's fault.",
                        checked),
                List.of(sign(verdict)));
    }

    private Signed<Verdict> sign(Verdict verdict) {
        return new Signed<>(verdict, settings.key().sign(verdict.in(settings.work())));
    }
}
