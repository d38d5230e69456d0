package hearth.workers.risk.child;

import hearth.workers.risk.extract.Endpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the agent wants its contract-risk worker.
 *
 * @param startBlock where to begin on a chain never read before; negative for its head
 * @param poll how often to look for new blocks where no subscription tells of them
 * @param command that starts {@link RiskWorkerMain}
 */
public record WorkerSettings(
        Endpoint endpoint, long startBlock, Path graph, Duration poll, List<String> command) {
    public WorkerSettings {
        command = List.copyOf(command);
    }

    /**
     * The command that starts the worker with this process's own Java and class path.
     *
     * @param memoryBytes the slot's; a bit less than half becomes the heap, since the graph's
     *     pages, the code cache and the collector live beside it
     */
    public static List<String> sameJava(long memoryBytes) {
        long heap = Math.clamp((memoryBytes >> 20) * 45 / 100, 96, 4_096);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx" + heap + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+DisableAttachMechanism",
                        "-XX:-UsePerfData",
                        "-Djdk.serialFilter=!*",
                        "-Djava.awt.headless=true",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RiskWorkerMain.class.getName()));
        return command;
    }
}
