package hearth.agent;

import hearth.kernel.Amperes;
import hearth.kernel.Quality;
import hearth.kernel.Volts;
import hearth.kernel.WattHours;
import hearth.kernel.Watts;
import hearth.link.wire.Meter;
import hearth.link.wire.MeterFeed;
import hearth.link.wire.PowerModel;
import hearth.link.wire.Value;
import hearth.monitors.power.decode.MeterReading;
import hearth.monitors.power.meter.MeterSetting;
import hearth.monitors.power.meter.MeterState;
import hearth.monitors.power.meter.PowerMeter;
import hearth.monitors.power.model.MachineClass;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Meters in the words of the link. */
final class MeterView {
    private MeterView() {}

    static Meter of(PowerMeter meter, boolean hasSecret) {
        var state = meter.state();
        var wire = setting(meter.setting()).setHasSecret(hasSecret);
        wire.setPower(Wire.value(state.power(), Watts::value, meter.setting().name()))
                .setSound(state.sound())
                .setDamaged(state.damaged())
                .setProblem(state.problem());
        state.lastAt().ifPresent(at -> wire.setLastAt(at.toEpochMilli()));
        state.last().ifPresent(reading -> reading(wire, reading, state));
        return wire.build();
    }

    static Meter.Builder setting(MeterSetting setting) {
        var wire =
                Meter.newBuilder()
                        .setId(setting.id())
                        .setName(setting.name())
                        .setKind(setting.kind().word())
                        .setKindLabel(setting.kind().label())
                        .setAddress(setting.address())
                        .setUser(setting.user())
                        .setImitable(setting.imitable())
                        .setHome(setting.home());
        new TreeMap<>(setting.feeds())
                .forEach((machine, share) -> {
                    var feed = MeterFeed.newBuilder().setMachine(machine).setShare(share);
                    var model = setting.models().get(machine);
                    if (model != null) {
                        feed.setMachineClass(model.word());
                    }
                    wire.addFeeds(feed);
                });
        return wire;
    }

    private static void reading(Meter.Builder wire, MeterReading reading, MeterState state) {
        var at = state.lastAt().orElse(Instant.EPOCH);
        var quality = reading.quality();
        wire.setQuality(quality.name().toLowerCase(Locale.ROOT));
        value(reading.voltage().map(Volts::value), quality, at).ifPresent(wire::setVoltage);
        value(reading.current().map(Amperes::value), quality, at).ifPresent(wire::setCurrent);
        value(reading.energyImport().map(WattHours::value), quality, at)
                .ifPresent(wire::setEnergyImport);
        value(reading.energyExport().map(WattHours::value), quality, at)
                .ifPresent(wire::setEnergyExport);
        reading.at().ifPresent(time -> wire.setMeterAt(time.toEpochMilli()));
    }

    private static Optional<Value> value(Optional<Double> number, Quality quality, Instant at) {
        return number.map(value ->
                Value.newBuilder()
                        .setValue(value)
                        .setQuality(quality.name().toLowerCase(Locale.ROOT))
                        .setAt(at.toEpochMilli())
                        .build());
    }

    static PowerModel model(hearth.monitors.power.model.PowerModel model) {
        var wire =
                PowerModel.newBuilder()
                        .setIdle(model.idle())
                        .setFull(model.full())
                        .setError(model.error())
                        .setSource(model.source())
                        .setCalibrated(model.calibrated())
                        .setAt(model.at().toEpochMilli())
                        .setOn(true);
        for (var one : MachineClass.values()) {
            if (model.source().equals(one.model(model.at()).source())) {
                wire.setMachineClass(one.word());
            }
        }
        return wire.build();
    }
}
