package hearth.app.cli;

import hearth.app.join.JoinJourney;
import hearth.app.join.JourneyEvent;
import hearth.app.join.JourneyOutcome;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.wire.Share;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileException;
import hearth.network.chain.NetworkFileJson;
import hearth.wallet.ConsentPrompt;
import hearth.wallet.UnattendedConsent;
import hearth.wallet.Unlocked;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Joins this machine to a network. */
@Command(
        name = "join",
        description = "Joins a network: wallet, stake, node key, registration, worker.")
final class JoinCommand implements Callable<Integer> {
    /** Stakes that --yes agrees to, in tickets. */
    private static final int UNATTENDED_TICKETS = 16;

    @Mixin private final Common common = new Common();
    @Mixin private final WalletAccess access = new WalletAccess();

    @Option(
            names = "--network",
            defaultValue = "practice",
            paramLabel = "practice|FILE",
            description = "The practice network of this computer (default), or a network file.")
    private String network = "practice";

    @Option(
            names = "--tickets",
            paramLabel = "N",
            description = "How many tickets to stake for; default: what this machine holds.")
    private int tickets;

    @Option(names = "--cores", description = "Cores for the slot (default: half of them).")
    private double cores;

    @Option(names = "--memory-gib", description = "Memory for the slot in GiB.")
    private double memory = 2;

    @Option(names = "--disk-gib", description = "Disk for the slot in GiB.")
    private double disk = 10;

    @Override
    public Integer call() throws CommandFailedException, InterruptedException {
        var dir = common.data();
        var plan = new JoinJourney.Plan(networkFile(), tickets, share());
        try (var threads = Threads.system();
                var wallet = access.open(dir, threads)) {
            try (var unlocked = access.unlockOrCreate(wallet, common)) {
                var outcome =
                        common.agent(
                                true,
                                agent ->
                                        new JoinJourney(agent::request, dir, threads, this::told)
                                                .run(
                                                        plan,
                                                        unlocked.account(),
                                                        file -> consent(unlocked, file)));
                return finished(outcome);
            }
        }
    }

    private ConsentPrompt consent(Unlocked unlocked, NetworkFile file) {
        if (!access.yes()) {
            return new TerminalConsent(unlocked);
        }
        var most = Math.max(tickets, UNATTENDED_TICKETS);
        var cap = file.stakePerTicket().value().multiply(BigInteger.valueOf(most));
        return new UnattendedConsent(unlocked, file, new Wei(cap));
    }

    private Optional<String> networkFile() throws CommandFailedException {
        if (network.equals("practice")) {
            return Optional.empty();
        }
        try {
            return Optional.of(NetworkFileJson.write(NetworkFileJson.read(Path.of(network))));
        } catch (NetworkFileException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "NETWORK-1", String.valueOf(e.getMessage()));
        }
    }

    private String lastMove = "";

    private Share share() {
        if (cores <= 0) {
            return Share.getDefaultInstance();
        }
        double gib = 1L << 30;
        return Share.newBuilder()
                .setCores(cores)
                .setMemory((long) (memory * gib))
                .setDisk((long) (disk * gib))
                .build();
    }

    private void told(JourneyEvent event) {
        switch (event) {
            case JourneyEvent.Began _ -> {}
            case JourneyEvent.Moved moved -> {
                // a part tells of its beginning and of its share in the same words
                if (!moved.text().equals(lastMove)) {
                    lastMove = moved.text();
                    common.progress("  " + lastMove);
                }
            }
            case JourneyEvent.Done done -> common.progress("✓ " + done.text());
        }
    }

    private int finished(JourneyOutcome outcome) throws CommandFailedException {
        switch (outcome) {
            case JourneyOutcome.Joined joined -> {
                common.print(
                        WireJson.object()
                                .put("joined", true)
                                .put("nodeId", joined.nodeId())
                                .put("network", joined.networkName())
                                .put("before", joined.before()),
                        () ->
                                common.out()
                                        .println(
                                                "This machine is node "
                                                        + joined.nodeId()
                                                        + " of "
                                                        + joined.networkName()
                                                        + "."));
                return ExitCode.DONE;
            }
            case JourneyOutcome.Stopped stopped ->
                    throw new CommandFailedException(
                            ExitCode.FAILED, stopped.code(), stopped.sentence());
        }
    }
}
