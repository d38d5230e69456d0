package hearth.monitors;

import hearth.kernel.Contained;
import hearth.kernel.Hertz;
import hearth.kernel.ReadOnlyState;
import hearth.kernel.Reading;
import hearth.kernel.State;
import hearth.kernel.Subscription;
import hearth.kernel.Threads;
import hearth.monitors.history.History;
import hearth.monitors.power.MachinePower;
import hearth.monitors.power.PowerReading;
import hearth.monitors.power.PowerSource;
import hearth.monitors.sensors.Fan;
import hearth.monitors.sensors.MountSpace;
import hearth.monitors.sensors.ProcessUse;
import hearth.monitors.sensors.Programs;
import hearth.monitors.sensors.Sensors;
import hearth.monitors.sensors.Temperature;
import hearth.monitors.sensors.Throttling;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads the machine once a second, tells it as {@link #latest} and feeds the history. The clock
 * thread only starts the work; what is dear or may hang has its own pace and thread.
 */
public final class Sampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    private static final String NOT_YET = "not read yet";

    private final Sensors sensors;
    private final Threads threads;
    private final Optional<History> history;
    private final LongSupplier nanos;
    private final State<MachineSnapshot> latest;
    private final SlowReading<Reading<List<Hertz>>> frequencies;
    private final SlowReading<Thermal> thermal;
    private final SlowReading<Reading<List<MountSpace>>> mounts;
    private final SlowReading<Reading<Programs>> programs;
    private final List<SlowReading<List<PowerReading>>> power = new ArrayList<>();
    private final List<PowerSource> powerSources;
    private final List<SeriesSource> sources = new CopyOnWriteArrayList<>();
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private final AtomicBoolean sampling = new AtomicBoolean();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private long ticks;
    private @Nullable Future<?> schedule;

    /** What the slow chips say, read together. */
    private record Thermal(
            Reading<List<Temperature>> temperatures,
            Reading<List<Fan>> fans,
            Reading<Throttling> throttling) {
        static Thermal missing(Instant at, String reason) {
            return new Thermal(
                    Reading.missing(at, reason),
                    Reading.missing(at, reason),
                    Reading.missing(at, reason));
        }
    }

    /** A process that somebody asked for; touched by the sampling thread alone. */
    private static final class Followed {
        final long pid;
        long at;
        Duration cpuTime = Duration.ZERO;

        Followed(long pid) {
            this.pid = pid;
        }
    }

    /**
     * @param history where to keep what is read, if anywhere; stays the caller's to close
     * @param nanos a clock that never jumps, in nanoseconds
     */
    public Sampler(
            Sensors sensors,
            List<PowerSource> powerSources,
            Threads threads,
            Optional<History> history,
            LongSupplier nanos) {
        this.sensors = sensors;
        this.powerSources = List.copyOf(powerSources);
        this.threads = threads;
        this.history = history;
        this.nanos = nanos;
        var now = threads.time().instant();
        latest = new State<>(MachineSnapshot.missing(now, NOT_YET));
        frequencies = single("the clock", 5, sensors::frequencies, now);
        mounts = single("the drives' space", 15, sensors::mounts, now);
        programs = single("the list of programs", 5, sensors::programs, now);
        thermal =
                new SlowReading<>(
                        "the temperature sensor",
                        Duration.ofSeconds(5),
                        Thermal.missing(now, NOT_YET),
                        () ->
                                new Thermal(
                                        sensors.temperatures(),
                                        sensors.fans(),
                                        sensors.throttling()),
                        (_, why) -> Thermal.missing(threads.time().instant(), why));
        for (var source : this.powerSources) {
            power.add(
                    new SlowReading<>(
                            "the power meter",
                            source.pace(),
                            List.of(),
                            source::read,
                            this::silent));
        }
    }

    private <T> SlowReading<Reading<T>> single(
            String name, int seconds, Supplier<Reading<T>> read, Instant now) {
        return new SlowReading<>(
                name,
                Duration.ofSeconds(seconds),
                Reading.missing(now, NOT_YET),
                read,
                (_, why) -> Reading.missing(threads.time().instant(), why));
    }

    private List<PowerReading> silent(List<PowerReading> last, String why) {
        var now = threads.time().instant();
        return last.stream().map(reading -> reading.with(Reading.missing(now, why))).toList();
    }

    /** Begins; ticks fall into the middle of a second, so that each second gets its own. */
    public void start() {
        long millis = threads.time().instant().toEpochMilli();
        long untilMiddle = Math.floorMod(1500 - Math.floorMod(millis, 1000), 1000);
        schedule =
                threads.clock()
                        .scheduleAtFixedRate(this::tick, untilMiddle, 1000, TimeUnit.MILLISECONDS);
    }

    /** The last snapshot; changes once a second. */
    public ReadOnlyState<MachineSnapshot> latest() {
        return latest;
    }

    /** Adds numbers to the history until the subscription is closed. */
    public Subscription add(SeriesSource source) {
        sources.add(source);
        return () -> sources.remove(source);
    }

    /**
     * Reads a process and its descendants with every tick until the subscription is closed.
     *
     * @param name for the snapshot and the series process.NAME.cpu and process.NAME.rss
     */
    public Subscription follow(String name, long pid) {
        var one = new Followed(pid);
        followed.put(name, one);
        return () -> followed.remove(name, one);
    }

    /** Whether the last tick's work is done. */
    boolean idle() {
        return !sampling.get() && !flushing.get();
    }

    /** One tick: only starts work. */
    void tick() {
        long now = nanos.getAsLong();
        ticks++;
        frequencies.tick(now, threads.io());
        thermal.tick(now, threads.io());
        mounts.tick(now, threads.io());
        programs.tick(now, threads.io());
        for (var source : power) {
            source.tick(now, threads.io());
        }
        start(sampling, threads.io(), this::sample);
        if (history.isPresent() && ticks % History.FLUSH_SECONDS == 0) {
            start(flushing, threads.db(), history.get()::flush);
        }
    }

    private static void start(AtomicBoolean running, Executor where, Runnable work) {
        // After a suspend the missed ticks come at once: one at a time is enough.
        if (running.compareAndSet(false, true)) {
            try {
                where.execute(() -> {
                    try {
                        Contained.run(work, bug -> LOG.error("a tick failed", bug));
                    } finally {
                        running.set(false);
                    }
                });
            } catch (RejectedExecutionException e) {
                // The process is ending.
                running.set(false);
            }
        }
    }

    private void sample() {
        var at = threads.time().instant();
        long now = nanos.getAsLong();
        var memory = sensors.memory();
        var watts = new ArrayList<PowerReading>();
        power.forEach(source -> watts.addAll(source.latest(now)));
        var chips = thermal.latest(now);
        var snapshot =
                new MachineSnapshot(
                        at,
                        sensors.cpu(),
                        frequencies.latest(now),
                        memory,
                        sensors.swap(),
                        sensors.disks(),
                        mounts.latest(now),
                        sensors.network(),
                        chips.temperatures(),
                        chips.fans(),
                        chips.throttling(),
                        sensors.pressure(),
                        programs.latest(now),
                        sensors.uptime(),
                        MachinePower.of(watts, at),
                        followed(now));
        latest.set(snapshot);
        history.ifPresent(kept -> keep(kept, snapshot));
    }

    private void keep(History kept, MachineSnapshot snapshot) {
        var values = SnapshotSeries.of(snapshot);
        for (var source : sources) {
            Contained.run(
                    () -> source.measure(snapshot.time(), values::put),
                    bug -> LOG.error("a source of the history failed", bug));
        }
        kept.add(snapshot.time(), values);
    }

    private List<FollowedProcess> followed(long now) {
        var result = new ArrayList<FollowedProcess>();
        followed.forEach((name, one) -> result.add(followed(name, one, now)));
        return result;
    }

    private FollowedProcess followed(String name, Followed one, long now) {
        var use = sensors.use(one.pid);
        Reading<Double> cpu =
                switch (use) {
                    case Reading.Missing<ProcessUse>(var at, var reason) ->
                            Reading.missing(at, reason);
                    case Reading.Measured<ProcessUse> measured -> {
                        var spent = measured.value().cpuTime().minus(one.cpuTime);
                        double seconds = (now - one.at) / 1e9;
                        // A child that ended takes its time along: the sum may fall.
                        boolean usable = one.at != 0 && seconds > 0 && !spent.isNegative();
                        one.at = now;
                        one.cpuTime = measured.value().cpuTime();
                        yield usable
                                ? Reading.counted(spent.toNanos() / 1e9 / seconds, measured.at())
                                : Reading.missing(
                                        measured.at(), "first reading, use follows with the next");
                    }
                };
        return new FollowedProcess(name, one.pid, use, cpu);
    }

    @Override
    public void close() {
        if (schedule != null) {
            schedule.cancel(false);
        }
        powerSources.forEach(PowerSource::close);
        sensors.close();
    }
}
