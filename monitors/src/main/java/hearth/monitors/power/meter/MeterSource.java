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
import hearth.monitors.power.model.PowerModel;
import hearth.monitors.sensors.CpuLoad;

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
    private final Supplier<Reading<CpuLoad>> load;
    private final Supplier<Optional<PowerModel>> fitted;

    /** How large this machine's part of a meter is, and how that is known. */
    private record Part(double share, String how) {}

    /**
     * @param machine the name under which meters feed it; asked each time
     * @param meters those that are read now
     * @param load of this machine
     * @param fitted this machine's model, if there is one
     */
    public MeterSource(
            Supplier<String> machine,
            Supplier<? extends Collection<? extends PowerMeter>> meters,
            Supplier<Reading<CpuLoad>> load,
            Supplier<Optional<PowerModel>> fitted) {
        this.machine = machine;
        this.meters = meters;
        this.load = load;
        this.fitted = fitted;
    }

    @Override
    public List<PowerReading> read() {
        var readings = new ArrayList<PowerReading>();
        for (var meter : meters.get()) {
            var share = meter.setting().feeds().get(machine.get());
            if (share != null) {
                readings.add(reading(meter, part(meter.setting(), share)));
            }
        }
        return readings;
    }

    private Part part(MeterSetting setting, double stated) {
        var model = setting.models().get(machine.get());
        if (model == null) {
            return new Part(stated, "as stated");
        }
        if (setting.models().size() == 1) {
            return new Part(stated, "");
        }
        if (!(load.get() instanceof Reading.Measured<CpuLoad>(var now, var at, _))) {
            return new Part(stated, "by the classes of its machines, each at half load");
        }
        var line = fitted.get().filter(PowerModel::calibrated).orElseGet(() -> model.model(at));
        double watts = line.at(now.total().value()).value();
        return new Part(
                setting.shareOf(machine.get(), watts),
                String.format(
                        Locale.ROOT,
                        "%.1f W modelled here at %.0f %% load, the others by their classes at half"
                                + " load",
                        watts,
                        now.total().value() * 100));
    }

    private static PowerReading reading(PowerMeter meter, Part part) {
        var setting = meter.setting();
        double share = part.share();
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
                                part.how())
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
