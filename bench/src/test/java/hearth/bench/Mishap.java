package hearth.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One fault while it happens. Others may happen at the same time, so its victim can be gone when it
 * begins and can die before it ends.
 *
 * @param luck decides all that is left open: how long, how far, where
 * @param door held by the one that stands between the settlement chain and its callers
 */
record Mishap(Installation home, Fault fault, RandomGenerator luck, Lock door) {
    static final int LONGEST_PAUSE_MILLIS = 6_000;

    private static final Duration VICTIM = Duration.ofSeconds(15);
    private static final Duration SIGNED = Duration.ofSeconds(40);
    private static final long DAYS = Duration.ofDays(2).toSeconds();
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    /** A victim did not come back in time for being struck. */
    private static final class NobodyMetException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Whether this computer has what it takes. */
    static boolean possible(Fault fault) {
        return fault != Fault.DISK_FULL || Files.isExecutable(PRLIMIT);
    }

    /**
     * Blocks until it is over; what it broke stays broken.
     *
     * @return whether it met its victim
     */
    boolean happens() throws IOException, InterruptedException {
        try {
            strike();
            return true;
        } catch (NobodyMetException e) {
            return false;
        }
    }

    private void strike() throws IOException, InterruptedException, NobodyMetException {
        switch (fault) {
            case AGENT_KILLED -> kill(agent());
            case WORKER_KILLED -> kill(worker());
            case SETTLEMENT_CHAIN_KILLED -> kill(chain("settlement"));
            case SOURCE_CHAIN_KILLED -> kill(chain("source"));
            case ALL_KILLED -> {
                var agent = agent();
                var chains =
                        Stream.of("settlement", "source")
                                .flatMap(name -> home.runningChain(name).stream());
                kill(
                        Stream.of(Stream.of(agent), agent.descendants(), chains)
                                .flatMap(part -> part)
                                .toArray(ProcessHandle[]::new));
            }
            case AGENT_FROZEN -> freeze(agent());
            case WORKER_FROZEN -> freeze(worker());
            case SETTLEMENT_CHAIN_FROZEN -> freeze(chain("settlement"));
            case CLAIM_KILLED -> cutClaim();
            case HISTORY_DAMAGED, HISTORY_TRUNCATED -> spoilHistory();
            case CLOCK_JUMPED -> {
                home.setClock(Duration.ofSeconds(luck.nextLong(-DAYS, DAYS)));
                pause(some());
                home.setClock(Duration.ZERO);
            }
            case DISK_FULL -> {
                var agent = agent();
                fileSizes(agent, "0:unlimited");
                pause(some());
                fileSizes(agent, "unlimited:unlimited");
                kill(agent);
            }
            case CHAIN_CUT -> between(BentChain.Way.CUT);
            case CHAIN_LIES ->
                    between(
                            luck.nextBoolean()
                                    ? BentChain.Way.NO_SUCCESS
                                    : BentChain.Way.OTHER_HASHES);
        }
    }

    private ProcessHandle agent() throws NobodyMetException {
        return victim(home::runningAgent);
    }

    private ProcessHandle worker() throws NobodyMetException {
        return victim(home::runningWorker);
    }

    private ProcessHandle chain(String name) throws NobodyMetException {
        return victim(() -> home.runningChain(name));
    }

    /** Who was struck by another fault shortly before comes back, mostly. */
    private <T> T victim(Supplier<Optional<T>> now) throws NobodyMetException {
        long begin = System.nanoTime();
        home.wake();
        var found = now.get();
        while (found.isEmpty()) {
            if (System.nanoTime() - begin > VICTIM.toNanos()) {
                throw new NobodyMetException();
            }
            pause(100);
            home.wake();
            found = now.get();
        }
        return found.get();
    }

    /** From two to eight seconds, in milliseconds. */
    private int some() {
        return 2_000 + luck.nextInt(LONGEST_PAUSE_MILLIS);
    }

    /** An agent that is started meanwhile has something between itself and the chain. */
    private void between(BentChain.Way way)
            throws IOException, InterruptedException, NobodyMetException {
        var socket = home.data().resolve("agent/practice/settlement.ipc");
        door.lockInterruptibly();
        try {
            chain("settlement");
            var place = victim(() -> Optional.of(socket).filter(Files::exists));
            try (var bent = BentChain.before(place)) {
                kill(agent());
                home.wake();
                bent.bend(way);
                pause(some());
            }
        } finally {
            door.unlock();
        }
    }

    /** Limits how far the files of a process may reach: what is written beyond fails. */
    private static void fileSizes(ProcessHandle process, String limit)
            throws IOException, InterruptedException {
        reach(process, PRLIMIT.toString(), "--pid", "" + process.pid(), "--fsize=" + limit);
    }

    /** A program that does something to a process; only to one that died it may fail. */
    private static void reach(ProcessHandle process, String... words)
            throws IOException, InterruptedException {
        var tried = new ProcessBuilder(words).redirectError(Redirect.DISCARD).start();
        if (tried.waitFor() != 0 && !ends(process)) {
            throw new IOException(String.join(" ", words) + " did not reach its process");
        }
    }

    /** One that was killed counts as alive until the system has cleared it away. */
    private static boolean ends(ProcessHandle process) {
        var alive = process.onExit().thenApply(_ -> true);
        return alive.completeOnTimeout(false, 5, TimeUnit.SECONDS).join();
    }

    /** A pause that nothing ends earlier. */
    static void pause(int millis) {
        var never = new CompletableFuture<Void>();
        never.completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).join();
    }

    private static void kill(ProcessHandle... processes) {
        for (var one : processes) {
            one.destroyForcibly();
        }
        for (var one : processes) {
            one.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    private void freeze(ProcessHandle process) throws IOException, InterruptedException {
        reach(process, "kill", "-STOP", "" + process.pid());
        try {
            pause(some());
        } finally {
            reach(process, "kill", "-CONT", "" + process.pid());
        }
    }

    /**
     * At any time, or behind the moment at which what was signed is noted before it is sent; the
     * owner tries that again where agent or chain are away.
     */
    private void cutClaim() throws IOException, InterruptedException, NobodyMetException {
        boolean signed = luck.nextBoolean();
        int millis = luck.nextInt(signed ? 2_000 : 2 * LONGEST_PAUSE_MILLIS);
        long begin = System.nanoTime();
        do {
            home.wake();
            var before = noted();
            var claim =
                    home.start(
                            "claim",
                            "--all",
                            "--passphrase-file",
                            home.passphrase().toString(),
                            "--yes");
            try {
                if (!signed || signs(claim, before)) {
                    claim.waitFor(millis, TimeUnit.MILLISECONDS);
                    return;
                }
            } finally {
                claim.destroyForcibly().waitFor();
            }
        } while (System.nanoTime() - begin < SIGNED.toNanos());
        throw new NobodyMetException();
    }

    /** Waits until a claim has signed, or ends without. */
    private boolean signs(Process claim, FileTime before) throws IOException, InterruptedException {
        boolean alive = true;
        while (alive && noted().equals(before)) {
            alive = !claim.waitFor(5, TimeUnit.MILLISECONDS);
        }
        return alive;
    }

    /** When an account's list of what it sent was last changed. */
    private FileTime noted() throws IOException {
        var last = FileTime.fromMillis(0);
        try (var lists = Files.newDirectoryStream(home.data().resolve("wallet"), "sent-*.json")) {
            for (var list : lists) {
                var changed = Files.getLastModifiedTime(list);
                last = changed.compareTo(last) > 0 ? changed : last;
            }
        } catch (NoSuchFileException e) {
            return last; // it is being replaced
        }
        return last;
    }

    /** The readings' file of an agent that was killed, before its owner starts it again. */
    private void spoilHistory() throws IOException, NobodyMetException {
        var file = home.data().resolve("agent/history.db");
        synchronized (home) {
            kill(agent());
            if (!Files.exists(file)) {
                return; // killed before it was made again
            }
            fold(file);
            try (var channel =
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                if (fault == Fault.HISTORY_TRUNCATED) {
                    channel.truncate(luck.nextLong(channel.size() + 1));
                } else {
                    damage(channel);
                }
            }
        }
    }

    /** Brings the file up to date by itself: else its journal beside it repairs all of it. */
    private static void fold(Path file) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            System.err.println("  the readings' file is damaged already: " + e.getMessage());
        }
    }

    /** Changes one byte, anywhere behind the first hundred; the file may be short. */
    private void damage(FileChannel channel) throws IOException {
        if (channel.size() < 200) {
            return;
        }
        long at = luck.nextLong(100, channel.size());
        var one = ByteBuffer.allocate(1);
        channel.read(one, at);
        one.put(0, (byte) ~one.get(0)).rewind();
        channel.write(one, at);
    }
}
