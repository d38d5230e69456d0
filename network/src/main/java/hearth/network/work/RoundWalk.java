package hearth.network.work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes a node through its rounds: works on each, opens each receipt when its round takes no more
 * of them, and asks what became of it. To be moved on about five times a second; not for several
 * threads at once.
 */
public final class RoundWalk {
    /** A round that is not decided after so many others is not asked about any more. */
    private static final int MOST_UNDECIDED = 24;

    /** Told of what became of a round. */
    public interface Told {
        /**
         * A receipt was taken or refused.
         *
         * @param assigned units of the round; the receipt's own count where that is not known any
         *     more
         */
        void decided(WorkReceipt receipt, int assigned, SubmitOutcome outcome);

        /** No receipt was handed in although units were assigned, or the list was not in order. */
        void missed(Manifest manifest, int assigned, String sentence);
    }

    /** A receipt on its way: handed in, opened, decided. */
    private static final class Turn {
        private final WorkReceipt receipt;
        private final int assigned;
        private boolean opened;

        Turn(WorkReceipt receipt, int assigned) {
            this.receipt = receipt;
            this.assigned = assigned;
        }
    }

    /** A round whose work failed, to be told as missed when its time is over. */
    private record Unfinished(Manifest manifest, int assigned, String sentence) {}

    private final NodeSession session;
    private final Told told;
    private final Deque<Turn> undecided = new ArrayDeque<>();
    private @Nullable Unfinished unfinished;
    private boolean takenUp;
    private @Nullable Manifest last;

    public RoundWalk(NodeSession session, Told told) {
        this.session = session;
        this.told = told;
    }

    /**
     * Does what is due now. Blocks on the worker and on the gatekeeper.
     *
     * @param paused whether to take no work from the next round on
     * @throws WorkFailedException when the worker, the journal or the gatekeeper fails
     * @throws InterruptedException when the node is being stopped
     */
    public void step(GatekeeperAccess access, boolean paused)
            throws WorkFailedException, InterruptedException {
        if (!takenUp) {
            // a receipt that was handed in before the node ended is still to be opened
            session.newestHandedIn()
                    .ifPresent(receipt -> undecided.add(new Turn(receipt, receipt.count())));
            takenUp = true;
        }
        for (var turn : undecided) {
            open(turn, access);
        }
        decide(access);
        var offer = access.current();
        var before = unfinished;
        if (before != null
                && offer.filter(now -> now.manifest().message().equals(before.manifest()))
                        .isEmpty()) {
            unfinished = null;
            told.missed(before.manifest(), before.assigned(), before.sentence());
        }
        if (offer.isEmpty() || offer.get().manifest().message().equals(last)) {
            return;
        }
        if (paused) {
            session.pause(offer.get(), access);
        } else {
            tryToWork(offer.get(), access);
        }
        last = offer.get().manifest().message();
    }

    private void open(Turn turn, GatekeeperAccess access) throws WorkFailedException {
        if (turn.opened
                || access.phase(turn.receipt.manifest())
                        .filter(Ack.Phase.REVEAL::equals)
                        .isEmpty()) {
            return;
        }
        var said = session.reveal(turn.receipt.epoch(), turn.receipt.round(), access);
        // what was refused for any other reason will not be taken a second time either
        turn.opened =
                !(said.orElse(null) instanceof SubmitOutcome.Refused refused
                        && refused.reason() == SubmitOutcome.Reason.EARLY);
    }

    private void decide(GatekeeperAccess access) throws WorkFailedException {
        for (var turns = undecided.iterator(); turns.hasNext(); ) {
            var turn = turns.next();
            var outcome = access.outcome(turn.receipt);
            if (outcome.isPresent()) {
                turns.remove();
                told.decided(turn.receipt, turn.assigned, outcome.get());
            }
        }
        while (undecided.size() > MOST_UNDECIDED) {
            undecided.removeFirst();
        }
    }

    /** A failure is tried again while the round takes receipts. */
    private void tryToWork(RoundOffer offer, GatekeeperAccess access)
            throws WorkFailedException, InterruptedException {
        try {
            work(offer, access);
            unfinished = null;
        } catch (WorkFailedException e) {
            unfinished =
                    new Unfinished(
                            offer.manifest().message(),
                            session.assigned(offer),
                            String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void work(RoundOffer offer, GatekeeperAccess access)
            throws WorkFailedException, InterruptedException {
        var manifest = offer.manifest().message();
        switch (session.work(offer, access)) {
            case RoundOutcome.HandedIn(WorkReceipt receipt, int assigned, SubmitOutcome.Held _) -> {
                undecided.removeIf(turn -> turn.receipt.equals(receipt));
                undecided.add(new Turn(receipt, assigned));
            }
            case RoundOutcome.HandedIn(WorkReceipt receipt, int assigned, SubmitOutcome outcome) ->
                    told.decided(receipt, assigned, outcome);
            case RoundOutcome.SignOfLife(int assigned, boolean _) -> {
                if (assigned > 0) {
                    told.missed(
                            manifest,
                            assigned,
                            "The codes could not be read in time; nothing was signed.");
                }
            }
            case RoundOutcome.TooLate(int assigned) ->
                    told.missed(
                            manifest,
                            assigned,
                            "The answers were ready when the round took no more of them; nothing"
                                    + " was signed.");
            case RoundOutcome.Declined(String sentence) -> told.missed(manifest, 0, sentence);
        }
    }
}
