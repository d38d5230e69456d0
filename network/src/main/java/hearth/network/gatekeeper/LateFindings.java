package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.Checker.Known;
import hearth.network.gatekeeper.GatekeeperStore.Kept;
import hearth.network.gatekeeper.GatekeeperStore.State;
import hearth.network.gatekeeper.RoundRows.RoundRow;
import hearth.network.work.AssignedUnit;
import hearth.network.work.Opening;
import hearth.network.work.Signed;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.UnitAnswer;
import hearth.network.work.Verdict;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who gave an answer that was taken and turned out wrong when others answered the unit again: every
 * node of a ring that held all replicas.
 */
final class LateFindings {
    private static final Hash32 NOTHING = Hash32.of(new byte[32]);

    private final GatekeeperSettings settings;
    private final GatekeeperStore store;
    private final RoundRows rows;
    private final RoundPlanner planner;
    private final UnitExecutor executor;

    LateFindings(
            GatekeeperSettings settings,
            GatekeeperStore store,
            RoundRows rows,
            RoundPlanner planner,
            UnitExecutor executor) {
        this.settings = settings;
        this.store = store;
        this.rows = rows;
        this.planner = planner;
        this.executor = executor;
    }

    /** A receipt that was taken and contains the wrong answer. */
    record Late(Kept decided, Signed<Verdict> verdict) {}

    /** Searches what is kept. Blocks on the executor; only done when a result was overturned. */
    List<Late> of(Known known, long epoch) throws SQLException, InterruptedException {
        var found = new ArrayList<Late>();
        long oldest = Math.max(1, epoch - GatekeeperStore.KEPT_EPOCHS + 1);
        for (long of = epoch; of >= oldest; of--) {
            for (var row : rows.rounds(of)) {
                // what another model answered was not wrong
                if (row.seedHash() != null
                        && row.manifest().message().modelDigest().equals(settings.modelDigest())
                        && row.units().stream()
                                .anyMatch(
                                        unit -> unit.codeHash().equals(known.unit().codeHash()))) {
                    search(known, row, found);
                }
            }
        }
        return found;
    }

    private void search(Known known, RoundRow row, List<Late> found)
            throws SQLException, InterruptedException {
        var manifest = row.manifest().message();
        var offer =
                planner.offer(
                        row,
                        Objects.requireNonNull(row.seedHash()),
                        store.tickets(manifest.epoch()));
        var round = new OpenRound(offer);
        Optional<UnitAnswer> correct = Optional.empty();
        for (var kept : store.receipts(manifest.epoch())) {
            if (kept.receipt().round() != manifest.round() || kept.state() != State.ACCEPTED) {
                continue;
            }
            var claimed = answer(kept, round, known.unit().codeHash());
            if (claimed.isEmpty()
                    || !claimed.get().result().equals(known.overturned().orElse(null))) {
                continue;
            }
            if (correct.isEmpty()) {
                correct = executor.execute(List.of(known.unit()), offer.seed()).getFirst();
            }
            found.add(
                    new Late(
                            kept.decided(
                                    State.REFUSED,
                                    Optional.of(Reason.WRONG_RESULT),
                                    "When others answered code "
                                            + known.unit().codeHash().shortened()
                                            + " again, this node's answer turned out wrong.",
                                    kept.checked()),
                            sign(kept, known.unit(), claimed.get(), correct)));
        }
    }

    private static Optional<UnitAnswer> answer(Kept kept, OpenRound round, Hash32 code) {
        var assigned = round.assignedTo(kept.receipt().nodeId());
        var answers =
                Opening.decode(kept.delivery().submission().opening(), assigned.size()).answers();
        for (int i = 0; i < assigned.size(); i++) {
            if (assigned.get(i).codeHash().equals(code)) {
                return answers.get(i);
            }
        }
        return Optional.empty();
    }

    private Signed<Verdict> sign(
            Kept kept, AssignedUnit unit, UnitAnswer claimed, Optional<UnitAnswer> correct) {
        var verdict =
                new Verdict(
                        kept.receipt().nodeId(),
                        kept.digest(),
                        unit.unit(),
                        claimed.digest(),
                        correct.map(UnitAnswer::digest).orElse(NOTHING),
                        NOTHING,
                        Verdict.Kind.WRONG_RESULT);
        return new Signed<>(verdict, settings.key().sign(verdict.in(settings.work())));
    }
}
