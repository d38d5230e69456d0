package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.GatekeeperStore.Kept;
import hearth.network.gatekeeper.GatekeeperStore.State;
import hearth.network.work.Ack;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Held;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.TicketHolder;
import hearth.network.work.WorkReceipt;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Takes receipts and their openings: keeps and acknowledges. Its caller lets in one thread. */
final class ReceiptDesk {
    private static final String TWO_ROOTS =
            "This node handed in two different receipts for one round; neither is paid.";

    private final GatekeeperSettings settings;
    private final GatekeeperStore store;

    ReceiptDesk(GatekeeperSettings settings, GatekeeperStore store) {
        this.settings = settings;
        this.store = store;
    }

    /**
     * When something came in.
     *
     * @param round that takes receipts or openings; empty when none does
     * @param holder the node as frozen for the epoch
     * @param receivedAt network time in milliseconds
     * @param phase what the round takes; empty when nothing
     */
    record Moment(
            Optional<OpenRound> round,
            Optional<TicketHolder> holder,
            long receivedAt,
            Optional<Ack.Phase> phase) {}

    /** What is answered, and what is told; nothing is told of what came again. */
    record Taken(SubmitOutcome outcome, Optional<RoundEvent> event) {}

    /** Keeps a receipt without its answers. */
    Taken commit(Signed<WorkReceipt> signed, Moment moment) throws SQLException {
        var receipt = signed.message();
        var digest = signed.digest(settings.work());
        var before = store.receipts(receipt.epoch(), receipt.round(), receipt.nodeId());
        for (var kept : before) {
            if (kept.digest().equals(digest)) {
                return again(kept);
            }
        }
        var objection = Intake.objection(settings, signed, moment);
        if (objection.isPresent()) {
            return refused(receipt, objection.get());
        }
        if (!before.isEmpty()) {
            store.keep(digest, signed, Optional.empty(), State.SECOND);
            for (var kept : before) {
                if (kept.state() == State.COMMITTED) {
                    store.decide(
                            kept.decided(
                                    State.REFUSED, Optional.of(Reason.SECOND_ROOT), TWO_ROOTS, 0),
                            List.of());
                }
            }
            return refused(receipt, new Refused(Reason.SECOND_ROOT, TWO_ROOTS, List.of()));
        }
        var ack = ack(digest, moment, Ack.Phase.COMMIT);
        store.keep(digest, signed, Optional.of(ack), State.COMMITTED);
        return new Taken(new Held(ack), Optional.empty());
    }

    /** Keeps the opening of a receipt that is held. */
    Taken reveal(Submission submission, Moment moment) throws SQLException {
        var receipt = submission.receipt().message();
        var digest = submission.receipt().digest(settings.work());
        var kept = find(receipt).filter(one -> one.digest().equals(digest));
        if (kept.isPresent() && kept.get().state() != State.COMMITTED) {
            return again(kept.get());
        }
        var early = Intake.notNow(receipt, moment);
        if (early.isPresent()) {
            return refused(receipt, early.get());
        }
        if (kept.isEmpty()) {
            return refused(
                    receipt,
                    new Refused(
                            Reason.NOT_COMMITTED,
                            "This receipt was not held when the round stopped taking receipts, so"
                                    + " it cannot be opened.",
                            List.of()));
        }
        var round = moment.round().orElseThrow();
        var unopened =
                Intake.unopened(submission, round.offer(), round.assignedTo(receipt.nodeId()));
        if (unopened.isPresent()) {
            return refused(receipt, unopened.get());
        }
        var ack = ack(digest, moment, Ack.Phase.REVEAL);
        store.open(digest, submission, ack);
        return new Taken(new Held(ack), Optional.empty());
    }

    /** What became of a receipt; empty while it is not decided. */
    Optional<SubmitOutcome> outcome(WorkReceipt receipt) throws SQLException {
        return find(receipt).map(ReceiptDesk::outcome).filter(said -> !(said instanceof Held));
    }

    private Optional<Kept> find(WorkReceipt receipt) throws SQLException {
        return store.receipts(receipt.epoch(), receipt.round(), receipt.nodeId()).stream()
                .filter(kept -> kept.receipt().equals(receipt))
                .findFirst();
    }

    private Signed<Ack> ack(Hash32 digest, Moment moment, Ack.Phase phase) {
        var ack = new Ack(digest, moment.receivedAt(), phase);
        return new Signed<>(ack, settings.key().sign(ack.in(settings.work())));
    }

    private static Taken again(Kept kept) {
        return new Taken(outcome(kept), Optional.empty());
    }

    /** What is said of a receipt as it is kept. */
    static SubmitOutcome outcome(Kept kept) {
        var acks = kept.delivery().acks();
        return switch (kept.state()) {
            case COMMITTED, PENDING -> new Held(acks.getLast());
            case ACCEPTED -> new Accepted(acks.getFirst(), kept.units(), kept.checked());
            case REFUSED, SECOND ->
                    new Refused(
                            kept.reason().orElse(Reason.SECOND_ROOT),
                            kept.sentence().isEmpty() ? TWO_ROOTS : kept.sentence(),
                            List.of());
        };
    }

    /** A refusal, with its event. */
    static Taken refused(WorkReceipt receipt, Refused refusal) {
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
