package hearth.network.gatekeeper;

import hearth.network.gatekeeper.Checker.Checked;
import hearth.network.gatekeeper.GatekeeperStore.State;
import hearth.network.gatekeeper.RoundRows.RoundRow;
import hearth.network.settlement.Books;
import hearth.network.settlement.BooksTable;
import hearth.network.settlement.Standing;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Held;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.TicketHolder;
import hearth.network.work.WorkReceipt;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides about a round's receipts when it takes nothing more. Its caller lets in one thread. */
final class Judge {
    private static final String UNOPENED =
            "The receipt was not opened while its round took openings, so it is void: unpaid,"
                    + " without blame.";

    private final GatekeeperStore store;
    private final RoundRows rows;
    private final RoundPlanner planner;
    private final Checker checker;
    private final LateFindings late;

    /** Units verified since the last wrong one, by node. */
    private final Map<Long, Long> verified = new HashMap<>();

    /** Nodes that are watched after wrong work, as the last settlement says. */
    private final Set<Long> watched = new HashSet<>();

    Judge(
            GatekeeperSettings settings,
            GatekeeperStore store,
            RoundPlanner planner,
            UnitExecutor executor)
            throws SQLException {
        this.store = store;
        this.rows = new RoundRows(store.database());
        this.planner = planner;
        this.checker = new Checker(settings, executor, store.secret());
        this.late = new LateFindings(settings, store, rows, planner, executor);
        readStanding();
    }

    /** A receipt with what was decided about it. */
    record Judged(WorkReceipt receipt, ReceiptDesk.Taken taken) {
        /** Whether a wrong answer was found in it. */
        boolean condemned() {
            return taken.outcome() instanceof Refused refused
                    && (refused.reason() == Reason.WRONG_RESULT
                            || refused.reason() == Reason.WRONG_TRACE);
        }
    }

    /** Starts from what the last settlement left. */
    Books readStanding() throws SQLException {
        var books = store.database().inTransaction(BooksTable::read);
        verified.clear();
        watched.clear();
        books.standing()
                .forEach((node, standing) -> {
                    verified.put(node, standing.consecutiveVerified());
                    if (standing.watched() > 0) {
                        watched.add(node);
                    }
                });
        return books;
    }

    /** Goes on from what is on record of an epoch. */
    Books readStanding(long epoch) throws SQLException {
        var books = readStanding();
        var byRound =
                store.receipts(epoch).stream()
                        .sorted(Comparator.comparingInt(kept -> kept.receipt().round()))
                        .toList();
        for (var kept : byRound) {
            if (EpochResumption.wrong(kept)) {
                verified.put(kept.receipt().nodeId(), 0L);
            } else if (kept.state() == State.ACCEPTED) {
                verified.merge(kept.receipt().nodeId(), (long) kept.units(), Long::sum);
            }
        }
        store.findings().nodes(epoch).forEach(node -> verified.put(node, 0L));
        return books;
    }

    /** Voids what was not opened in time; quick, and nothing may be opened meanwhile. */
    List<Judged> expire(long epoch, int round) throws SQLException {
        var expired = new ArrayList<Judged>();
        for (var kept : store.receipts(epoch)) {
            if (kept.receipt().round() == round && kept.state() == State.COMMITTED) {
                store.decide(
                        kept.decided(State.REFUSED, Optional.of(Reason.UNOPENED), UNOPENED, 0),
                        List.of());
                expired.add(
                        new Judged(
                                kept.receipt(),
                                ReceiptDesk.refused(
                                        kept.receipt(),
                                        new Refused(Reason.UNOPENED, UNOPENED, List.of()))));
            }
        }
        return expired;
    }

    /** Compares a round's answers, computes again what is due, keeps the outcomes. Blocks. */
    List<Judged> judge(OpenRound round) throws SQLException, InterruptedException {
        var opened =
                store.receipts(round.epoch()).stream()
                        .filter(kept -> kept.receipt().round() == round.round())
                        .filter(kept -> kept.state() == State.PENDING)
                        .sorted(Comparator.comparingLong(kept -> kept.receipt().nodeId()))
                        .toList();
        if (opened.isEmpty()) {
            return List.of();
        }
        var before = rows.results(round.offer().units(), round.model());
        var found = checker.check(round, opened, trust(round), before);
        var judged = new ArrayList<Judged>();
        for (var checked : found.receipts()) {
            judged.add(new Judged(checked.decided().receipt(), keep(checked)));
        }
        for (var unit : found.units()) {
            if (unit.overturned().isPresent()) {
                judged.addAll(overturn(unit, round.epoch()));
            }
        }
        rows.settle(found.units(), round.epoch(), round.model());
        return judged;
    }

    /**
     * Units verified since the last wrong one, by node; none for the nodes of an owner whose wrong
     * work was found lately, or who has a node that is back since and still watched: everything of
     * theirs is computed again.
     */
    private Map<Long, Long> trust(OpenRound round) throws SQLException {
        var owners = store.findings().owners(round.epoch() - Standing.WATCHED + 1);
        for (var holder : round.offer().tickets()) {
            if (watched.contains(holder.nodeId())) {
                owners.add(holder.owner());
            }
        }
        var trust = new HashMap<>(verified);
        for (var holder : round.offer().tickets()) {
            if (owners.contains(holder.owner())) {
                trust.put(holder.nodeId(), 0L);
            }
        }
        return trust;
    }

    /** Condemns those whose taken answer turned out wrong. */
    private List<Judged> overturn(Checker.Known unit, long epoch)
            throws SQLException, InterruptedException {
        var judged = new ArrayList<Judged>();
        for (var found : late.of(unit, epoch)) {
            var kept = found.decided();
            store.decide(kept, List.of(found.verdict()), epoch);
            verified.put(kept.receipt().nodeId(), 0L);
            judged.add(
                    new Judged(
                            kept.receipt(),
                            ReceiptDesk.refused(
                                    kept.receipt(),
                                    new Refused(
                                            Reason.WRONG_RESULT,
                                            kept.sentence(),
                                            List.of(found.verdict().message().unit())))));
        }
        return judged;
    }

    private ReceiptDesk.Taken keep(Checked checked) throws SQLException {
        var receipt = checked.decided().receipt();
        long node = receipt.nodeId();
        store.decide(checked.decided(), checked.verdicts());
        return switch (ReceiptDesk.outcome(checked.decided())) {
            case Held _ -> throw new IllegalStateException("a check decides");
            case Accepted accepted -> {
                verified.merge(node, (long) accepted.units(), Long::sum);
                yield new ReceiptDesk.Taken(
                        accepted,
                        Optional.of(
                                new RoundEvent.ReceiptAccepted(
                                        node,
                                        receipt.epoch(),
                                        receipt.round(),
                                        accepted.units(),
                                        accepted.checked())));
            }
            case Refused refusal -> {
                if (refusal.reason() != Reason.NOT_CHECKABLE) {
                    verified.put(node, 0L);
                }
                var units = checked.verdicts().stream().map(one -> one.message().unit()).toList();
                yield ReceiptDesk.refused(
                        receipt, new Refused(refusal.reason(), refusal.sentence(), units));
            }
        };
    }

    /** Decides what is left of an epoch's rounds before one; after a crash, and at its end. */
    List<Judged> finish(long epoch, int before, List<TicketHolder> tickets)
            throws SQLException, InterruptedException {
        var judged = new ArrayList<Judged>();
        var open =
                store.receipts(epoch).stream()
                        .filter(kept ->
                                kept.state() == State.PENDING || kept.state() == State.COMMITTED)
                        .map(kept -> kept.receipt().round())
                        .filter(round -> round < before)
                        .distinct()
                        .sorted()
                        .toList();
        var rounds = open.isEmpty() ? List.<RoundRow>of() : rows.rounds(epoch);
        for (int number : open) {
            judged.addAll(expire(epoch, number));
            for (var row : rounds) {
                var seed = row.seedHash();
                if (row.manifest().message().round() == number && seed != null) {
                    judged.addAll(judge(new OpenRound(planner.offer(row, seed, tickets))));
                }
            }
        }
        return judged;
    }
}
