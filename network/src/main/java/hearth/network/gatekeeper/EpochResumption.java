package hearth.network.gatekeeper;

import hearth.network.gatekeeper.GatekeeperStore.EpochRow;
import hearth.network.gatekeeper.GatekeeperStore.Kept;
import hearth.network.gatekeeper.GatekeeperStore.State;
import hearth.network.settlement.Books;
import hearth.network.work.Heartbeat;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.TicketHolder;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds from the records where an epoch stood when the process died. */
final class EpochResumption {
    private final GatekeeperSettings settings;
    private final GatekeeperStore store;
    private final RoundRows rows;
    private final RoundPlanner planner;

    EpochResumption(
            GatekeeperSettings settings,
            GatekeeperStore store,
            RoundRows rows,
            RoundPlanner planner) {
        this.settings = settings;
        this.store = store;
        this.rows = rows;
        this.planner = planner;
    }

    /**
     * Time into an epoch that was cut off: as the wall clock says, but not before the rounds that
     * were listed already. Empty when nothing of the epoch is left.
     */
    Optional<Duration> elapsed(EpochRow row, Instant now) throws SQLException {
        int listed = 0;
        for (var round : rows.rounds(row.epoch())) {
            listed = Math.max(listed, round.manifest().message().round() + 1);
        }
        var earliest = settings.parameters().round().multipliedBy(listed);
        var passed = Duration.between(row.opened(), now);
        var elapsed = passed.compareTo(earliest) > 0 ? passed : earliest;
        return elapsed.compareTo(settings.parameters().epoch()) < 0
                ? Optional.of(elapsed)
                : Optional.empty();
    }

    /** The running count of what is on record. */
    RunningCount count(EpochRow row, List<TicketHolder> holders, Books before) throws SQLException {
        var count = new RunningCount(settings.rules(), row.epoch(), row.opened(), before, holders);
        for (var round : rows.rounds(row.epoch())) {
            var seed = round.seedHash();
            if (seed != null) {
                count.opened(new OpenRound(planner.offer(round, seed, holders)));
            }
        }
        for (var heartbeat : store.heartbeats(row.epoch())) {
            count.seen(heartbeat.message().nodeId(), heartbeat.message().round());
        }
        for (var kept : receipts(row.epoch())) {
            var receipt = kept.delivery().submission().receipt().message();
            count.seen(receipt.nodeId(), receipt.round());
            var ack = kept.delivery().ack();
            if (kept.state() == State.ACCEPTED && ack.isPresent()) {
                count.verified(receipt, ack.get().message());
            } else if (wrong(kept)) {
                count.refused(receipt);
            }
        }
        return count;
    }

    /** The nodes whose last word was that they pause. */
    Set<Long> paused(long epoch) throws SQLException {
        var worked = new HashMap<Long, Integer>();
        for (var kept : receipts(epoch)) {
            var receipt = kept.delivery().submission().receipt().message();
            worked.merge(receipt.nodeId(), receipt.round(), Math::max);
        }
        var paused = new HashSet<Long>();
        for (var heartbeat : store.heartbeats(epoch)) {
            var message = heartbeat.message();
            if (message.status().equals(Heartbeat.PAUSED)
                    && message.round() > worked.getOrDefault(message.nodeId(), -1)) {
                paused.add(message.nodeId());
            } else {
                paused.remove(message.nodeId());
            }
        }
        return paused;
    }

    /** An epoch's receipts in the order of rounds. */
    private List<Kept> receipts(long epoch) throws SQLException {
        return store.receipts(epoch).stream()
                .sorted(
                        Comparator.comparingInt(
                                kept -> kept.delivery().submission().receipt().message().round()))
                .toList();
    }

    static boolean wrong(Kept kept) {
        return kept.reason()
                .filter(reason -> reason == Reason.WRONG_RESULT || reason == Reason.WRONG_TRACE)
                .isPresent();
    }
}
