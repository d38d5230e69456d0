package hearth.monitors.power.meter;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.WattHours;
import hearth.kernel.Watts;
import hearth.monitors.power.EnergyRegister;
import hearth.monitors.power.PowerReading;
import hearth.monitors.power.PowerReading.Covers;
import hearth.monitors.power.PowerSource;
import hearth.monitors.power.decode.MeterReading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What the added meters say about one machine. */
public final class MeterSource implements PowerSource {
    private final Supplier<String> machine;
    private final Supplier<? extends Collection<? extends PowerMeter>> meters;

    /**
     * @param machine the name under which meters feed it; asked each time
     * @param meters those that are read now
     */
    public MeterSource(
            Supplier<String> machine, Supplier<? extends Collection<? extends PowerMeter>> meters) {
        this.machine = machine;
        this.meters = meters;
    }

    @Override
    public List<PowerReading> read() {
        var readings = new ArrayList<PowerReading>();
        for (var meter : meters.get()) {
            var share = meter.setting().feeds().get(machine.get());
            if (share != null) {
                readings.add(reading(meter, share));
            }
        }
        return readings;
    }

    private static PowerReading reading(PowerMeter meter, double share) {
        var setting = meter.setting();
        boolean split = share < 1;
        Reading<Watts> watts =
                switch (meter.state().power()) {
                    case Reading.Measured<Watts>(var value, var at, var quality) ->
                            new Reading.Measured<>(
                                    new Watts(value.value() * share),
                                    at,
                                    split ? Quality.ESTIMATE : quality);
                    case Reading.Missing<Watts> missing -> missing;
                };
        var note =
                split
                        ? String.format(
                                Locale.ROOT,
                                "%.0f %% of %s, %s",
                                share * 100,
                                setting.name(),
                                setting.models().isEmpty()
                                        ? "as stated"
                                        : "by the classes of its machines")
                        : "";
        return new PowerReading(
                "meter." + setting.id(),
                setting.name(),
                Covers.MACHINE,
                watts,
                note,
                Optional.of(
                        new PowerReading.FromMeter(
                                setting.imitable(), split ? Optional.empty() : register(meter))));
    }

    /** Another device at another address has a register of its own, whatever its id. */
    private static Optional<EnergyRegister> register(PowerMeter meter) {
        var setting = meter.setting();
        return meter.state()
                .last()
                .flatMap(MeterReading::energyImport)
                .map(WattHours::value)
                .filter(wattHours -> wattHours >= 0)
                .map(wattHours ->
                        new EnergyRegister(
                                setting.kind().word() + " " + setting.address(),
                                Math.round(wattHours * 1e3)));
    }

    @Override
    public Duration pace() {
        return Duration.ofSeconds(1);
    }

    /** The meters are not this source's to close. */
    @Override
    public void close() {}
}
