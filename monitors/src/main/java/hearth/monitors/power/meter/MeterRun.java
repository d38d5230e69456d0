package hearth.monitors.power.meter;

import hearth.kernel.Contained;
import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.kernel.Watts;
import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.MeterReading;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Keeps one meter going: opens its way again and again, more seldom while it fails. */
public final class MeterRun implements PowerMeter {
    private static final Logger LOG = LoggerFactory.getLogger(MeterRun.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final MeterSetting setting;
    private final MeterLink link;
    private final InstantSource time;
    private final LongSupplier nanos;
    private final StopSignal stop = new StopSignal();
    private final Object lock = new Object();
    private @Nullable MeterReading last;
    private @Nullable Instant lastAt;
    private long lastNanos;
    private long sound;
    private long damaged;
    private String problem = "";

    /**
     * @param nanos a clock that never jumps
     */
    public MeterRun(MeterSetting setting, MeterLink link, InstantSource time, LongSupplier nanos) {
        this.setting = setting;
        this.link = link;
        this.time = time;
        this.nanos = nanos;
    }

    /**
     * Begins to read, on a thread of its own: native reads of a port and looking up a name would
     * hold on to one of the few that carry virtual threads, and each answer would wake three of
     * them.
     */
    public MeterRun start() {
        Threads.daemon("hearth-meter-" + setting.id()).newThread(this::run).start();
        return this;
    }

    private void run() {
        var pause = FIRST_PAUSE;
        try {
            while (!stop.stopped()) {
                long before = soundSoFar();
                Contained.run(this::follow, this::bug);
                pause = soundSoFar() > before ? FIRST_PAUSE : longer(pause);
                if (stop.pause(pause)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            link.follow(this::told, stop);
        } catch (MeterFailedException e) {
            failed(e.sentence());
        } catch (InterruptedException e) {
            // The pause that follows sees it.
            Thread.currentThread().interrupt();
        }
    }

    private void bug(RuntimeException bug) {
        LOG.error("the meter {} failed by a bug", setting.id(), bug);
        failed("The meter failed by a bug of Hearth; the log says more.");
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private long soundSoFar() {
        synchronized (lock) {
            return sound;
        }
    }

    private void failed(String sentence) {
        synchronized (lock) {
            if (!sentence.equals(problem) && !stop.stopped()) {
                LOG.info("meter {}: {}", setting.id(), sentence);
            }
            problem = sentence;
        }
    }

    private void told(Decoded decoded) {
        synchronized (lock) {
            switch (decoded) {
                case Decoded.Sound(var reading) -> {
                    sound++;
                    last = reading;
                    lastAt = time.instant();
                    lastNanos = nanos.getAsLong();
                    problem = "";
                }
                case Decoded.Damaged(var reason) -> {
                    damaged++;
                    if (sound == 0) {
                        problem = reason;
                    }
                }
            }
        }
    }

    @Override
    public MeterSetting setting() {
        return setting;
    }

    @Override
    public MeterState state() {
        synchronized (lock) {
            return new MeterState(
                    power(),
                    Optional.ofNullable(last),
                    Optional.ofNullable(lastAt),
                    sound,
                    damaged,
                    problem);
        }
    }

    private Reading<Watts> power() {
        var now = time.instant();
        if (last == null || lastAt == null) {
            return Reading.missing(now, problem.isEmpty() ? "not read yet" : clause(problem));
        }
        long age = nanos.getAsLong() - lastNanos;
        if (age > setting.kind().patience().toNanos()) {
            return Reading.missing(
                    now,
                    problem.isEmpty() ? "silent " + age / 1_000_000_000 + " s" : clause(problem));
        }
        Quality quality = last.quality();
        var at = lastAt;
        return last.power()
                .<Reading<Watts>>map(watts -> new Reading.Measured<>(watts, at, quality))
                .orElseGet(() -> Reading.missing(at, "the meter tells energy, but no power"));
    }

    private static String clause(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    @Override
    public void close() {
        stop.stop();
    }
}
