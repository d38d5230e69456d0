package hearth.app.cli;

import hearth.app.agent.AgentAccess;
import hearth.kernel.DataDir;
import hearth.kernel.DataDirFailedException;
import hearth.kernel.Threads;
import hearth.link.LinkClient;
import hearth.link.LinkFailedException;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.Live;
import hearth.link.wire.NetworkFileRequest;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.WatchRequest;
import hearth.link.wire.Welcome;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileException;
import hearth.network.chain.NetworkFileJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What every command has: where the data is, how to print, and the way to the agent. */
final class Common {
    private static final int REPLY_SECONDS = 120;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The folder that holds everything of this installation.")
    private @Nullable Path dataDir;

    @Option(names = "--json", description = "Print JSON, one document.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    boolean json() {
        return json;
    }

    /** Where results go. */
    PrintWriter out() {
        return commandLine().getOut();
    }

    /** Where progress and faults go. */
    PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli fills this in");
        }
        return spec.commandLine();
    }

    /** A command's folder reaches every command under it. */
    private @Nullable Path chosenDir() {
        if (dataDir != null) {
            return dataDir;
        }
        for (var up = commandLine().getParent(); up != null; up = up.getParent()) {
            if (up.getCommand() instanceof Commanded above && above.common().dataDir != null) {
                return above.common().dataDir;
            }
        }
        return null;
    }

    DataDir data() throws CommandFailedException {
        return data(Optional.ofNullable(chosenDir()));
    }

    /** A data folder by name, or the usual one. */
    static DataDir data(Optional<Path> chosen) throws CommandFailedException {
        try {
            return DataDir.open(
                    chosen.orElseGet(() ->
                            DataDir.usual(
                                    System.getenv(),
                                    System.getProperty("user.home"),
                                    System.getProperty("os.name"))));
        } catch (DataDirFailedException e) {
            throw new CommandFailedException(ExitCode.FAILED, "DATA-1", e.sentence());
        }
    }

    /** Prints the answer: JSON when asked for, else the words. */
    void print(JsonNode asJson, Runnable words) {
        if (json) {
            out().println(asJson.toPrettyString());
        } else {
            words.run();
        }
        out().flush();
    }

    /** A line of progress, on standard error. */
    void progress(String text) {
        err().println(text);
        err().flush();
    }

    /** A command that others stand under. */
    interface Commanded {
        Common common();
    }

    /** What is done with an open link. */
    @FunctionalInterface
    interface Talk<T> {
        T with(Agent agent) throws CommandFailedException, InterruptedException;
    }

    /** Talks to the agent; starts one first when {@code start} says so. */
    <T> T agent(boolean start, Talk<T> talk) throws CommandFailedException, InterruptedException {
        var pushes = new ArrayBlockingQueue<Live>(16);
        try (var threads = Threads.system()) {
            var access = new AgentAccess(data(), "cli", threads);
            try (var client =
                    start ? access.connectOrStart(pushes::offer) : access.connect(pushes::offer)) {
                return talk.with(new Agent(client, pushes));
            } catch (LinkFailedException e) {
                throw new CommandFailedException(
                        e.code().equals("LINK-1") ? ExitCode.NO_AGENT : ExitCode.FAILED,
                        e.code(),
                        e.sentence());
            } catch (IOException e) {
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        "DATA-2",
                        "The data folder cannot be used: " + e.getMessage() + ".");
            }
        }
    }

    /** An open link, for commands that ask one thing after the other. */
    static final class Agent {
        private final LinkClient client;
        private final ArrayBlockingQueue<Live> pushes;

        Agent(LinkClient client, ArrayBlockingQueue<Live> pushes) {
            this.client = client;
            this.pushes = pushes;
        }

        Welcome welcome() {
            return client.welcome();
        }

        /** The network that this machine is in, or would join. */
        NetworkFile networkFile() throws CommandFailedException, InterruptedException {
            var request = NetworkFileRequest.getDefaultInstance();
            var reply = ask(PanelMessage.newBuilder().setNetworkFile(request)).getNetworkFile();
            try {
                return NetworkFileJson.parse(reply.getNetworkFile());
            } catch (NetworkFileException e) {
                throw new CommandFailedException(
                        ExitCode.FAILED, "NETWORK-1", String.valueOf(e.getMessage()));
            }
        }

        AgentMessage ask(PanelMessage.Builder message)
                throws CommandFailedException, InterruptedException {
            return ask(message, _ -> {});
        }

        AgentMessage ask(PanelMessage.Builder message, Consumer<? super AgentMessage> each)
                throws CommandFailedException, InterruptedException {
            return ask(message, each, Duration.ofSeconds(REPLY_SECONDS));
        }

        /** The same for what takes longer than usual. */
        AgentMessage ask(
                PanelMessage.Builder message, Consumer<? super AgentMessage> each, Duration limit)
                throws CommandFailedException, InterruptedException {
            try {
                return client.request(message, each).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof LinkFailedException refused) {
                    throw new CommandFailedException(
                            ExitCode.FAILED, refused.code(), refused.sentence());
                }
                throw new IllegalStateException(e);
            } catch (TimeoutException _) {
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        "LINK-8",
                        "The agent did not answer in " + limit.toMinutes() + " minutes.");
            }
        }

        /** The link's own way of asking, for journeys that ask several things. */
        CompletableFuture<AgentMessage> request(
                PanelMessage.Builder message, Consumer<? super AgentMessage> each) {
            return client.request(message, each);
        }

        /** The next push; asks for pushes first. */
        Live live() throws CommandFailedException, InterruptedException {
            ask(PanelMessage.newBuilder().setWatch(WatchRequest.newBuilder().setOn(true)));
            var live = pushes.poll(10, TimeUnit.SECONDS);
            if (live == null) {
                throw new CommandFailedException(
                        ExitCode.FAILED, "LINK-8", "The agent sent no reading in 10 s.");
            }
            return live;
        }
    }
}
