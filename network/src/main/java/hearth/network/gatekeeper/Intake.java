package hearth.network.gatekeeper;

import hearth.network.work.Ack;
import hearth.network.work.AssignedUnit;
import hearth.network.work.Opening;
import hearth.network.work.Recover;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.WorkReceipt;

import java.util.List;
import java.util.Optional;

/** What a receipt must be before anything of it is computed; cheap checks first. */
final class Intake {
    private Intake() {}

    /** Why a receipt is not for this node and round; empty when it is. */
    static Optional<Refused> objection(
            GatekeeperSettings settings, Signed<WorkReceipt> signed, ReceiptDesk.Moment moment) {
        var receipt = signed.message();
        var holder = moment.holder();
        if (holder.isEmpty()) {
            return refuse(
                    Reason.NOT_REGISTERED,
                    "Node "
                            + receipt.nodeId()
                            + " takes part from the next epoch on, or is not registered.");
        }
        if (!Recover.signedBy(
                holder.get().key(), receipt.in(settings.work()), signed.signature())) {
            return refuse(
                    Reason.BAD_SIGNATURE,
                    "The receipt is not signed by this node's key for this network.");
        }
        var round = moment.round();
        if (round.isEmpty()) {
            return refuse(Reason.LATE, "No round takes receipts at this moment.");
        }
        var open = round.get();
        if (receipt.epoch() != open.epoch() || receipt.round() != open.round()) {
            return refuse(
                    Reason.LATE,
                    "The receipt is for round "
                            + receipt.round()
                            + " of epoch "
                            + receipt.epoch()
                            + "; open is round "
                            + open.round()
                            + " of epoch "
                            + open.epoch()
                            + ".");
        }
        if (!receipt.manifest().equals(open.manifestDigest())) {
            return refuse(Reason.OTHER_MANIFEST, "The receipt answers another list of units.");
        }
        if (!receipt.modelDigest().equals(settings.modelDigest())) {
            return refuse(
                    Reason.OTHER_MODEL,
                    "The receipt was made with another model than the network's; update Hearth.");
        }
        if (moment.phase().filter(Ack.Phase.COMMIT::equals).isEmpty()) {
            return refuse(
                    Reason.LATE,
                    "The receipt came after the first 60 % of its round, when answers are"
                            + " opened already.");
        }
        int assigned = open.assignedTo(receipt.nodeId()).size();
        if (receipt.count() > assigned) {
            return refuse(
                    Reason.NOT_ASSIGNED,
                    "The receipt counts "
                            + receipt.count()
                            + " units; this node was assigned "
                            + assigned
                            + ".");
        }
        return Optional.empty();
    }

    /** Why this is not the moment to open a receipt; empty when it is. */
    static Optional<Refused> notNow(WorkReceipt receipt, ReceiptDesk.Moment moment) {
        boolean open =
                moment.round()
                        .filter(round -> round.epoch() == receipt.epoch())
                        .filter(round -> round.round() == receipt.round())
                        .isPresent();
        if (!open) {
            return refuse(Reason.LATE, "The round of this receipt is over.");
        }
        if (moment.phase().filter(Ack.Phase.REVEAL::equals).isEmpty()) {
            return refuse(
                    Reason.EARLY,
                    "Answers are opened when the round takes no more receipts; before, others"
                            + " could copy them. Nothing was kept: open it again later.");
        }
        return Optional.empty();
    }

    /** Why an opening does not open its receipt; empty when it does. */
    static Optional<Refused> unopened(
            Submission submission, RoundOffer offer, List<AssignedUnit> assigned) {
        var receipt = submission.receipt().message();
        Opening opening;
        try {
            opening = Opening.decode(submission.opening(), assigned.size());
        } catch (IllegalArgumentException e) {
            return refuse(
                    Reason.MALFORMED_OPENING,
                    "The opening cannot be read: " + e.getMessage() + ".");
        }
        if (!opening.opens(receipt, offer, assigned)) {
            return refuse(Reason.BAD_ROOT, "The opening does not match the receipt's root.");
        }
        return Optional.empty();
    }

    private static Optional<Refused> refuse(Reason reason, String sentence) {
        return Optional.of(new Refused(reason, sentence, List.of()));
    }
}
