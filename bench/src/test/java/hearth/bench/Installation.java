package hearth.bench;

import hearth.agent.ShiftedAgent;
import hearth.app.cli.CommandLineRun;
import hearth.network.practice.AnvilBinary;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One installation in a folder of its own, used as its owner does: by command lines. */
final class Installation {
    static final int DONE = 0;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path data;
    private final Path passphrase;
    private final Path arguments;
    private final Path clock;

    /** What a command left: its exit code and what it printed. */
    record Said(int exit, String out, String err) {
        JsonNode json() {
            return JSON.readTree(out);
        }

        @Override
        public String toString() {
            return "exit " + exit + "\n" + out + "\n" + err;
        }
    }

    /** A command that had to work did not, or one that had to refuse did. */
    static final class CommandFailed extends AssertionError {
        private static final long serialVersionUID = 1;

        private final transient Said said;

        CommandFailed(String words, Said said) {
            super(words + ": " + said);
            this.said = said;
        }
    }

    Installation(Path folder, String secret) throws IOException {
        data = folder.resolve("data");
        passphrase = secretFile(folder.resolve("passphrase"), secret);
        arguments = folder.resolve("agent.args");
        clock = Files.write(folder.resolve("clock"), new byte[Long.BYTES]);
        var words =
                new ArrayList<>(
                        List.of(
                                "-Xmx320m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED"));
        AnvilBinary.find().ifPresent(anvil -> words.add("-Dhearth.anvil=" + anvil));
        words.add("-D" + ShiftedAgent.CLOCK + "=" + clock);
        words.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShiftedAgent.class.getName()));
        var quoted = new ArrayList<String>();
        for (var word : words) {
            quoted.add('"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        Files.write(arguments, quoted);
        System.setProperty("hearth.agent.command", arguments.toString());
    }

    /** A file that only its owner can read, as the commands demand. */
    static Path secretFile(Path file, String text) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text + "\n");
    }

    Path data() {
        return data;
    }

    /** Sets the clock of this installation's agent, as far as it is off. */
    void setClock(Duration off) throws IOException {
        try (var channel = FileChannel.open(clock, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, off.toMillis()), 0);
        }
    }

    Path passphrase() {
        return passphrase;
    }

    /** Runs one command of this installation with {@code --json}. */
    Said run(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data-dir", data.toString(), "--json"));
        var out = new StringWriter();
        var err = new StringWriter();
        int exit =
                CommandLineRun.run(
                        all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Said(exit, out.toString(), err.toString());
    }

    /** Starts one command as a process of its own, which may be killed. Its words go nowhere. */
    Process start(String... words) throws IOException {
        return new ProcessBuilder(process(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Runs one command as a process of its own that reads a file as its standard input. */
    Said runWith(Path input, String... words) throws IOException, InterruptedException {
        var out = Files.createTempFile(data.getParent(), "said", ".out");
        var err = Files.createTempFile(data.getParent(), "said", ".err");
        var process =
                new ProcessBuilder(process(words))
                        .redirectInput(input.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        int exit = process.waitFor();
        return new Said(exit, Files.readString(out), Files.readString(err));
    }

    private List<String> process(String... words) {
        var all =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "hearth.app.Main"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data-dir", data.toString()));
        return all;
    }

    /** As {@link #run}, which must have worked. */
    JsonNode json(String... words) {
        var said = run(words);
        if (said.exit() != DONE) {
            throw new CommandFailed(String.join(" ", words), said);
        }
        return said.json();
    }

    /** Sees that it refuses, with its code and in words for people. */
    void refused(String code, String... words) {
        var said = run(words);
        if (said.exit() == DONE || !said.err().contains(code) || said.err().contains("Exception")) {
            throw new CommandFailed(String.join(" ", words), said);
        }
    }

    /** Units of all workers that the gatekeeper has accepted since the node joined. */
    long verified() {
        long units = 0;
        for (var worker : json("workers")) {
            units += worker.path("unitsVerified").asLong();
        }
        return units;
    }

    BigInteger claimable() {
        return new BigInteger(json("rewards").path("claimable").asString());
    }

    BigInteger claimed() {
        return new BigInteger(json("rewards").path("claimed").asString());
    }

    /**
     * Reads the agent's pushes, which come once a second and so set the pace, until the condition
     * holds. A command that fails is asked again: recovering is what is waited for.
     *
     * @return how long it took since {@code began}, a reading of {@link System#nanoTime}
     */
    Duration until(String what, long began, Duration limit, Predicate<JsonNode> holds) {
        long deadline = System.nanoTime() + limit.toNanos();
        Said last;
        do {
            last = run("status");
            try {
                if (last.exit() == DONE && holds.test(last.json())) {
                    return Duration.ofNanos(System.nanoTime() - began);
                }
            } catch (CommandFailed e) {
                last = e.said;
            }
        } while (System.nanoTime() < deadline);
        throw new AssertionError(
                "not within " + limit + ": " + what + "; the last status: " + last);
    }

    ProcessHandle agent() {
        return runningAgent().orElseThrow(() -> new AssertionError("no agent runs"));
    }

    /**
     * The agent as the system lists it: it may stand still and answer nobody. What it starts looks
     * the same for a moment, and is younger.
     */
    Optional<ProcessHandle> runningAgent() {
        return ProcessHandle.allProcesses()
                .filter(this::isAgent)
                .min(Comparator.comparing(one -> one.info().startInstant().orElse(Instant.MAX)));
    }

    private boolean isAgent(ProcessHandle one) {
        return List.of(one.info().arguments().orElse(new String[0])).contains("@" + arguments);
    }

    ProcessHandle worker() {
        return runningWorker().orElseThrow(() -> new AssertionError("no worker runs"));
    }

    /** The worker's process: the agent's one child that is Java, too. */
    Optional<ProcessHandle> runningWorker() {
        return runningAgent().stream()
                .flatMap(ProcessHandle::descendants)
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .filter(one -> !isAgent(one))
                .findFirst();
    }

    ProcessHandle chain(String name) {
        return runningChain(name)
                .orElseThrow(() -> new AssertionError("the " + name + " chain is not alive"));
    }

    /**
     * The process of a practice chain, which a new agent adopts when its own was killed.
     *
     * @param name "settlement" or "source"
     */
    Optional<ProcessHandle> runningChain(String name) {
        var note =
                JSON.readTree(
                        data.resolve("agent/practice").resolve(name + ".process.json").toFile());
        var started = Instant.parse(note.path("started").asString());
        // Another program may have got the number since.
        return ProcessHandle.of(note.path("pid").asLong())
                .filter(one -> one.info().startInstant().equals(Optional.of(started)));
    }

    /**
     * The owner's part: starts the agent when none runs, however that ends. One at a time, and not
     * while files of an agent that was killed are damaged.
     */
    synchronized void wake() {
        if (runningAgent().isEmpty()) {
            run("practice", "start");
        }
    }
}
