package hearth.network.work;

import hearth.kernel.Hash32;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A node's side of the rounds: finds its own units, has them answered, commits to the answers and
 * opens them when nobody can copy them any more. Not for several threads at once.
 */
public final class NodeSession {
    private static final int SELF_TEST = 8;
    private static final String RECEIPT = "receipt";
    private static final String HEARTBEAT = "heartbeat";

    private final NodeIdentity node;
    private final NodeJournal journal;
    private final AssignedWork work;
    private final Gatekeepers gatekeepers;
    private final Hash32 model;

    /**
     * @param gatekeepers whose rounds are worked on
     * @param model digest of the model that this node's worker has
     */
    public NodeSession(
            NodeIdentity node,
            NodeJournal journal,
            AssignedWork work,
            Gatekeepers gatekeepers,
            Hash32 model) {
        this.node = node;
        this.journal = journal;
        this.work = work;
        this.gatekeepers = gatekeepers;
        this.model = model;
    }

    /**
     * Works on a round and hands its receipt in; one that was signed before is handed in again as
     * it was. Blocks on the worker and on the gatekeeper.
     *
     * @throws WorkFailedException when the worker, the journal or the gatekeeper fails
     * @throws InterruptedException when the node is being stopped
     */
    public RoundOutcome work(RoundOffer offer, GatekeeperAccess access)
            throws WorkFailedException, InterruptedException {
        var objection = offer.objection(gatekeepers, model);
        if (objection.isPresent()) {
            return new RoundOutcome.Declined(objection.get());
        }
        var manifest = offer.manifest().message();
        var assigned = offer.assignedTo(node.nodeId());
        var before = journal.handedIn(node.nodeId(), manifest.epoch(), manifest.round());
        if (before.isPresent()) {
            return handIn(before.get().receipt(), assigned.size(), access);
        }
        if (assigned.isEmpty()) {
            var status = listed(offer) || !selfTest(offer) ? Heartbeat.IDLE : Heartbeat.TESTED;
            return new RoundOutcome.SignOfLife(0, beat(offer, access, status));
        }
        var answers = answersOrSignOfLife(offer, assigned, access);
        if (answers.size() != assigned.size()) {
            throw new WorkFailedException(
                    "The worker answered "
                            + answers.size()
                            + " units instead of "
                            + assigned.size()
                            + "; nothing was signed.");
        }
        if (access.closed(offer.manifestDigest())) {
            var _ = beat(offer, access, Heartbeat.IDLE);
            return new RoundOutcome.TooLate(assigned.size());
        }
        var submission = submission(offer, assigned, answers);
        if (submission.isEmpty()) {
            boolean counted = beat(offer, access, Heartbeat.IDLE);
            return new RoundOutcome.SignOfLife(assigned.size(), counted);
        }
        return handIn(submission.get().receipt(), assigned.size(), access);
    }

    /** Whether this round is for this node, too. */
    private boolean listed(RoundOffer offer) {
        return offer.tickets().stream().anyMatch(holder -> holder.nodeId() == node.nodeId());
    }

    /**
     * Has a few of the others' units answered, nothing of which is handed in: the worker checks its
     * model, its memory and its known answers with each such batch.
     */
    private boolean selfTest(RoundOffer offer) throws InterruptedException {
        int most = Math.min(SELF_TEST, offer.units().size());
        var some = offer.unitsAt(IntStream.range(0, most).boxed().toList());
        try {
            return work.execute(some, offer.seed()).stream().allMatch(Optional::isPresent);
        } catch (WorkFailedException _) {
            return false; // it rests until the worker works
        }
    }

    /** How many units of a round are this node's. */
    int assigned(RoundOffer offer) {
        return offer.assignedTo(node.nodeId()).size();
    }

    private static RoundOutcome handIn(
            Signed<WorkReceipt> receipt, int assigned, GatekeeperAccess access)
            throws WorkFailedException {
        return new RoundOutcome.HandedIn(receipt.message(), assigned, access.commit(receipt));
    }

    /**
     * Opens the receipt of a round. Only to be called when the gatekeeper says that the round takes
     * openings: before, others could still copy the answers.
     *
     * @return what the gatekeeper said; empty when this node has signed no receipt for the round
     * @throws WorkFailedException when the journal or the gatekeeper fails
     */
    public Optional<SubmitOutcome> reveal(long epoch, int round, GatekeeperAccess access)
            throws WorkFailedException {
        var kept = journal.handedIn(node.nodeId(), epoch, round);
        return kept.isEmpty() ? Optional.empty() : Optional.of(access.reveal(kept.get()));
    }

    /**
     * The newest receipt that was handed in, to be opened after a restart.
     *
     * @throws WorkFailedException when the journal fails
     */
    public Optional<WorkReceipt> newestHandedIn() throws WorkFailedException {
        return journal.newestHandedIn(node.nodeId()).map(Signed::message);
    }

    /**
     * A worker that fails costs performance; the machine is there all the same, and says that it
     * takes nothing more until it works again.
     */
    private List<Optional<UnitAnswer>> answersOrSignOfLife(
            RoundOffer offer, List<AssignedUnit> assigned, GatekeeperAccess access)
            throws WorkFailedException, InterruptedException {
        try {
            return work.execute(assigned, offer.seed());
        } catch (WorkFailedException e) {
            beat(offer, access, Heartbeat.PAUSED);
            throw e;
        }
    }

    /**
     * Says that the node is there but paused: from the next round on it is assigned nothing.
     * Instead of {@link #work}, once a round; the first {@link #work} after it ends the pause.
     *
     * @throws WorkFailedException when the journal or the gatekeeper fails
     */
    public boolean pause(RoundOffer offer, GatekeeperAccess access) throws WorkFailedException {
        return beat(offer, access, Heartbeat.PAUSED);
    }

    private Optional<Submission> submission(
            RoundOffer offer, List<AssignedUnit> assigned, List<Optional<UnitAnswer>> answers)
            throws WorkFailedException {
        var manifest = offer.manifest().message();
        var opening =
                new Opening(
                        node.salt(manifest.epoch(), manifest.round()), new ArrayList<>(answers));
        if (opening.answered() == 0) {
            return Optional.empty();
        }
        var receipt =
                new WorkReceipt(
                        node.nodeId(),
                        manifest.epoch(),
                        manifest.round(),
                        offer.manifestDigest(),
                        manifest.modelDigest(),
                        opening.answered(),
                        opening.resultsRoot(
                                node.nodeId(), manifest.epoch(), manifest.round(), assigned));
        var signed = sign(RECEIPT, receipt, manifest, offer.domain());
        var submission = new Submission(signed, opening.encode());
        journal.keep(submission);
        return Optional.of(submission);
    }

    private boolean beat(RoundOffer offer, GatekeeperAccess access, Hash32 status)
            throws WorkFailedException {
        var manifest = offer.manifest().message();
        var beat = new Heartbeat(node.nodeId(), manifest.epoch(), manifest.round(), status);
        return access.heartbeat(sign(HEARTBEAT, beat, manifest, offer.domain()));
    }

    private <M extends TypedMessage> Signed<M> sign(
            String kind, M message, Manifest manifest, Domain domain) throws WorkFailedException {
        var digest = message.in(domain);
        journal.reserve(kind, node.nodeId(), manifest.epoch(), manifest.round(), digest);
        return new Signed<>(message, node.key().sign(digest));
    }
}
