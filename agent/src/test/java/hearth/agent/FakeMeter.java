package hearth.agent;

import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.meter.MeterKind;
import hearth.monitors.power.meter.MeterSetting;
import hearth.monitors.power.meter.MeterState;
import hearth.monitors.power.meter.PowerMeter;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A meter that says what it is told to. */
final class FakeMeter implements PowerMeter {
    static final Instant NOW = Instant.parse("2026-11-27T17:30:00Z");

    private final MeterSetting setting;
    private Reading<Watts> power = Reading.missing(NOW, "not read yet");

    private FakeMeter(MeterSetting setting) {
        this.setting = setting;
    }

    /** One of the whole home, at a serial port. */
    static FakeMeter home(String id) {
        return new FakeMeter(
                new MeterSetting(id, id, MeterKind.DSMR, "/dev/" + id, "", Map.of(), true));
    }

    /** One of the whole home that anybody on the network can imitate. */
    static FakeMeter imitableHome(String id) {
        return new FakeMeter(
                new MeterSetting(id, id, MeterKind.SHELLY, "192.168.1.60", "", Map.of(), true));
    }

    /** One that feeds a machine. */
    static FakeMeter of(String id, String machine) {
        return new FakeMeter(
                new MeterSetting(
                        id, id, MeterKind.DSMR, "/dev/" + id, "", Map.of(machine, 1.0), false));
    }

    FakeMeter says(double watts) {
        power = new Reading.Measured<>(new Watts(watts), NOW, Quality.WALL);
        return this;
    }

    FakeMeter silent(String why) {
        power = Reading.missing(NOW, why);
        return this;
    }

    @Override
    public MeterSetting setting() {
        return setting;
    }

    @Override
    public MeterState state() {
        return new MeterState(power, Optional.empty(), Optional.empty(), 0, 0, "");
    }

    @Override
    public void close() {}
}
