package hearth.bench;

import hearth.kernel.Hash32;
import hearth.network.Addresses;
import hearth.network.chain.GatekeeperDoor;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One gatekeeper as its operator runs it: a process with a folder of its own. */
final class GatekeeperProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int LOWEST_PORT = 16_384;
    private static final int PORTS = 16_384;
    private static final int TRIES = 100;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path log;
    private final GatekeeperDoor door;
    private Process process;
    private String main = "hearth.agent.GatekeeperMain";

    /** Makes its keys and chooses a free port. */
    GatekeeperProcess(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.log = folder.resolve("log");
        int port = freePort();
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

    /**
     * A port for the gatekeeper to take: below those that systems hand out by themselves, so that
     * only somebody who asks for this very one can have it meanwhile; each once.
     */
    private static int freePort() throws IOException {
        var random = new SecureRandom();
        for (int i = 0; i < TRIES; i++) {
            int port = LOWEST_PORT + random.nextInt(PORTS);
            if (!GIVEN.add(port)) {
                continue;
            }
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException e) {
                // taken
            }
        }
        throw new IOException("no free port");
    }

    /** Runs another program with its keys in its place. */
    GatekeeperProcess as(Class<?> program) {
        main = program.getName();
        return this;
    }

    private List<String> command(String... words) {
        var all =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx320m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"));
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
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

    /** What it printed. */
    String printed() throws IOException {
        return Files.readString(said(), StandardCharsets.UTF_8);
    }

    /** Everything that it has signed, by what it signed it for; only while it does not run. */
    Map<String, String> signed() throws SQLException {
        var signed = new TreeMap<String, String>();
        var database = "jdbc:sqlite:" + folder.resolve("data/gatekeeper/gatekeeper.db");
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement()) {
            for (var select :
                    List.of(
                            "SELECT 'round ' || epoch || ' ' || round, hex(digest) || ' ' || paused"
                                    + " FROM rounds WHERE seed_hash IS NOT NULL",
                            "SELECT 'ack ' || hex(digest), hex(ack) FROM receipts"
                                    + " WHERE ack IS NOT NULL",
                            "SELECT 'opened ' || hex(digest), hex(reveal_ack) FROM receipts"
                                    + " WHERE reveal_ack IS NOT NULL",
                            "SELECT 'root ' || epoch || ' ' || hex(root), hex(records)"
                                    + " FROM proposals")) {
                try (var row = statement.executeQuery(select)) {
                    while (row.next()) {
                        signed.put(row.getString(1), row.getString(2));
                    }
                }
            }
        }
        return signed;
    }

    /** Waits until nodes can ask it. */
    void awaitListening() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!printed().contains("listens on port")) {
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
