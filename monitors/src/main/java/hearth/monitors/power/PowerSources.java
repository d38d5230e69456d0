package hearth.monitors.power;

import hearth.monitors.sensors.PiFirmware;
import hearth.monitors.sensors.SystemProgram;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The sources that this version of Hearth finds by itself. */
public final class PowerSources {
    private PowerSources() {}

    /** Those that this system could have; each stays silent where its hardware is not there. */
    public static List<PowerSource> ofThisMachine(InstantSource time) {
        var firmware = new PiFirmware();
        var nvidia =
                new SystemProgram(
                        Duration.ofSeconds(4),
                        "/usr/bin/nvidia-smi",
                        "/usr/lib/wsl/lib/nvidia-smi",
                        "C:\\Windows\\System32\\nvidia-smi.exe");
        var mac = new SystemProgram(Duration.ofSeconds(5), "/usr/bin/powermetrics");
        return List.of(
                new RaplPower(Path.of("/sys/class/powercap"), time, System::nanoTime),
                new BatteryPower(Path.of("/sys/class/power_supply"), time),
                new PiPower(firmware.present(), firmware::rails, time),
                new NvidiaPower(nvidia.present(), () -> ask(nvidia, NvidiaPower.QUESTION), time),
                new MacPower(mac.present(), () -> ask(mac, MacPower.QUESTION), time),
                new EmiPower(() -> WindowsMeters.open(System.getProperty("os.name", "")), time));
    }

    private static Optional<String> ask(SystemProgram program, List<String> question) {
        return program.ask(question.toArray(String[]::new));
    }
}
