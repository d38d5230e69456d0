package hearth.monitors.power.model;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.PowerReading;
import hearth.monitors.power.PowerReading.Covers;
import hearth.monitors.power.PowerSource;
import hearth.monitors.sensors.CpuLoad;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** A model as a source of watts, as long as the operator has one switched on. */
public final class ModelSource implements PowerSource {
    private final Supplier<Optional<PowerModel>> model;
    private final Supplier<Reading<CpuLoad>> load;

    public ModelSource(Supplier<Optional<PowerModel>> model, Supplier<Reading<CpuLoad>> load) {
        this.model = model;
        this.load = load;
    }

    @Override
    public List<PowerReading> read() {
        return model.get().map(this::reading).map(List::of).orElse(List.of());
    }

    private PowerReading reading(PowerModel chosen) {
        Reading<Watts> watts =
                switch (load.get()) {
                    case Reading.Measured<CpuLoad> now ->
                            new Reading.Measured<>(
                                    chosen.at(now.value().total().value()),
                                    now.at(),
                                    Quality.ESTIMATE);
                    case Reading.Missing<CpuLoad>(Instant at, var why) -> Reading.missing(at, why);
                };
        var note =
                String.format(
                        Locale.ROOT, "estimate, ±%.1f W: %s", chosen.error(), chosen.source());
        return new PowerReading(
                "model",
                chosen.calibrated() ? "calibrated model" : "model",
                Covers.MACHINE,
                watts,
                note);
    }

    @Override
    public Duration pace() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void close() {}
}
