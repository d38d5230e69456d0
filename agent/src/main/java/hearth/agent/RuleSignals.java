package hearth.agent;

import hearth.kernel.Celsius;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.kernel.Watts;
import hearth.monitors.MachineSnapshot;
import hearth.monitors.power.MachinePower;
import hearth.monitors.rules.BytesInAnHour;
import hearth.monitors.rules.Mains;
import hearth.monitors.rules.RuleKind;
import hearth.monitors.rules.Signal;
import hearth.monitors.rules.UserPresence;
import hearth.monitors.sensors.NetworkUse;
import hearth.monitors.sensors.Temperature;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What rules look at, from the snapshot, the tariff and the system. */
final class RuleSignals {
    private static final long PRESENCE_SECONDS = 15;

    private final TariffPart tariffs;
    private final Supplier<HomePower> home;
    private final Threads threads;
    private final Mains mains = new Mains(Path.of("/sys/class/power_supply"));
    private final UserPresence presence = new UserPresence(Path.of("/dev"));
    private final BytesInAnHour bytes = new BytesInAnHour();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Reading<Double> away;
    private long presenceAt;

    RuleSignals(TariffPart tariffs, Supplier<HomePower> home, Threads threads) {
        this.tariffs = tariffs;
        this.home = home;
        this.threads = threads;
        away = Reading.missing(threads.time().instant(), "not looked yet");
    }

    /** The signals of the kinds that are asked for; called once a second. */
    Map<RuleKind, Signal> read(
            MachineSnapshot snapshot, double workerThreads, Set<RuleKind> kinds) {
        var now = snapshot.time();
        var traffic = traffic(snapshot, now);
        var signals = new EnumMap<RuleKind, Signal>(RuleKind.class);
        for (var kind : kinds) {
            signals.put(
                    kind,
                    switch (kind) {
                        case PRICE -> Signal.trusted(price(now));
                        case SURPLUS -> surplus(home.get());
                        case TEMPERATURE -> Signal.trusted(hottest(snapshot));
                        case MAINS -> Signal.trusted(mains.read(now));
                        case AWAY -> Signal.trusted(away());
                        case BANDWIDTH -> Signal.trusted(traffic);
                        case WATTS -> watts(snapshot.power(), now);
                        case BUSY -> Signal.trusted(busy(snapshot, workerThreads));
                    });
        }
        return signals;
    }

    private static Signal surplus(HomePower home) {
        return new Signal(home.surplus().map(Watts::value), home.imitable());
    }

    /**
     * What a watt limit looks at. The sensor of a machine with a trusted meter is that meter: when
     * it is silent, the smaller figure of a chip or a model in its place would loosen the limit. A
     * meter that can be imitated adds to a trusted figure, but never makes it smaller.
     */
    static Signal watts(MachinePower power, Instant now) {
        var trusted = power.trusted(now);
        var silent =
                trusted.sources().stream()
                        .filter(source -> source.meter().isPresent())
                        .filter(source -> source.watts().measured().isEmpty())
                        .findFirst();
        var sensor =
                silent.isPresent() && trusted.meter().isEmpty()
                        ? silent.get().watts()
                        : trusted.machine();
        var all = power.machine();
        if (sensor.measured().isEmpty()) {
            return power.imitable()
                    ? new Signal(all.map(Watts::value), true)
                    : Signal.trusted(sensor.map(Watts::value));
        }
        double most =
                Stream.of(sensor, all)
                        .flatMap(reading -> reading.measured().stream())
                        .mapToDouble(Watts::value)
                        .max()
                        .orElseThrow();
        return Signal.trusted(sensor.map(_ -> most));
    }

    private Reading<Double> price(Instant now) {
        var price = tariffs.price(now);
        var value = price.price();
        return value == null
                ? Reading.missing(now, price.missing())
                : Reading.counted(value.micros() / 1e6, now);
    }

    private static Reading<Double> hottest(MachineSnapshot snapshot) {
        return switch (snapshot.temperatures()) {
            case Reading.Missing<List<Temperature>>(Instant at, String why) ->
                    Reading.missing(at, why);
            case Reading.Measured<List<Temperature>> measured ->
                    measured.value().stream()
                            .flatMap(one -> one.value().measured().stream())
                            .map(Celsius::value)
                            .max(Double::compare)
                            .map(hottest -> Reading.counted(hottest, measured.at()))
                            .orElseGet(
                                    () -> Reading.missing(measured.at(), "no temperature sensor"));
        };
    }

    private Reading<Double> traffic(MachineSnapshot snapshot, Instant now) {
        return switch (snapshot.network()) {
            case Reading.Missing<List<NetworkUse>>(Instant at, String why) ->
                    Reading.missing(at, why);
            case Reading.Measured<List<NetworkUse>> measured -> {
                double rate =
                        measured.value().stream()
                                .filter(link -> !link.name().equals("lo"))
                                .mapToDouble(link -> link.in().value() + link.out().value())
                                .sum();
                bytes.add(System.nanoTime() / 1_000_000_000L, rate);
                yield Reading.counted(bytes.total() / 1e9, now);
            }
        };
    }

    private static Reading<Double> busy(MachineSnapshot snapshot, double workerThreads) {
        return snapshot.cpu()
                .map(load -> {
                    double threads = Math.max(1, load.perThread().size());
                    return Math.max(0, load.total().value() - workerThreads / threads) * 100;
                });
    }

    private Reading<Double> away() {
        long seconds = System.nanoTime() / 1_000_000_000L;
        if (seconds - presenceAt >= PRESENCE_SECONDS && asking.compareAndSet(false, true)) {
            presenceAt = seconds;
            threads.io()
                    .execute(() -> {
                        try {
                            away = presence.minutesAway(threads.time().instant());
                        } finally {
                            asking.set(false);
                        }
                    });
        }
        return away;
    }
}
