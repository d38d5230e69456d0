package hearth.monitors.sensors;

import java.time.Duration;
import java.util.Optional;

/** Asks a Raspberry Pi's firmware by its own program; blocks up to two seconds. */
public final class PiFirmware {
    private final SystemProgram program =
            new SystemProgram(Duration.ofSeconds(2), "/usr/bin/vcgencmd", "/opt/vc/bin/vcgencmd");

    /** Whether there is such a firmware here. */
    public boolean present() {
        return program.present();
    }

    /** What slows the board, like {@code throttled=0x50005}; empty when it cannot be asked. */
    public Optional<String> throttled() {
        return program.ask("get_throttled");
    }

    /** Currents and voltages of the board's rails (Pi 5); empty when it cannot be asked. */
    public Optional<String> rails() {
        return program.ask("pmic_read_adc");
    }
}
