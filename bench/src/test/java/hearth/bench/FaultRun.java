package hearth.bench;

import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFileException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Faults in bursts over a running installation. Which ones and when is decided by a burst's seed
 * alone; what each meets depends on the machine, so a seed replays the plan, not the microsecond.
 */
final class FaultRun {
    private static final Duration RECOVERY = Duration.ofMinutes(6);
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final Duration READABLE = Duration.ofSeconds(12);

    /** By so much a burst gets longer with each fault; most last longer. */
    private static final int APART_MILLIS = 1_500;

    private final Installation home;
    private final Confirmed confirmed;
    private final long nodeId;
    private final Lock door = new ReentrantLock();
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private int missed;
    private int silent;

    /** What happens when, from the burst's begin on. */
    private record Planned(int millis, Mishap mishap) {}

    FaultRun(Installation home, long nodeId) throws NetworkFileException {
        this.home = home;
        this.nodeId = nodeId;
        confirmed = new Confirmed(home);
    }

    /** How often each fault happened. */
    Map<Fault, Integer> done() {
        return done;
    }

    /** Faults that found their victim gone. */
    int missed() {
        return missed;
    }

    /** Faults behind which the chain could not be asked: the look behind the burst is theirs. */
    int silent() {
        return silent;
    }

    Confirmed confirmed() {
        return confirmed;
    }

    /**
     * Lets faults happen close together, each with a look at the chain behind it; then waits until
     * the node works again, and compares everything.
     */
    void burst(long seed, int size) throws InterruptedException {
        long verified = home.verified();
        System.err.println(
                "burst of " + size + ", seed " + seed + ", " + verified + " units verified");
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var one : plan(seed, size)) {
                running.add(
                        threads.submit(() -> {
                            Mishap.pause(one.millis());
                            strikes(one.mishap(), begin);
                            chainHolds();
                            return null;
                        }));
            }
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("in the burst of seed " + seed, e.getCause());
        }
        double over = seconds(begin);
        recovers(verified);
        double recovered = seconds(begin);
        settles();
        System.err.printf(
                Locale.ROOT,
                "  over after %.1f s, recovered after %.1f s, compared after %.1f s%n",
                over,
                recovered,
                seconds(begin));
    }

    private List<Planned> plan(long seed, int size) {
        var random = generator(seed);
        var plan = new ArrayList<Planned>();
        int longest = Mishap.LONGEST_PAUSE_MILLIS + (size - 1) * APART_MILLIS;
        for (int i = 0; i < size; i++) {
            var fault = any(random);
            int at = random.nextInt(longest);
            plan.add(new Planned(at, new Mishap(home, fault, generator(random.nextLong()), door)));
        }
        plan.sort(Comparator.comparingInt(Planned::millis));
        return plan;
    }

    /** The same for a seed wherever this computer has what it takes. */
    private static Fault any(RandomGenerator random) {
        var all = Fault.values();
        var fault = all[random.nextInt(all.length)];
        while (!Mishap.possible(fault)) {
            fault = all[random.nextInt(all.length)];
        }
        return fault;
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private void strikes(Mishap mishap, long begin) throws IOException, InterruptedException {
        double from = seconds(begin);
        boolean met = mishap.happens();
        String words =
                String.format(
                        Locale.ROOT,
                        "  %.1f to %.1f s %s%s",
                        from,
                        seconds(begin),
                        mishap.fault(),
                        met ? "" : " met nobody");
        synchronized (done) {
            System.err.println(words);
            if (met) {
                done.merge(mishap.fault(), 1, Integer::sum);
            } else {
                missed++;
            }
        }
    }

    /** What the chain alone says holds, unless other faults keep it from being asked. */
    private void chainHolds() {
        long begin = System.nanoTime();
        List<String> wrong;
        do {
            try {
                wrong = confirmed.lookAtChain();
                if (wrong.isEmpty()) {
                    return;
                }
            } catch (ChainFailedException e) {
                wrong = List.of(); // it is dead, frozen or cut off
            }
            Mishap.pause(500);
        } while (System.nanoTime() - begin < READABLE.toNanos());
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join("\n", wrong));
        }
        synchronized (done) {
            System.err.println("  the chain could not be asked");
            silent++;
        }
    }

    /** The node works again: as itself, and for more than the rounds that were under way. */
    private void recovers(long verified) {
        home.wake();
        long begin = System.nanoTime();
        home.until("an agent that answers", begin, RECOVERY, _ -> home.verified() >= verified);
        long before = home.verified();
        home.until(
                "verified units beyond " + before,
                begin,
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
                    SETTLED,
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
