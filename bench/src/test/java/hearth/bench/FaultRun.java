package hearth.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * Faults at random moments over a running installation. Which ones and when is decided by the seed
 * alone; what each meets depends on the machine, so a seed replays the plan, not the microsecond.
 */
final class FaultRun {
    private static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final int LONGEST_PAUSE_MILLIS = 6_000;
    private static final long DAYS = Duration.ofDays(2).toSeconds();
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    /** Without the program that limits files, what it does is left out. */
    private static final List<Fault> ALL =
            Stream.of(Fault.values())
                    .filter(one -> one != Fault.DISK_FULL || Files.isExecutable(PRLIMIT))
                    .toList();

    private final Installation home;
    private final Confirmed confirmed;
    private final RandomGenerator random;
    private final long nodeId;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

    FaultRun(Installation home, long nodeId, long seed) {
        this.home = home;
        this.nodeId = nodeId;
        confirmed = new Confirmed(home);
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** How often each fault happened. */
    Map<Fault, Integer> done() {
        return done;
    }

    Confirmed confirmed() {
        return confirmed;
    }

    /** Lets one fault happen, waits until the node works again, and compares. */
    void next() throws IOException, InterruptedException {
        var fault = ALL.get(random.nextInt(ALL.size()));
        pause(random.nextInt(LONGEST_PAUSE_MILLIS));
        long before = home.verified();
        System.err.println("fault " + fault + ", " + before + " units verified");
        happen(fault);
        done.merge(fault, 1, Integer::sum);
        recovers(before);
        settles();
    }

    private void happen(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case AGENT_KILLED -> kill(List.of(home.agent()));
            case WORKER_KILLED -> kill(List.of(home.worker()));
            case SETTLEMENT_CHAIN_KILLED -> kill(List.of(home.chain("settlement")));
            case SOURCE_CHAIN_KILLED -> kill(List.of(home.chain("source")));
            case ALL_KILLED -> {
                var all = new ArrayList<ProcessHandle>();
                all.add(home.agent());
                home.agent().descendants().forEach(all::add);
                all.add(home.chain("settlement"));
                all.add(home.chain("source"));
                kill(all);
            }
            case AGENT_FROZEN -> freeze(home.agent());
            case WORKER_FROZEN -> freeze(home.worker());
            case SETTLEMENT_CHAIN_FROZEN -> freeze(home.chain("settlement"));
            case CLAIM_KILLED -> cutClaim();
            case HISTORY_DAMAGED -> {
                kill(List.of(home.agent()));
                damage(home.data().resolve("agent/history.db"));
            }
            case HISTORY_TRUNCATED -> {
                kill(List.of(home.agent()));
                truncate(home.data().resolve("agent/history.db"));
            }
            case CLOCK_JUMPED -> {
                home.setClock(Duration.ofSeconds(random.nextLong(-DAYS, DAYS)));
                pause(2_000 + random.nextInt(LONGEST_PAUSE_MILLIS));
                home.setClock(Duration.ZERO);
            }
            case DISK_FULL -> {
                var agent = home.agent();
                fileSizes(agent, "0:unlimited");
                pause(2_000 + random.nextInt(LONGEST_PAUSE_MILLIS));
                fileSizes(agent, "unlimited:unlimited");
                kill(List.of(agent));
            }
            case CHAIN_CUT -> between(BentChain.Way.CUT);
            case CHAIN_LIES ->
                    between(
                            random.nextBoolean()
                                    ? BentChain.Way.NO_SUCCESS
                                    : BentChain.Way.OTHER_HASHES);
        }
    }

    /** An agent that is started meanwhile has something between itself and the chain. */
    private void between(BentChain.Way way) throws IOException, InterruptedException {
        try (var chain = BentChain.before(home.data().resolve("agent/practice/settlement.ipc"))) {
            kill(List.of(home.agent()));
            home.json("practice", "start");
            chain.bend(way);
            pause(2_000 + random.nextInt(LONGEST_PAUSE_MILLIS));
        }
    }

    /** Limits how far the files of a process may reach: what is written beyond fails. */
    private static void fileSizes(ProcessHandle process, String limit)
            throws IOException, InterruptedException {
        var set =
                new ProcessBuilder(
                                PRLIMIT.toString(), "--pid", "" + process.pid(), "--fsize=" + limit)
                        .inheritIO()
                        .start();
        if (set.waitFor() != 0 && process.isAlive()) {
            throw new IOException("prlimit did not reach " + process.pid());
        }
    }

    private void truncate(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(random.nextLong(channel.size() + 1));
        }
    }

    /** A pause that ends when the process does, which it is not expected to. */
    private void pause(int millis) throws InterruptedException {
        var never = new CompletableFuture<Void>();
        never.completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).join();
    }

    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        for (var one : processes) {
            one.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    private void freeze(ProcessHandle process) throws IOException, InterruptedException {
        signal("-STOP", process);
        try {
            pause(2_000 + random.nextInt(LONGEST_PAUSE_MILLIS));
        } finally {
            signal("-CONT", process);
        }
    }

    private static void signal(String name, ProcessHandle process)
            throws IOException, InterruptedException {
        var sent = new ProcessBuilder("kill", name, "" + process.pid()).inheritIO().start();
        if (sent.waitFor() != 0 && process.isAlive()) {
            throw new IOException("kill " + name + " did not reach " + process.pid());
        }
    }

    private void cutClaim() throws IOException, InterruptedException {
        var claim =
                home.start(
                        "claim",
                        "--all",
                        "--passphrase-file",
                        home.passphrase().toString(),
                        "--yes");
        claim.waitFor(random.nextInt(2 * LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
        claim.destroyForcibly().waitFor();
    }

    /** Changes one byte, anywhere behind the first hundred; the file may be gone or short. */
    private void damage(Path file) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < 200) {
                return;
            }
            long at = random.nextLong(100, channel.size());
            var one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) ~one.get(0)).rewind();
            channel.write(one, at);
        }
    }

    /** The node works again: as itself, and for more than the rounds that were under way. */
    private void recovers(long before) {
        if (home.run("status").exit() != Installation.DONE) {
            home.json("practice", "start");
        }
        home.until(
                "verified units beyond " + before,
                System.nanoTime(),
                RECOVERY,
                status ->
                        status.path("network").path("nodeId").asLong() == nodeId
                                && status.path("network").path("joined").asBoolean()
                                && home.verified() > before + 500);
    }

    /** The figures of agent and chain are read one after the other; they agree soon or never. */
    private void settles() {
        List<String> wrong = new ArrayList<>();
        try {
            home.until(
                    "agreement of agent and chain",
                    System.nanoTime(),
                    Duration.ofMinutes(1),
                    _ -> {
                        wrong.clear();
                        wrong.addAll(confirmed.look());
                        return wrong.isEmpty();
                    });
        } catch (AssertionError e) {
            throw new AssertionError(String.join("\n", wrong), e);
        }
    }
}
