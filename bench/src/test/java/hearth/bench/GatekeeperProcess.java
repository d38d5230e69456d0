package hearth.bench;

import hearth.kernel.Hash32;
import hearth.network.Addresses;
import hearth.network.chain.GatekeeperDoor;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One gatekeeper as its operator runs it: a process with a folder of its own. */
final class GatekeeperProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Path log;
    private final GatekeeperDoor door;
    private Process process;

    /** Makes its keys and chooses a free port. */
    GatekeeperProcess(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.log = folder.resolve("log");
        int port;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        var said = folder.resolve("init.json");
        var init =
                new ProcessBuilder(command("init", "--endpoint", "127.0.0.1:" + port))
                        .redirectOutput(said.toFile())
                        .redirectError(log.toFile())
                        .start();
        if (init.waitFor() != 0) {
            throw new IOException("init failed: " + Files.readString(log));
        }
        var entry = JSON.readTree(Files.readString(said));
        door =
                GatekeeperDoor.at(
                        Addresses.parse(entry.path("address").asString()),
                        entry.path("endpoint").asString(),
                        new Hash32(entry.path("pin").asString()));
        process = init;
    }

    private List<String> command(String... words) {
        var all =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"));
        all.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "hearth.agent.GatekeeperMain"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        return all;
    }

    GatekeeperDoor door() {
        return door;
    }

    /** Starts it. */
    void start(Path network) throws IOException {
        process =
                new ProcessBuilder(command("run", "--network", network.toString()))
                        .redirectOutput(said().toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
    }

    private Path said() {
        return folder.resolve("out");
    }

    /** Waits until nodes can ask it. */
    void awaitListening() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!Files.readString(said()).contains("listens on port")) {
            boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                throw new IOException("it does not listen: " + words());
            }
        }
    }

    /** What it wrote to its log. */
    String words() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** Ends it without a word, as a power cut does. */
    void kill() {
        var _ = process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
