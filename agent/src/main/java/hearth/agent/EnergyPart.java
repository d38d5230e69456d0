package hearth.agent;

import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.kernel.Watts;
import hearth.monitors.MachineSnapshot;
import hearth.monitors.energy.Attribution;
import hearth.monitors.energy.EnergyLedger;
import hearth.monitors.energy.EnergySample;
import hearth.monitors.energy.IdleFigure;
import hearth.monitors.energy.IdleRule;
import hearth.monitors.energy.Prices;
import hearth.monitors.energy.Split;
import hearth.monitors.energy.WorkerLoad;
import hearth.monitors.power.PowerReading.FromMeter;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Supplier;

/** Each second: whose watts they were, into history and the ledger. */
final class EnergyPart implements AutoCloseable {
    /** The setting of who bears idle watts: owner or workers. */
    static final String IDLE_RULE = "energy.idle-rule";

    /** The setting of idle watts, decimal text; empty to learn them. */
    static final String IDLE_WATTS = "energy.idle-watts";

    private static final Logger LOG = LoggerFactory.getLogger(EnergyPart.class);

    /** A crash loses at most this much, and the ledger then says so as a gap. */
    private static final long SAVE_SECONDS = 60;

    private static final String BROKEN = "ENERGY-1";

    private final MachinePart machine;
    private final Supplier<HomePower> home;
    private final Supplier<Optional<NodeWork>> work;
    private final Settings settings;
    private final Threads threads;
    private final ActivityLog activity;
    private final EnergyLedger ledger;
    private final Prices prices;
    private final WorkerFollow follow;
    private final UnitCount units = new UnitCount();
    private final AtomicBoolean saving = new AtomicBoolean();
    private volatile Reading<Split> split;
    private volatile IdleFigure idle = IdleFigure.UNKNOWN;
    private boolean failing;
    private @Nullable Future<?> schedule;

    EnergyPart(
            Path folder,
            MachinePart machine,
            Supplier<HomePower> home,
            Supplier<Optional<NodeWork>> work,
            Settings settings,
            Threads threads,
            ActivityLog activity)
            throws DatabaseFailedException {
        this.machine = machine;
        this.home = home;
        this.work = work;
        this.settings = settings;
        this.threads = threads;
        this.activity = activity;
        ledger = EnergyLedger.open(folder.resolve("energy.db"), threads.time());
        ledger.movedAside()
                .ifPresent(aside ->
                        activity.add(
                                ActivityLog.Kind.MACHINE,
                                ActivityLog.Level.WARNING,
                                "The energy ledger was damaged",
                                "It was moved to " + aside.getFileName() + "; a new one began."));
        try {
            prices = new Prices(ledger);
        } catch (SQLException e) {
            throw new DatabaseFailedException("The prices cannot be read: " + e.getMessage(), e);
        }
        follow = new WorkerFollow(machine.sampler());
        split = Reading.missing(threads.time().instant(), "not read yet");
    }

    void start() {
        schedule =
                threads.clock()
                        .scheduleWithFixedDelay(
                                this::beginSave, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
    }

    private void beginSave() {
        if (saving.compareAndSet(false, true)) {
            threads.db()
                    .execute(() -> {
                        try {
                            save();
                        } finally {
                            saving.set(false);
                        }
                    });
        }
    }

    private void save() {
        try {
            ledger.save();
            if (failing) {
                failing = false;
                activity.settle(BROKEN);
            }
        } catch (SQLException e) {
            LOG.warn("energy could not be saved", e);
            if (!failing) {
                failing = true;
                activity.add(
                        ActivityLog.Kind.MACHINE,
                        ActivityLog.Level.WARNING,
                        "Energy is not being saved",
                        e.getMessage() + ". It is kept in memory and tried again each minute.",
                        "power",
                        BROKEN);
            }
        }
    }

    /** One second; called by the sampler after each snapshot. */
    void measure(Instant tick, ObjDoubleConsumer<String> into) {
        var snapshot = machine.latest();
        var now = work.get();
        follow.follow(now.map(one -> one.worker().pids()).orElse(Map.of()));
        now.ifPresent(one ->
                units.count(one, System.nanoTime())
                        .ifPresent(done ->
                                ledger.add(
                                        one.worker().worker().name(),
                                        done.units(),
                                        done.millis(),
                                        one.worker().paused())));
        split = split(snapshot, now);
        split.measured().ifPresent(parts -> tell(parts, into));
    }

    private Reading<Split> split(MachineSnapshot snapshot, Optional<NodeWork> now) {
        return switch (snapshot.power().machine()) {
            case Reading.Missing<Watts>(Instant at, String why) -> Reading.missing(at, why);
            case Reading.Measured<Watts>(Watts watts, Instant at, Quality quality) -> {
                if (watts.value() < 0) {
                    yield Reading.missing(
                            at, "the meter sends power out: it measures more than this machine");
                }
                yield new Reading.Measured<>(split(snapshot, now, watts, quality), at, quality);
            }
        };
    }

    private Split split(
            MachineSnapshot snapshot, Optional<NodeWork> now, Watts watts, Quality quality) {
        long milliwatts = Math.round(watts.value() * 1e3);
        var power = snapshot.power();
        var learned = learned(ledger, snapshot, milliwatts);
        idle = set().orElse(learned);
        var loads =
                now.map(one -> one.worker())
                        .map(seat -> List.of(load(snapshot, seat.worker().name(), seat.cores())))
                        .orElse(List.of());
        var parts = split(snapshot, milliwatts, quality, idle, rule(), loads);
        var roof = home.get();
        long solar = roof.solar(milliwatts);
        ledger.add(
                new EnergySample(
                        elapsed(snapshot),
                        snapshot.time(),
                        parts,
                        quality,
                        power.imitable() || (solar > 0 && roof.imitable()),
                        power.meter().flatMap(FromMeter::register),
                        solar));
        return parts;
    }

    /** What the machine draws doing nothing, with this second learned. */
    static IdleFigure learned(EnergyLedger ledger, MachineSnapshot snapshot, long milliwatts) {
        var seen = ledger.idle(snapshot.power().source());
        snapshot.cpu().measured().ifPresent(load -> seen.add(milliwatts, load.total().value()));
        return seen.figure();
    }

    /** What a worker of this name used in this second. */
    static WorkerLoad load(MachineSnapshot snapshot, String name, double slotCores) {
        return new WorkerLoad(name, WorkerFollow.threads(snapshot, name), slotCores);
    }

    /** The watts of this second among the workers. */
    static Split split(
            MachineSnapshot snapshot,
            long milliwatts,
            Quality quality,
            IdleFigure idle,
            IdleRule rule,
            List<WorkerLoad> loads) {
        var busy = snapshot.cpu().map(load -> load.total().value() * load.perThread().size());
        return Attribution.split(milliwatts, quality, idle, rule, busy, loads);
    }

    /** The parts as series of the history. */
    static void tell(Split parts, ObjDoubleConsumer<String> into) {
        for (var worker : parts.workers()) {
            into.accept("power.worker." + worker.worker(), worker.milliwatts() / 1e3);
        }
        into.accept("power.idle", parts.ownIdle() / 1e3);
        into.accept("power.other", parts.other() / 1e3);
    }

    /**
     * A clock that nobody sets. Linux tells the time since its start with sleep in it, so that a
     * night asleep is a gap; elsewhere it is the process's own clock.
     */
    static long elapsed(MachineSnapshot snapshot) {
        return snapshot.uptime()
                .measured()
                .map(Duration::toMillis)
                .orElseGet(() -> System.nanoTime() / 1_000_000);
    }

    private Optional<IdleFigure> set() {
        try {
            var text = settings.get(IDLE_WATTS);
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new IdleFigure(
                                    new BigDecimal(text).movePointRight(3).longValue(),
                                    IdleFigure.Origin.SET));
        } catch (IllegalArgumentException _) {
            // Written by hand and no number: it is learned instead.
            return Optional.empty();
        }
    }

    /** Who bears idle watts on this machine. */
    IdleRule rule() {
        return settings.get(IDLE_RULE).equals("workers") ? IdleRule.WORKERS : IdleRule.OWNER;
    }

    /** The split of the last second. */
    Reading<Split> split() {
        return split;
    }

    /** What the machine draws doing nothing. */
    IdleFigure idle() {
        return idle;
    }

    EnergyLedger ledger() {
        return ledger;
    }

    Prices prices() {
        return prices;
    }

    @Override
    public void close() throws SQLException {
        if (schedule != null) {
            schedule.cancel(false);
        }
        follow.close();
        ledger.close();
    }
}
