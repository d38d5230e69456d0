package hearth.agent;

import hearth.kernel.Celsius;
import hearth.kernel.Hertz;
import hearth.kernel.Reading;
import hearth.monitors.MachineSnapshot;
import hearth.monitors.bench.LoadPoint;
import hearth.monitors.power.MachinePower;
import hearth.monitors.sensors.Temperature;
import hearth.monitors.sensors.Throttling;

import java.time.Instant;
import java.util.List;

/** What the sampler saw last, as a benchmark under load notes it. */
final class BenchAround {
    private static final String IMITABLE =
            "the only meter can be imitated by anyone on the network; a signed report needs another";

    private BenchAround() {}

    static LoadPoint.Around of(MachineSnapshot snapshot) {
        var power = signable(snapshot.power(), snapshot.time());
        return new LoadPoint.Around(
                power.machine(),
                power.name(),
                hottest(snapshot.temperatures()),
                snapshot.frequencies()
                        .map(all ->
                                new Hertz(
                                        all.stream()
                                                .mapToDouble(Hertz::value)
                                                .average()
                                                .orElse(0))),
                snapshot.throttling()
                        .measured()
                        .filter(Throttling::now)
                        .map(throttling -> String.join(", ", throttling.causes()))
                        .orElse(""));
    }

    /** The best source that nobody on the network could have made up: the report is signed. */
    static MachinePower signable(MachinePower power, Instant now) {
        var own = power.trusted(now);
        return own.machine().measured().isEmpty() && power.imitable()
                ? MachinePower.missing(now, IMITABLE, own.sources())
                : own;
    }

    private static Reading<Celsius> hottest(Reading<List<Temperature>> all) {
        return switch (all) {
            case Reading.Measured<List<Temperature>> measured ->
                    measured.value().stream()
                            .map(Temperature::value)
                            .filter(one -> one.measured().isPresent())
                            .max((a, b) ->
                                    a.measured()
                                            .orElseThrow()
                                            .compareTo(b.measured().orElseThrow()))
                            .orElseGet(() -> Reading.missing(measured.at(), "no sensor answers"));
            case Reading.Missing<List<Temperature>>(Instant at, String why) ->
                    Reading.missing(at, why);
        };
    }
}
