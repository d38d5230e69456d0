package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.gatekeeper.GatekeeperStore.Kept;
import hearth.network.gatekeeper.GatekeeperStore.State;
import hearth.network.settlement.Findings;
import hearth.network.work.AbiWords;
import hearth.network.work.AssignedUnit;
import hearth.network.work.Opening;
import hearth.network.work.Signed;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.UnitAnswer;
import hearth.network.work.Verdict;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Wrong work that other gatekeepers found: it is computed again here before anything of it is
 * believed, and signed only when it comes out the same.
 */
final class Accusations {
    private static final Hash32 NOTHING = Hash32.of(new byte[32]);

    /** What waits to be computed again; more than so much is told again later. */
    private static final int MOST = 1_024;

    /** Findings of so many epochs are told to who has not taken them. */
    private static final int TOLD_EPOCHS = 3;

    private final GatekeeperSettings settings;
    private final GatekeeperStore store;
    private final RoundRows rounds;
    private final RoundPlanner planner;
    private final UnitExecutor executor;
    private final CouncilRows rows;
    private final ConcurrentLinkedQueue<Signed<Verdict>> waiting = new ConcurrentLinkedQueue<>();

    /** What each of the others has taken. */
    private final Map<Address, Set<Signed<Verdict>>> taken = new HashMap<>();

    /** Those who are being told something at this moment. */
    private final Set<Address> busy = new HashSet<>();

    Accusations(Gatekeeper gatekeeper, UnitExecutor executor) {
        this.settings = gatekeeper.settings();
        this.store = gatekeeper.store();
        this.rounds = gatekeeper.rows();
        this.planner = gatekeeper.planner();
        this.executor = executor;
        this.rows = new CouncilRows(store.database());
    }

    /** Keeps what a gatekeeper found, to be looked at soon. */
    void heard(List<Signed<Verdict>> found) throws NotAgreedException {
        if (waiting.size() + found.size() > MOST) {
            throw new NotAgreedException("Too much waits to be computed again; tell it later.");
        }
        for (var verdict : found) {
            var message = verdict.message();
            if (message.kind() != Verdict.Kind.VOID
                    && settings.gatekeepers()
                            .signer(message.in(settings.work()), verdict.signature())
                            .isPresent()) {
                waiting.add(verdict);
            }
        }
    }

    /**
     * Tells the others the own findings of the last epochs; each until it has taken them, so that
     * one that was away computes them again, too.
     */
    void tell(Colleagues colleagues, long epoch) throws SQLException {
        var found = new ArrayList<Signed<Verdict>>();
        for (long of = Math.max(1, epoch - TOLD_EPOCHS + 1); of <= epoch; of++) {
            store.findings().of(of).stream()
                    .filter(one -> one.message().kind() != Verdict.Kind.VOID)
                    .forEach(found::add);
        }
        colleagues.tell(one -> {
            var left = untold(one.address(), found);
            if (left.isEmpty()) {
                return;
            }
            boolean heard = false;
            try {
                one.accuse(left);
                heard = true;
            } finally {
                told(one.address(), left, heard);
            }
        });
    }

    private synchronized List<Signed<Verdict>> untold(
            Address colleague, List<Signed<Verdict>> found) {
        var known = taken.computeIfAbsent(colleague, _ -> new HashSet<>());
        known.retainAll(new HashSet<>(found));
        var left = found.stream().filter(one -> !known.contains(one)).limit(MOST / 8).toList();
        return left.isEmpty() || !busy.add(colleague) ? List.of() : left;
    }

    private synchronized void told(Address colleague, List<Signed<Verdict>> left, boolean heard) {
        busy.remove(colleague);
        if (heard) {
            taken.computeIfAbsent(colleague, _ -> new HashSet<>()).addAll(left);
        }
    }

    /**
     * Computes again what was heard of. Blocks on the executor.
     *
     * @param epoch in which it is found
     */
    void examine(long epoch) throws SQLException, InterruptedException {
        var early = new ArrayList<Signed<Verdict>>();
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            var message = next.message();
            rows.keep(next, epoch);
            var kept = find(message, epoch);
            if (kept.filter(one -> one.state() == State.COMMITTED || one.state() == State.PENDING)
                    .isPresent()) {
                early.add(next); // its round is to be judged here first
                continue;
            }
            if (kept.isEmpty()
                    || store.findings().of(kept.get().receipt().epoch()).stream()
                            .anyMatch(own -> same(own.message(), message))) {
                continue; // unknown here, or found here, too
            }
            var own = examine(message, kept.get());
            if (own.isPresent()) {
                store.decide(
                        kept.get()
                                .decided(
                                        State.REFUSED,
                                        Optional.of(
                                                message.kind() == Verdict.Kind.WRONG_RESULT
                                                        ? Reason.WRONG_RESULT
                                                        : Reason.WRONG_TRACE),
                                        "Another gatekeeper found a wrong answer, and so did this"
                                                + " one when it computed it again.",
                                        kept.get().checked() + 1),
                        List.of(own.get()),
                        epoch);
            }
        }
        waiting.addAll(early);
    }

    private static boolean same(Verdict one, Verdict other) {
        return one.receipt().equals(other.receipt()) && one.unit().equals(other.unit());
    }

    private Optional<Kept> find(Verdict message, long epoch) throws SQLException {
        long oldest = Math.max(1, epoch - GatekeeperStore.KEPT_EPOCHS + 1);
        for (long of = epoch; of >= oldest; of--) {
            for (var kept : store.receipts(of)) {
                if (kept.digest().equals(message.receipt())) {
                    return Optional.of(kept);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Signed<Verdict>> examine(Verdict message, Kept kept)
            throws SQLException, InterruptedException {
        var receipt = kept.receipt();
        var row = rounds.round(receipt.epoch(), receipt.round());
        var seed = row.map(RoundRows.RoundRow::seedHash).orElse(null);
        if (row.isEmpty() || seed == null) {
            return Optional.empty();
        }
        var offer = planner.offer(row.get(), seed, store.tickets(receipt.epoch()));
        var assigned = offer.assignedTo(receipt.nodeId());
        byte[] opening = kept.delivery().submission().opening();
        if (opening.length == 0) {
            return Optional.empty(); // it was not opened here
        }
        var answers = Opening.decode(opening, assigned.size()).answers();
        for (int i = 0; i < assigned.size(); i++) {
            if (assigned.get(i).unit().equals(message.unit()) && answers.get(i).isPresent()) {
                return compare(kept, assigned.get(i), answers.get(i).get(), offer.seed());
            }
        }
        return Optional.empty();
    }

    private Optional<Signed<Verdict>> compare(
            Kept kept, AssignedUnit unit, UnitAnswer claimed, Hash32 seed)
            throws InterruptedException {
        var again = executor.execute(List.of(unit), seed).getFirst();
        if (again.isEmpty() || again.get().equals(claimed)) {
            return Optional.empty();
        }
        var auditSeed = new AbiWords().address(settings.key().address()).hash(seed).keccak();
        var proof = executor.execute(List.of(unit), auditSeed).getFirst();
        var verdict =
                new Verdict(
                        kept.receipt().nodeId(),
                        kept.digest(),
                        unit.unit(),
                        claimed.digest(),
                        again.get().digest(),
                        proof.map(UnitAnswer::trace).orElse(NOTHING),
                        again.get().result().equals(claimed.result())
                                ? Verdict.Kind.WRONG_TRACE
                                : Verdict.Kind.WRONG_RESULT);
        return Optional.of(new Signed<>(verdict, settings.key().sign(verdict.in(settings.work()))));
    }

    /** One finding about a receipt with as many signatures as the chain asks for; else nothing. */
    List<Signed<Verdict>> agreed(Hash32 receipt, List<Signed<Verdict>> own) throws SQLException {
        var all = new ArrayList<>(own);
        all.addAll(rows.about(receipt));
        return new Findings(settings.rules())
                .signed(all).entrySet().stream()
                        .filter(entry -> entry.getKey().receipt().equals(receipt))
                        .filter(entry -> entry.getKey().kind() != Verdict.Kind.VOID)
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(List.of());
    }
}
