package hearth.monitors.sensors;

import hearth.kernel.Commands;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program of the system that tells something about the hardware, asked without a shell. */
public final class SystemProgram {
    private static final Logger LOG = LoggerFactory.getLogger(SystemProgram.class);

    private final Optional<Path> program;
    private final Duration patience;

    /**
     * @param patience how long an answer may take; the program is then ended
     * @param places where it may lie; the first that can be run is it
     */
    public SystemProgram(Duration patience, String... places) {
        this.patience = patience;
        program = List.of(places).stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Whether this machine has it. */
    public boolean present() {
        return program.isPresent();
    }

    /** What it printed; empty when it is not there, failed, or took too long. Blocks. */
    public Optional<String> ask(String... words) {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        var command = new ArrayList<>(List.of(program.get().toString()));
        command.addAll(List.of(words));
        try {
            var answer = Commands.run(Path.of("/"), patience, command);
            return answer.exitCode() == 0 ? Optional.of(answer.output()) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} failed", command, e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
