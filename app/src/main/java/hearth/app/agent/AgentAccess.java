package hearth.app.agent;

import hearth.kernel.Commands;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.link.AgentEndpoint;
import hearth.link.Identity;
import hearth.link.LinkClient;
import hearth.link.LinkFailedException;
import hearth.link.Protocol;
import hearth.link.TrustedPins;
import hearth.link.wire.Hello;
import hearth.link.wire.Live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The agent of one data folder: found by what it left there, started when there is none. */
public final class AgentAccess {
    /** The version of this Hearth. */
    public static final String VERSION = "0.1.0";

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofSeconds(30);

    private final DataDir dir;
    private final String role;
    private final Threads threads;

    /**
     * @param role "panel" or "cli"
     */
    public AgentAccess(DataDir dir, String role, Threads threads) {
        this.dir = dir;
        this.role = role;
        this.threads = threads;
    }

    /** The data folder. */
    public DataDir dir() {
        return dir;
    }

    /** What a running agent left, or empty. Its process is checked, the port is not. */
    public Optional<AgentEndpoint> endpoint() throws IOException {
        return AgentEndpoint.in(dir.folder("agent"))
                .filter(left -> ProcessHandle.of(left.pid()).isPresent());
    }

    /**
     * Connects to the running agent; blocks up to ten seconds.
     *
     * @throws LinkFailedException LINK-1 when none runs
     */
    public LinkClient connect(Consumer<Live> onLive)
            throws LinkFailedException, IOException, InterruptedException {
        var endpoint =
                endpoint()
                        .orElseThrow(() ->
                                new LinkFailedException(
                                        "LINK-1",
                                        "No agent is running here; start it with “hearth agent”."));
        var identity = Identity.in(dir.folder("panel"), role, threads.time());
        new TrustedPins(trusted()).add(identity.pin());
        var hello =
                Hello.newBuilder()
                        .setProtocol(Protocol.VERSION)
                        .setOldestProtocol(Protocol.OLDEST)
                        .setVersion(VERSION)
                        .setRole(role)
                        .build();
        return LinkClient.connect(endpoint, identity, hello, ANSWER, onLive);
    }

    private Path trusted() throws IOException {
        return dir.folder("agent/tls").resolve("trusted");
    }

    /** As {@link #connect}, after starting an agent when none runs. */
    public LinkClient connectOrStart(Consumer<Live> onLive)
            throws LinkFailedException, IOException, InterruptedException {
        if (endpoint().isEmpty()) {
            startAgent();
        }
        return connect(onLive);
    }

    /**
     * Starts the agent as a process of its own, which goes on when this one ends; blocks until it
     * listens.
     *
     * @throws LinkFailedException LINK-6 when it does not come up; the sentence has its last words
     */
    public void startAgent() throws LinkFailedException, IOException, InterruptedException {
        var arguments = System.getProperty("hearth.agent.command");
        if (arguments == null) {
            throw new LinkFailedException(
                    "LINK-6", "This start does not know the agent's command; use ./hearth.");
        }
        var log = dir.folder("logs").resolve("agent.log");
        var command = new ArrayList<String>();
        // A session of its own, so that Ctrl C in this terminal does not reach the agent.
        var newSession = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(newSession)) {
            command.add(newSession.toString());
        }
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        "--data-dir",
                        dir.root().toString()));
        var builder = Commands.prepare(command, dir.root(), Map.of());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        long begin = Files.exists(log) ? Files.size(log) : 0;
        var process = builder.start();
        process.getOutputStream().close();
        long deadline = System.nanoTime() + START.toNanos();
        while (endpoint().isEmpty()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) && endpoint().isEmpty()) {
                throw new LinkFailedException("LINK-6", lastWords(log, begin));
            }
            if (System.nanoTime() > deadline) {
                throw new LinkFailedException(
                        "LINK-6", "The agent did not come up in 30 s; its log is " + log + ".");
            }
        }
    }

    private static String lastWords(Path log, long begin) throws IOException {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(Math.min(begin, Files.size(log)));
            var text = new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8);
            var lines = text.lines().filter(line -> !line.isBlank()).toList();
            return lines.isEmpty()
                    ? "The agent ended at once; its log is " + log + "."
                    : lines.getLast();
        }
    }
}
