package hearth.monitors.sensors;

import hearth.kernel.Commands;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a Raspberry Pi's firmware by its own program; blocks up to two seconds. */
public final class PiFirmware {
    private static final Logger LOG = LoggerFactory.getLogger(PiFirmware.class);
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/bin/vcgencmd"), Path.of("/opt/vc/bin/vcgencmd"));

    private final Optional<Path> program = PLACES.stream().filter(Files::isExecutable).findFirst();

    /** Whether there is such a firmware here. */
    public boolean present() {
        return program.isPresent();
    }

    /** What slows the board, like {@code throttled=0x50005}; empty when it cannot be asked. */
    public Optional<String> throttled() {
        return ask("get_throttled");
    }

    /** Currents and voltages of the board's rails (Pi 5); empty when it cannot be asked. */
    public Optional<String> rails() {
        return ask("pmic_read_adc");
    }

    private Optional<String> ask(String question) {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try {
            var answer =
                    Commands.run(
                            Path.of("/"),
                            Duration.ofSeconds(2),
                            List.of(program.get().toString(), question));
            return answer.exitCode() == 0 ? Optional.of(answer.output()) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} {} failed", program.get(), question, e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
