package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.GatekeeperStore.Kept;
import hearth.network.gatekeeper.GatekeeperStore.State;
import hearth.network.gatekeeper.RoundRows.RoundRow;
import hearth.network.settlement.Books;
import hearth.network.settlement.BooksTable;
import hearth.network.work.Ack;
import hearth.network.work.AssignedUnit;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.TicketHolder;
import hearth.network.work.WorkReceipt;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes receipts one at a time: keeps, checks and decides. Its caller lets in one thread. */
final class ReceiptDesk {
    private final GatekeeperSettings settings;
    private final GatekeeperStore store;
    private final RoundPlanner planner;
    private final Checker checker;

    /** Units verified since the last wrong one, by node. */
    private final Map<Long, Long> verified = new HashMap<>();

    ReceiptDesk(
            GatekeeperSettings settings,
            GatekeeperStore store,
            RoundPlanner planner,
            Checker checker)
            throws SQLException {
        this.settings = settings;
        this.store = store;
        this.planner = planner;
        this.checker = checker;
        readStanding();
    }

    /**
     * When a receipt came in.
     *
     * @param round that takes receipts; empty when none does
     * @param holder the node as frozen for the epoch
     * @param receivedAt network time in milliseconds
     */
    record Moment(Optional<OpenRound> round, Optional<TicketHolder> holder, long receivedAt) {}

    /** What is answered, and what is told; nothing is told of a receipt that came again. */
    record Taken(SubmitOutcome outcome, Optional<RoundEvent> event) {}

    /** Starts from what the last settlement left. */
    Books readStanding() throws SQLException {
        var books = store.database().inTransaction(BooksTable::read);
        verified.clear();
        books.standing()
                .forEach((node, standing) -> verified.put(node, standing.consecutiveVerified()));
        return books;
    }

    /** Goes on from what is on record of an epoch. */
    Books readStanding(long epoch) throws SQLException {
        var books = readStanding();
        var byRound =
                store.receipts(epoch).stream()
                        .sorted(
                                Comparator.comparingInt(kept ->
                                        kept.delivery().submission().receipt().message().round()))
                        .toList();
        for (var kept : byRound) {
            var receipt = kept.delivery().submission().receipt().message();
            if (EpochResumption.wrong(kept)) {
                verified.put(receipt.nodeId(), 0L);
            } else if (kept.state() == State.ACCEPTED) {
                verified.merge(receipt.nodeId(), (long) receipt.count(), Long::sum);
            }
        }
        return books;
    }

    /** The answer to a receipt that was decided before. */
    Optional<SubmitOutcome> decided(Submission submission) throws SQLException {
        return kept(submission)
                .filter(kept -> kept.state() != State.PENDING)
                .map(ReceiptDesk::outcome);
    }

    /** Takes a receipt. Blocks while its sample is computed. */
    Taken take(Submission submission, Moment moment) throws SQLException, InterruptedException {
        var receipt = submission.receipt().message();
        var objection = Intake.objection(settings, submission, moment.round(), moment.holder());
        if (objection.isPresent()) {
            return refused(receipt, objection.get());
        }
        var round = moment.round().orElseThrow();
        var digest = digest(submission);
        boolean second =
                store.receipts(receipt.epoch(), receipt.round(), receipt.nodeId()).stream()
                        .anyMatch(kept -> !kept.digest().equals(digest));
        if (second) {
            store.keep(digest, submission, Optional.empty(), State.SECOND);
            return refused(
                    receipt,
                    new Refused(
                            Reason.SECOND_ROOT,
                            "This node handed in two different receipts for one round; neither"
                                    + " is paid.",
                            List.of()));
        }
        var assigned = round.assignedTo(receipt.nodeId());
        var unopened = Intake.unopened(submission, round.offer(), assigned);
        if (unopened.isPresent()) {
            return refused(receipt, unopened.get());
        }
        var ack = new Ack(digest, moment.receivedAt(), Ack.Phase.REVEAL);
        var signed = new Signed<>(ack, settings.key().sign(ack.in(settings.work())));
        store.keep(digest, submission, Optional.of(signed), State.PENDING);
        return decide(kept(submission).orElseThrow(), round.offer(), assigned);
    }

    /** Computes a kept receipt's sample and keeps the outcome. */
    Taken decide(Kept kept, RoundOffer offer, List<AssignedUnit> assigned)
            throws SQLException, InterruptedException {
        var receipt = kept.delivery().submission().receipt().message();
        long node = receipt.nodeId();
        var checked = checker.check(kept, offer, assigned, verified.getOrDefault(node, 0L));
        store.decide(checked.decided(), checked.verdicts());
        return switch (outcome(checked.decided())) {
            case Accepted accepted -> {
                verified.merge(node, (long) accepted.units(), Long::sum);
                yield new Taken(
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
                yield refused(receipt, new Refused(refusal.reason(), refusal.sentence(), units));
            }
        };
    }

    /** Checks the receipts of an epoch whose check a crash cut off. */
    List<RoundEvent> finish(long epoch, List<TicketHolder> tickets)
            throws SQLException, InterruptedException {
        var events = new ArrayList<RoundEvent>();
        var rounds = new RoundRows(store.database()).rounds(epoch);
        for (var kept : store.receipts(epoch)) {
            var receipt = kept.delivery().submission().receipt().message();
            for (var row : kept.state() == State.PENDING ? rounds : List.<RoundRow>of()) {
                var seed = row.seedHash();
                if (row.manifest().message().round() == receipt.round() && seed != null) {
                    var round = new OpenRound(planner.offer(row, seed, tickets));
                    decide(kept, round.offer(), round.assignedTo(receipt.nodeId()))
                            .event()
                            .ifPresent(events::add);
                }
            }
        }
        return events;
    }

    private Optional<Kept> kept(Submission submission) throws SQLException {
        var receipt = submission.receipt().message();
        var digest = digest(submission);
        return store.receipts(receipt.epoch(), receipt.round(), receipt.nodeId()).stream()
                .filter(one -> one.digest().equals(digest))
                .findFirst();
    }

    private Hash32 digest(Submission submission) {
        return submission.receipt().digest(settings.work());
    }

    private static SubmitOutcome outcome(Kept kept) {
        int units = kept.delivery().submission().receipt().message().count();
        var ack = kept.delivery().ack();
        return kept.state() == State.ACCEPTED && ack.isPresent()
                ? new Accepted(ack.get(), units, kept.checked())
                : new Refused(kept.reason().orElse(Reason.SECOND_ROOT), kept.sentence(), List.of());
    }

    private static Taken refused(WorkReceipt receipt, Refused refusal) {
        return new Taken(
                refusal,
                Optional.of(
                        new RoundEvent.ReceiptRefused(
                                receipt.nodeId(),
                                receipt.epoch(),
                                receipt.round(),
                                refusal.reason(),
                                refusal.sentence())));
    }
}
