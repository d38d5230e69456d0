package hearth.network.gatekeeper;

import hearth.network.work.Heartbeat;
import hearth.network.work.Recover;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Where nodes hand in: what comes is kept, and noted in the running epoch. */
final class Hatch {
    private final GatekeeperSettings settings;
    private final GatekeeperStore store;
    private final RunningEpoch running;
    private final ReceiptDesk desk;
    private final ReentrantLock intake;

    /**
     * @param intake held while a receipt or an opening is kept
     */
    Hatch(
            GatekeeperSettings settings,
            GatekeeperStore store,
            RunningEpoch running,
            ReentrantLock intake) {
        this.settings = settings;
        this.store = store;
        this.running = running;
        this.desk = new ReceiptDesk(settings, store);
        this.intake = intake;
    }

    boolean heartbeat(Signed<Heartbeat> heartbeat) throws WorkFailedException {
        var message = heartbeat.message();
        var moment = running.moment(message.nodeId());
        boolean counts =
                moment.round()
                                .filter(round -> round.epoch() == message.epoch())
                                .filter(round -> round.round() == message.round())
                                .isPresent()
                        && moment.holder()
                                .filter(holder ->
                                        Recover.signedBy(
                                                holder.key(),
                                                message.in(settings.work()),
                                                heartbeat.signature()))
                                .isPresent();
        if (!counts) {
            return false;
        }
        try {
            if (store.keep(heartbeat)) {
                running.seen(message);
            }
            return true;
        } catch (SQLException e) {
            throw notKept(e);
        }
    }

    SubmitOutcome commit(Signed<WorkReceipt> receipt) throws WorkFailedException {
        return take(receipt.message(), moment -> desk.commit(receipt, moment));
    }

    SubmitOutcome reveal(Submission submission) throws WorkFailedException {
        return take(submission.receipt().message(), moment -> desk.reveal(submission, moment));
    }

    Optional<SubmitOutcome> outcome(WorkReceipt receipt) throws WorkFailedException {
        try {
            return desk.outcome(receipt);
        } catch (SQLException e) {
            throw notKept(e);
        }
    }

    /** Keeps something that came in. */
    @FunctionalInterface
    private interface Keeping {
        ReceiptDesk.Taken at(ReceiptDesk.Moment moment) throws SQLException;
    }

    private SubmitOutcome take(WorkReceipt receipt, Keeping keeping) throws WorkFailedException {
        intake.lock();
        try {
            var taken = keeping.at(running.moment(receipt.nodeId()));
            taken.event().ifPresent(running::tell);
            if (taken.outcome() instanceof SubmitOutcome.Held) {
                running.held(receipt);
            }
            return taken.outcome();
        } catch (SQLException e) {
            throw notKept(e);
        } finally {
            intake.unlock();
        }
    }

    private static WorkFailedException notKept(SQLException e) {
        return new WorkFailedException(
                "The gatekeeper cannot keep records (" + e.getMessage() + "); try again later.", e);
    }
}
