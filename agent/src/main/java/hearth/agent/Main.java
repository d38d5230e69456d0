package hearth.agent;

import hearth.kernel.AllowForbidden;
import hearth.kernel.DataDir;
import hearth.kernel.DataDirFailedException;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;
import hearth.link.LinkFailedException;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where the agent's process begins. Exit codes: 0 ended as asked, 1 could not start, 2 usage. */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    /** What the command line said. */
    private record Words(Path dataDir, int port) {}

    public static void main(String[] words) {
        Logging.begin();
        System.exit(run(words, Threads.system(), System.out, System.err));
    }

    /** Runs an agent until it is to end, on threads that end with it. */
    @AllowForbidden("the one word to the terminal that starts an agent")
    static int run(String[] words, Threads threads, PrintStream out, PrintStream err) {
        Words said;
        try {
            said = read(words);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println("Usage: hearth agent [--data-dir DIR] [--port N]");
            return USAGE;
        }
        try (threads) {
            var dir = DataDir.open(said.dataDir());
            var held = dir.lock("agent.lock");
            if (held.isEmpty()) {
                err.println(
                        "An agent already runs for "
                                + dir.root()
                                + "; stop it with “hearth agent stop” or choose another --data-dir.");
                return FAILED;
            }
            var ended = new CountDownLatch(1);
            var stopped = new CountDownLatch(1);
            try (var _ = held.get();
                    var graph = new AgentGraph(dir, threads)) {
                graph.start(said.port(), ended::countDown);
                Runtime.getRuntime()
                        .addShutdownHook(
                                Threads.daemon("hearth-shutdown")
                                        .newThread(() -> {
                                            ended.countDown();
                                            awaitQuietly(stopped);
                                        }));
                out.println("The agent runs; its data is in " + dir.root() + ".");
                out.flush();
                ended.await();
            }
            stopped.countDown();
            return 0;
        } catch (DataDirFailedException e) {
            err.println(e.sentence());
        } catch (DatabaseFailedException e) {
            err.println(e.sentence());
        } catch (LinkFailedException e) {
            err.println(e.sentence());
        } catch (AgentFailedException e) {
            err.println(e.sentence());
        } catch (IOException e) {
            err.println("The agent's files cannot be used: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            // The system gives a process that it ends about ten seconds.
            if (!latch.await(8, TimeUnit.SECONDS)) {
                System.err.println("It did not end in time; what it confirmed is on disk.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Words read(String[] words) {
        var dataDir =
                DataDir.usual(
                        System.getenv(),
                        System.getProperty("user.home"),
                        System.getProperty("os.name"));
        int port = 0;
        for (int i = 0; i < words.length; i++) {
            var word = words[i];
            if (word.equals("agent")) {
                continue;
            }
            var equals = word.indexOf('=');
            var name = equals < 0 ? word : word.substring(0, equals);
            var value =
                    equals >= 0
                            ? word.substring(equals + 1)
                            : i + 1 < words.length ? words[++i] : "";
            switch (name) {
                case "--data-dir" -> dataDir = Path.of(value);
                case "--port" -> port = port(value);
                default ->
                        throw new IllegalArgumentException("The agent does not know " + word + ".");
            }
        }
        return new Words(dataDir, port);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "--port takes a number from 0 to 65535, not “" + text + "”.");
    }
}
