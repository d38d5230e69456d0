package hearth.network.gatekeeper;

import hearth.network.gatekeeper.GatekeeperStore.EpochRow;
import hearth.network.gatekeeper.GatekeeperStore.Kept;
import hearth.network.gatekeeper.GatekeeperStore.State;
import hearth.network.gatekeeper.RoundRows.RoundRow;
import hearth.network.settlement.Books;
import hearth.network.work.Ack;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
     * Where an epoch that was cut off goes on.
     *
     * @param elapsed time into it
     * @param listed the newest list; empty before the first
     * @param open the round that still takes receipts or openings; empty when none does
     */
    record Continuation(Duration elapsed, Optional<RoundRow> listed, Optional<OpenRound> open) {}

    /**
     * Where an epoch goes on: where the wall clock says, but not before the newest round that was
     * opened. If that is still running, it goes on, so that what was held can be opened. Empty when
     * nothing of the epoch is left.
     */
    Optional<Continuation> continuation(EpochRow row, List<TicketHolder> holders, Instant now)
            throws SQLException {
        var listed = rows.rounds(row.epoch());
        var opened = listed.stream().filter(round -> round.seedHash() != null).toList();
        var newest = opened.isEmpty() ? null : opened.getLast();
        var goesOn = newest == null ? Duration.ZERO : earliest(newest);
        var passed = Duration.between(row.opened(), now);
        var elapsed = passed.compareTo(goesOn) > 0 ? passed : goesOn;
        if (elapsed.compareTo(settings.parameters().epoch()) >= 0) {
            return Optional.empty();
        }
        var running =
                Optional.ofNullable(newest)
                        .filter(round ->
                                settings.phase(elapsed.minus(start(round)).toMillis()).isPresent())
                        .map(round -> round(round, holders));
        return Optional.of(
                new Continuation(
                        elapsed,
                        listed.isEmpty() ? Optional.empty() : Optional.of(listed.getLast()),
                        running));
    }

    private Duration start(RoundRow row) {
        return settings.parameters().round().multipliedBy(row.manifest().message().round());
    }

    /**
     * Where a round goes on at the earliest, should the wall clock have been set back: at its end
     * when it was judged, among its openings when one was kept (nothing may be handed in after).
     */
    private Duration earliest(RoundRow row) throws SQLException {
        var manifest = row.manifest().message();
        var states =
                store.receipts(manifest.epoch()).stream()
                        .filter(kept -> kept.receipt().round() == manifest.round())
                        .map(Kept::state)
                        .collect(Collectors.toSet());
        if (states.contains(State.PENDING)) {
            return start(row).plusMillis(settings.rules().commitMillis());
        }
        boolean over = !states.isEmpty() && !states.contains(State.COMMITTED);
        return over ? start(row).plus(settings.parameters().round()) : start(row);
    }

    private OpenRound round(RoundRow row, List<TicketHolder> holders) {
        return new OpenRound(planner.offer(row, Objects.requireNonNull(row.seedHash()), holders));
    }

    /** The running count of what is on record. */
    RunningCount count(EpochRow row, List<TicketHolder> holders, Books before) throws SQLException {
        var count = new RunningCount(settings.rules(), row.epoch(), row.opened(), before, holders);
        for (var round : rows.rounds(row.epoch())) {
            if (round.seedHash() != null) {
                count.opened(round(round, holders));
            }
        }
        for (var heartbeat : store.heartbeats(row.epoch())) {
            count.seen(heartbeat.message().nodeId(), heartbeat.message().round());
        }
        for (var kept : receipts(row.epoch())) {
            var receipt = kept.receipt();
            count.seen(receipt.nodeId(), receipt.round());
            var ack = kept.delivery().ack(Ack.Phase.COMMIT);
            if (kept.state() == State.ACCEPTED && ack.isPresent()) {
                count.verified(receipt, kept.units(), ack.get().message());
            } else if (wrong(kept)) {
                count.refused(receipt);
            }
        }
        store.findings().nodes(row.epoch()).forEach(count::condemned);
        return count;
    }

    /** The nodes whose last word was that they pause. */
    Set<Long> paused(long epoch) throws SQLException {
        var worked = new HashMap<Long, Integer>();
        for (var kept : receipts(epoch)) {
            var receipt = kept.receipt();
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
                .sorted(Comparator.comparingInt(kept -> kept.receipt().round()))
                .toList();
    }

    static boolean wrong(Kept kept) {
        return kept.reason()
                .filter(reason -> reason == Reason.WRONG_RESULT || reason == Reason.WRONG_TRACE)
                .isPresent();
    }
}
