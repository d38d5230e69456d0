package hearth.network.gatekeeper;

import hearth.network.work.AssignedUnit;
import hearth.network.work.Opening;
import hearth.network.work.Recover;
import hearth.network.work.RoundOffer;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.TicketHolder;

import java.util.List;
import java.util.Optional;

/** What a receipt must be before anything of it is computed; cheap checks first. */
final class Intake {
    private Intake() {}

    /** Why a receipt is not for this node and round; empty when it is. */
    static Optional<Refused> objection(
            GatekeeperSettings settings,
            Submission submission,
            Optional<OpenRound> round,
            Optional<TicketHolder> holder) {
        var receipt = submission.receipt().message();
        if (holder.isEmpty()) {
            return refuse(
                    Reason.NOT_REGISTERED,
                    "Node "
                            + receipt.nodeId()
                            + " takes part from the next epoch on, or is not registered.");
        }
        if (!Recover.signedBy(
                holder.get().key(),
                receipt.in(settings.work()),
                submission.receipt().signature())) {
            return refuse(
                    Reason.BAD_SIGNATURE,
                    "The receipt is not signed by this node's key for this network.");
        }
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
        return Optional.empty();
    }

    /** Why an opening does not open its receipt; empty when it does. */
    static Optional<Refused> unopened(
            Submission submission, RoundOffer offer, List<AssignedUnit> assigned) {
        var receipt = submission.receipt().message();
        if (assigned.isEmpty() || receipt.count() > assigned.size()) {
            return refuse(
                    Reason.NOT_ASSIGNED,
                    "The receipt counts "
                            + receipt.count()
                            + " units; this node was assigned "
                            + assigned.size()
                            + ".");
        }
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
