package hearth.installers;

import hearth.kernel.Commands;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Asks the system's service manager; the port that tests replace. */
interface ServiceCommands {
    /** Runs one command to its end; blocks for at most half a minute. */
    Commands.Finished run(List<String> command) throws IOException, InterruptedException;

    /** The real one. */
    static ServiceCommands ofSystem() {
        return command -> Commands.run(Path.of("/"), Duration.ofSeconds(30), command);
    }
}
