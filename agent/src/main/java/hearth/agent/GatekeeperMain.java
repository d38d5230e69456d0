package hearth.agent;

import hearth.kernel.AllowForbidden;
import hearth.kernel.DataDir;
import hearth.kernel.DataDirFailedException;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;
import hearth.link.LinkFailedException;
import hearth.network.chain.GatekeeperDoor;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileException;
import hearth.network.chain.NetworkFileJson;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a gatekeeper's process begins: {@code hearth gatekeeper init} makes its keys, {@code hearth
 * gatekeeper run} is the gatekeeper. Exit codes: 0 ended as asked, 1 could not start, 2 usage.
 */
public final class GatekeeperMain {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final String HOW =
            """
            Usage: hearth gatekeeper init --endpoint HOST:PORT [--data-dir DIR]
                   hearth gatekeeper run --network FILE [--listen HOST:PORT] [--data-dir DIR]\
            """;

    private final PrintStream out;
    private final PrintStream err;

    private GatekeeperMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** What the command line said. */
    private static final class Words {
        private String verb = "";
        private Path dataDir =
                DataDir.usual(
                        System.getenv(),
                        System.getProperty("user.home"),
                        System.getProperty("os.name"));
        private @Nullable String endpoint;
        private @Nullable Path network;
        private @Nullable String listen;

        static Words read(String[] said) {
            var words = new Words();
            for (int i = 0; i < said.length; i++) {
                var word = said[i];
                if (word.equals("gatekeeper")) {
                    continue;
                }
                if (!word.startsWith("--")) {
                    if (!words.verb.isEmpty()) {
                        throw new IllegalArgumentException("Say init or run, not both.");
                    }
                    words.verb = word;
                    continue;
                }
                int equals = word.indexOf('=');
                var name = equals < 0 ? word : word.substring(0, equals);
                var value =
                        equals >= 0
                                ? word.substring(equals + 1)
                                : i + 1 < said.length ? said[++i] : "";
                if (value.isEmpty()) {
                    throw new IllegalArgumentException(name + " needs a value.");
                }
                switch (name) {
                    case "--data-dir" -> words.dataDir = Path.of(value);
                    case "--network" -> words.network = Path.of(value);
                    case "--endpoint" -> words.endpoint = value;
                    case "--listen" -> words.listen = value;
                    default ->
                            throw new IllegalArgumentException(
                                    "The gatekeeper does not know " + word + ".");
                }
            }
            return words;
        }
    }

    @AllowForbidden("the words to the terminal that starts a gatekeeper")
    public static void main(String[] words) {
        Logging.begin();
        System.exit(new GatekeeperMain(System.out, System.err).run(words));
    }

    private int run(String[] said) {
        try (var threads = Threads.system()) {
            var words = Words.read(said);
            var dir = DataDir.open(words.dataDir);
            var held = dir.lock("gatekeeper.lock");
            if (held.isEmpty()) {
                err.println("A gatekeeper already runs for " + dir.root() + ".");
                return FAILED;
            }
            try (var _ = held.get()) {
                return switch (words.verb) {
                    case "init" -> init(dir, words, threads);
                    case "run" -> run(dir, words, threads);
                    default -> throw new IllegalArgumentException("Say init or run.");
                };
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(HOW);
            return USAGE;
        } catch (DataDirFailedException e) {
            err.println(e.sentence());
        } catch (DatabaseFailedException e) {
            err.println(e.sentence());
        } catch (LinkFailedException e) {
            err.println(e.sentence() + " [" + e.code() + "]");
        } catch (AgentFailedException e) {
            err.println(e.sentence());
        } catch (NetworkFileException e) {
            err.println(e.getMessage() + " [NETWORK-1]");
        } catch (IOException e) {
            err.println("The gatekeeper's files cannot be used: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    /** Makes the keys, or finds them, and prints this gatekeeper's entry of a network file. */
    private int init(DataDir dir, Words words, Threads threads)
            throws IOException, LinkFailedException {
        if (words.endpoint == null) {
            throw new IllegalArgumentException("init needs --endpoint, where nodes will ask.");
        }
        var keys = GatekeeperGraph.Keys.in(dir, threads);
        out.println(
                NetworkFileJson.write(
                        GatekeeperDoor.at(
                                keys.key().address(),
                                words.endpoint,
                                PeerLine.hash(keys.identity().pin()))));
        out.flush();
        return 0;
    }

    private int run(DataDir dir, Words words, Threads threads)
            throws IOException,
                    LinkFailedException,
                    AgentFailedException,
                    DatabaseFailedException,
                    NetworkFileException,
                    InterruptedException {
        if (words.network == null) {
            throw new IllegalArgumentException("run needs --network, the network's file.");
        }
        var file = NetworkFileJson.read(words.network);
        var keys = GatekeeperGraph.Keys.in(dir, threads);
        var ended = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var broken = new AtomicBoolean();
        Runnable whenBroken =
                () -> {
                    broken.set(true);
                    ended.countDown();
                };
        try (var graph =
                new GatekeeperGraph(
                        dir, file, keys, listen(words, file, keys), whenBroken, threads)) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            Threads.daemon("hearth-shutdown")
                                    .newThread(() -> {
                                        ended.countDown();
                                        Main.awaitQuietly(stopped);
                                    }));
            out.println(
                    "Gatekeeper "
                            + keys.key().address()
                            + " of “"
                            + file.name()
                            + "” listens on port "
                            + graph.port()
                            + ".");
            out.flush();
            ended.await();
        }
        stopped.countDown();
        if (broken.get()) {
            err.println("The gatekeeper cannot go on; the line before says why. [GATE-2]");
        }
        return broken.get() ? FAILED : 0;
    }

    /** Where to listen: as said, else where the network file sends nodes. */
    private static InetSocketAddress listen(
            Words words, NetworkFile file, GatekeeperGraph.Keys keys) throws AgentFailedException {
        var own = keys.key().address();
        var pin = PeerLine.hash(keys.identity().pin());
        var door =
                words.listen == null
                        ? file.doors().stream()
                                .filter(one -> one.gatekeeper().equals(own))
                                .findFirst()
                                .orElseThrow(() -> GatekeeperGraph.notNamed(own))
                        : GatekeeperDoor.at(own, words.listen, pin);
        return new InetSocketAddress(door.host(), door.port());
    }
}
