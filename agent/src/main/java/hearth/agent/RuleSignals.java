package hearth.agent;

import hearth.kernel.Celsius;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.kernel.Watts;
import hearth.monitors.MachineSnapshot;
import hearth.monitors.power.PowerReading;
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

/** What rules look at, from the snapshot, the tariff and the system. */
final class RuleSignals {
    private static final long PRESENCE_SECONDS = 15;

    private final TariffPart tariffs;
    private final Threads threads;
    private final Mains mains = new Mains(Path.of("/sys/class/power_supply"));
    private final UserPresence presence = new UserPresence(Path.of("/dev"));
    private final BytesInAnHour bytes = new BytesInAnHour();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Reading<Double> away;
    private long presenceAt;

    RuleSignals(TariffPart tariffs, Threads threads) {
        this.tariffs = tariffs;
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
                    new Signal(
                            switch (kind) {
                                case PRICE -> price(now);
                                case SURPLUS -> Reading.missing(now, "no meter of the whole home");
                                case TEMPERATURE -> hottest(snapshot);
                                case MAINS -> mains.read(now);
                                case AWAY -> away();
                                case BANDWIDTH -> traffic;
                                case WATTS -> snapshot.power().machine().map(Watts::value);
                                case BUSY -> busy(snapshot, workerThreads);
                            },
                            kind == RuleKind.WATTS && imitable(snapshot)));
        }
        return signals;
    }

    /** Whether the machine's figure comes from a meter that anybody on the network can imitate. */
    private static boolean imitable(MachineSnapshot snapshot) {
        var power = snapshot.power();
        return power.sources().stream()
                .filter(source -> source.name().equals(power.name()))
                .anyMatch(PowerReading::imitable);
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
