package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.link.Reply;
import hearth.link.wire.FaucetRequest;
import hearth.network.practice.Enclosure;
import hearth.network.practice.Neighbours;
import hearth.network.practice.PracticeFailedException;
import hearth.network.practice.PracticeNetwork;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Turns the practice network on and off, and remembers that it was on and with how many neighbours.
 * Its caller lets in one thread; {@link #running} may be asked by any.
 */
final class PracticeSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(PracticeSwitch.class);

    private final DataDir dir;
    private final Path mark;
    private final Threads threads;
    private final ActivityLog activity;
    private final Settings settings;
    private volatile @Nullable PracticePart practice;

    PracticeSwitch(
            DataDir dir, Path folder, Threads threads, ActivityLog activity, Settings settings) {
        this.dir = dir;
        this.mark = folder.resolve("practice.on");
        this.threads = threads;
        this.activity = activity;
        this.settings = settings;
    }

    /** The practice network, when it runs. */
    Optional<PracticePart> running() {
        return Optional.ofNullable(practice);
    }

    /** Whether it ran when the agent ended. */
    boolean wanted() {
        return Files.exists(mark);
    }

    /** Starts it, or gives the one that runs. Blocks. */
    PracticePart start() throws RequestFailedException, IOException {
        var running = practice;
        if (running != null) {
            return running;
        }
        PracticeNetwork.wantPort(dir, Boolean.parseBoolean(settings.get("practice.port")));
        var named = settings.get("feed.file");
        var codes = named.isEmpty() ? Optional.<Path>empty() : Optional.of(Path.of(named));
        var started = PracticePart.start(dir, codes, threads, activity);
        practice = started;
        if (!Files.exists(mark)) {
            DataDir.write(mark, new byte[0]);
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.INFO,
                    "The practice network runs",
                    "Two local chains, Hearth’s contracts and a gatekeeper, on this computer only.",
                    "network",
                    "");
        }
        sayWhoReaches(started.network().enclosure());
        return started;
    }

    private void sayWhoReaches(Enclosure enclosure) {
        switch (enclosure) {
            case Enclosure.Sealed _ -> LOG.info("the practice chains have no port");
            case Enclosure.OnPort(String why) ->
                    activity.add(
                            ActivityLog.Kind.NETWORK,
                            ActivityLog.Level.WARNING,
                            "The practice chains listen on ports of this computer",
                            "Every program and every web page open here can change the practice"
                                    + " money, because "
                                    + why
                                    + ". It is worth nothing elsewhere.",
                            "network",
                            "");
        }
    }

    /**
     * Has at least so many nodes take part, this machine's own counted in; what was asked for
     * before stays.
     */
    void neighbours(int nodes, Reply reply) throws RequestFailedException, IOException {
        int before = neighbours();
        int count = Math.max(Math.min(nodes - 1, Neighbours.MOST), before);
        if (count > before) {
            reply.progress("neighbours", "Registering " + count + " more nodes", -1);
            DataDir.write(mark, Integer.toString(count).getBytes(StandardCharsets.US_ASCII));
        }
        part().neighbours(dir, count);
    }

    /** Has those of before take part again. */
    void neighboursAgain() throws RequestFailedException, IOException {
        part().neighbours(dir, neighbours());
    }

    /** How many neighbours were asked for; 0 for none. */
    private int neighbours() throws IOException {
        var kept = DataDir.read(mark, 8);
        try {
            return kept.map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                    .filter(text -> !text.isBlank())
                    .map(text -> Math.clamp(Integer.parseInt(text.strip()), 0, Neighbours.MOST))
                    .orElse(0);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** Ends it; its chain is kept. */
    void stop() throws IOException {
        Files.deleteIfExists(mark);
        var running = practice;
        practice = null;
        if (running != null) {
            running.close();
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.INFO,
                    "The practice network is stopped",
                    "Its chain is kept for the next start.");
        }
    }

    /** Deletes its chains and keys, once it is stopped. */
    void wipe(Reply reply) throws RequestFailedException {
        reply.progress("wipe", "Deleting its chains and keys", -1);
        try {
            PracticeNetwork.reset(dir, threads);
        } catch (PracticeFailedException e) {
            throw new RequestFailedException("PRACTICE-4", String.valueOf(e.getMessage()), e);
        }
        activity.add(
                ActivityLog.Kind.NETWORK,
                ActivityLog.Level.INFO,
                "The practice network was reset",
                "Its chains, coins and keys are gone.");
    }

    /** Gives practice coins. Blocks. */
    void faucet(FaucetRequest request) throws RequestFailedException {
        try {
            part().network().faucet(new Address(request.getOwner()));
        } catch (PracticeFailedException e) {
            throw new RequestFailedException("PRACTICE-6", String.valueOf(e.getMessage()), e);
        }
    }

    private PracticePart part() throws RequestFailedException {
        return running()
                .orElseThrow(() ->
                        new RequestFailedException(
                                "PRACTICE-5",
                                "The practice network does not run; start it with “hearth practice"
                                        + " start”."));
    }

    /** Ends it without forgetting that it was on. */
    void close() {
        var running = practice;
        practice = null;
        if (running != null) {
            running.close();
        }
    }
}
