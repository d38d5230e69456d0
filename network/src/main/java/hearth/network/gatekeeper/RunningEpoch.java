package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.EpochResumption.Continuation;
import hearth.network.settlement.Books;
import hearth.network.work.Ack;
import hearth.network.work.Heartbeat;
import hearth.network.work.RoundOffer;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.TicketHolder;
import hearth.network.work.WorkReceipt;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a gatekeeper keeps in memory of the open epoch: its time, its rounds, its running count, and
 * what is to be told. Safe for several threads; nothing here blocks.
 */
final class RunningEpoch {
    private final GatekeeperSettings settings;
    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<RoundEvent> events = new ArrayList<>();
    private final Set<Long> paused = new HashSet<>();

    /** Nodes whose last work was mostly void, until they pass their self-test; see {@link Rest}. */
    private final Set<Long> resting = new HashSet<>();

    /** Nodes whose wrong work was found in this epoch, or just before it: they get no more. */
    private final Set<Long> condemned = new HashSet<>();

    /** Rounds that were opened and are not judged yet. */
    private final SortedMap<Integer, OpenRound> unjudged = new TreeMap<>();

    private List<TicketHolder> holders = List.of();
    private long epoch;
    private @Nullable EpochClock clock;
    private @Nullable OpenRound open;
    private @Nullable RunningCount count;

    RunningEpoch(GatekeeperSettings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
    }

    /** Something that is asked of what is kept here, or done to it. */
    @FunctionalInterface
    private interface Step<T> {
        T take();
    }

    private <T> T locked(Step<T> step) {
        lock.lock();
        try {
            return step.take();
        } finally {
            lock.unlock();
        }
    }

    /** An epoch begins, or has begun a while ago; nodes that are condemned already get no work. */
    void begin(
            long epoch,
            Instant opened,
            Instant now,
            List<TicketHolder> tickets,
            Books books,
            Set<Long> mostlyVoid,
            Set<Long> wrong) {
        int sum = tickets.stream().mapToInt(TicketHolder::tickets).sum();
        locked(() -> {
            holders = List.copyOf(tickets);
            this.epoch = epoch;
            clock = clock(opened, now, Duration.between(opened, now));
            open = null;
            unjudged.clear();
            condemned.clear();
            rest(mostlyVoid);
            condemned.addAll(wrong);
            count = new RunningCount(settings.rules(), epoch, opened, books, holders);
            return events.add(new RoundEvent.EpochOpened(epoch, tickets.size(), sum));
        });
    }

    /** An epoch goes on. */
    void resume(
            long epoch,
            Continuation goesOn,
            Instant now,
            List<TicketHolder> tickets,
            RunningCount counted,
            Set<Long> pausing,
            Set<Long> mostlyVoid,
            Set<Long> wrong) {
        locked(() -> {
            rest(mostlyVoid);
            condemned.addAll(wrong);
            holders = tickets;
            this.epoch = epoch;
            clock = clock(now.minus(goesOn.elapsed()), now, goesOn.elapsed());
            open = goesOn.open().orElse(null);
            goesOn.open().ifPresent(round -> unjudged.put(round.round(), round));
            count = counted;
            return paused.addAll(pausing);
        });
    }

    private EpochClock clock(Instant opened, Instant now, Duration elapsed) {
        return settings.gatekeepers().members().size() > 1
                ? EpochClock.shared(opened)
                : new EpochClock(now, elapsed, settings.parameters().round());
    }

    private void rest(Set<Long> nodes) {
        resting.clear();
        resting.addAll(nodes);
    }

    /** Nothing is taken any more. */
    void stopTaking() {
        locked(() -> {
            open = null;
            return true;
        });
    }

    /** The epoch is over, and something is to be told of it. */
    void end(RoundEvent told) {
        end();
        tell(told);
    }

    /** The epoch is over. */
    void end() {
        locked(() -> {
            open = null;
            epoch = 0;
            clock = null;
            count = null;
            unjudged.clear();
            return true;
        });
    }

    /** The open epoch; 0 when none is. */
    long epoch() {
        return locked(() -> epoch);
    }

    /** The round that takes receipts or openings. */
    Optional<RoundOffer> offered() {
        return locked(() -> taking().map(OpenRound::offer));
    }

    /** Time into the epoch; zero when none is open. */
    Duration elapsed() {
        return locked(() -> clock == null ? Duration.ZERO : clock.advance(time.instant()));
    }

    /** The epoch as it would be settled now; empty while none is open. */
    Optional<OpenEpoch> preview() {
        return locked(() ->
                count == null || clock == null
                        ? Optional.empty()
                        : Optional.of(count.show(clock.advance(time.instant()))));
    }

    /** The nodes as frozen at the epoch's start. */
    List<TicketHolder> holders() {
        return locked(() -> holders);
    }

    /** The nodes that get no work: they announced it, they rest, or wrong work was found. */
    Set<Long> without() {
        return locked(() -> {
            var without = new HashSet<>(paused);
            without.addAll(resting);
            without.addAll(condemned);
            return Set.copyOf(without);
        });
    }

    /** A round is opened. */
    void open(OpenRound round, int fresh) {
        locked(() -> {
            open = round;
            unjudged.put(round.round(), round);
            if (count != null) {
                count.opened(round);
            }
            return events.add(
                    new RoundEvent.RoundOpened(
                            round.epoch(), round.round(), round.offer().units().size(), fresh));
        });
    }

    /** The round that takes receipts. */
    Optional<RoundOffer> current() {
        return locked(() ->
                taking().filter(round -> phase(round).filter(Ack.Phase.COMMIT::equals).isPresent())
                        .map(OpenRound::offer));
    }

    /** What the round of a list takes. */
    Optional<Ack.Phase> phase(Hash32 manifest) {
        return locked(() ->
                taking().filter(round -> round.manifestDigest().equals(manifest))
                        .flatMap(this::phase));
    }

    private Optional<OpenRound> taking() {
        return Optional.ofNullable(open).filter(round -> phase(round).isPresent());
    }

    private Optional<Ack.Phase> phase(OpenRound round) {
        return settings.phase(into(round));
    }

    /** Milliseconds since the beginning of a round. */
    private long into(OpenRound round) {
        return clock == null
                ? Long.MAX_VALUE
                : clock.advance(time.instant()).toMillis()
                        - round.round() * settings.parameters().round().toMillis();
    }

    /** Now, for something that a node hands in. */
    ReceiptDesk.Moment moment(long nodeId) {
        return locked(() -> {
            var round = taking();
            var into = clock == null ? Duration.ZERO : clock.advance(time.instant());
            long epochs = round.map(open -> open.epoch() - 1).orElse(0L);
            return new ReceiptDesk.Moment(
                    round,
                    OpenRound.holder(holders, nodeId),
                    epochs * settings.parameters().epoch().toMillis() + into.toMillis(),
                    round.flatMap(this::phase));
        });
    }

    /** The rounds that take nothing more and are not judged. */
    List<OpenRound> over() {
        return locked(() ->
                unjudged.values().stream()
                        .filter(round -> into(round) >= settings.rules().revealMillis())
                        .toList());
    }

    /** A round is judged. */
    void judged(OpenRound round) {
        locked(() -> Optional.ofNullable(unjudged.remove(round.round())));
    }

    /** A sign of life was kept. */
    void seen(Heartbeat heartbeat) {
        locked(() -> {
            if (heartbeat.status().equals(Heartbeat.PAUSED)) {
                paused.add(heartbeat.nodeId());
            } else {
                paused.remove(heartbeat.nodeId());
            }
            if (heartbeat.status().equals(Heartbeat.TESTED)) {
                resting.remove(heartbeat.nodeId());
            }
            return seen(heartbeat.nodeId(), heartbeat.round());
        });
    }

    /** A receipt or an opening was kept. */
    void held(WorkReceipt receipt) {
        locked(() -> {
            paused.remove(receipt.nodeId());
            return seen(receipt.nodeId(), receipt.round());
        });
    }

    private boolean seen(long node, int round) {
        if (count != null) {
            count.seen(node, round);
        }
        return true;
    }

    /** Receipts were decided. */
    void note(List<Judge.Judged> judged) {
        locked(() -> {
            judged.forEach(this::note);
            return true;
        });
    }

    private void note(Judge.Judged one) {
        one.taken().event().ifPresent(events::add);
        if (one.condemned()) {
            condemned.add(one.receipt().nodeId());
        }
        var counted = count;
        if (counted == null) {
            return;
        }
        switch (one.taken().outcome()) {
            case SubmitOutcome.Held _ -> {}
            case SubmitOutcome.Accepted accepted ->
                    counted.verified(one.receipt(), accepted.units(), accepted.ack().message());
            case SubmitOutcome.Refused _ -> {
                if (one.condemned()) {
                    counted.refused(one.receipt());
                }
            }
        }
    }

    /** Adds something to tell at the next {@link #drain}. */
    void tell(RoundEvent event) {
        locked(() -> events.add(event));
    }

    /** What happened since this was last asked. */
    List<RoundEvent> drain() {
        return locked(() -> {
            var drained = List.copyOf(events);
            events.clear();
            return drained;
        });
    }
}
