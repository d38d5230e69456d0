package hearth.monitors.power;

import hearth.monitors.sensors.PiFirmware;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The sources that this version of Hearth finds by itself. */
public final class PowerSources {
    private PowerSources() {}

    /** Those that this system could have; each stays silent where its hardware is not there. */
    public static List<PowerSource> ofThisMachine(InstantSource time) {
        var firmware = new PiFirmware();
        return List.of(
                new RaplPower(Path.of("/sys/class/powercap"), time, System::nanoTime),
                new BatteryPower(Path.of("/sys/class/power_supply"), time),
                new PiPower(firmware.present(), firmware::rails, time));
    }
}
