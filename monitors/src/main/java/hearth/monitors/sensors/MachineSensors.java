package hearth.monitors.sensors;

import java.time.InstantSource;
import java.util.Locale;

/** Chooses the sensors for the system that this runs on. */
public final class MachineSensors {
    private MachineSensors() {}

    /** Linux is read directly; every other system through OSHI. */
    public static Sensors ofThisMachine(InstantSource time) {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                ? LinuxSensors.ofThisMachine(time)
                : OshiSensors.ofThisMachine(time);
    }
}
