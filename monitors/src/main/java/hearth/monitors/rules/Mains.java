package hearth.monitors.rules;

import hearth.kernel.Reading;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Whether the machine has the mains: 1 with, 0 on battery. */
public final class Mains {
    private final Path supplies;

    /**
     * @param supplies /sys/class/power_supply or a recorded tree
     */
    public Mains(Path supplies) {
        this.supplies = supplies;
    }

    /** Looks; a machine without a battery always has the mains. */
    public Reading<Double> read(Instant now) {
        boolean battery = false;
        boolean adapter = false;
        try (var folders = Files.newDirectoryStream(supplies)) {
            for (var folder : folders) {
                var type = text(folder.resolve("type"));
                if (type.equals("Mains") || type.startsWith("USB")) {
                    adapter |= text(folder.resolve("online")).equals("1");
                } else if (type.equals("Battery")
                        && !text(folder.resolve("scope")).equals("Device")) {
                    battery = true;
                    // Some adapters do not show; a battery that is charged has one.
                    adapter |= text(folder.resolve("status")).equals("Charging");
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return Reading.missing(now, "this system does not tell whether it has the mains");
        }
        return Reading.counted(adapter || !battery ? 1.0 : 0.0, now);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
