package hearth.agent;

import hearth.kernel.DataDir;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NodeKey;
import hearth.network.chain.Registry;
import hearth.network.work.AssignedUnit;
import hearth.network.work.AssignedWork;
import hearth.network.work.GatekeeperAccess;
import hearth.network.work.NodeIdentity;
import hearth.network.work.NodeJournal;
import hearth.network.work.NodeSession;
import hearth.network.work.UnitAnswer;
import hearth.network.work.WorkFailedException;
import hearth.workers.risk.child.WorkerFailedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that runs while this machine is a node of a network. */
final class NodeWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeWork.class);
    private static final int SECRET_BYTES = 32;
    private static final String PAYOUT_CHANGES = "NETWORK-5";
    private static final String GATEKEEPERS = "NETWORK-6";

    private final NetworkSeat seat;
    private final WorkerSeat worker;
    private final WorkLoop loop;
    private final NodeJournal journal;
    private final RoundLog rounds;
    private final FirstSteps firstSteps;
    private final Supplier<Optional<PracticePart>> practice;
    private final Optional<RemoteNetwork> remote;
    private final ActivityLog activity;
    private volatile Membership membership;
    private boolean unreachable;
    private boolean deserted;
    private Optional<Optional<Registry.ComingPayout>> warnedOf = Optional.empty();

    private NodeWork(
            NetworkSeat seat,
            WorkerSeat worker,
            WorkLoop loop,
            NodeJournal journal,
            RoundLog rounds,
            FirstSteps firstSteps,
            Supplier<Optional<PracticePart>> practice,
            Optional<RemoteNetwork> remote,
            ActivityLog activity,
            Membership membership) {
        this.remote = remote;
        this.seat = seat;
        this.worker = worker;
        this.loop = loop;
        this.journal = journal;
        this.rounds = rounds;
        this.firstSteps = firstSteps;
        this.practice = practice;
        this.activity = activity;
        this.membership = membership;
    }

    /** Starts the worker and the rounds; returns soon. */
    static NodeWork begin(
            DataDir dir,
            Membership membership,
            NetworkFile file,
            NodeKey key,
            Supplier<Optional<PracticePart>> practice,
            Threads threads,
            ActivityLog activity)
            throws IOException, DatabaseFailedException {
        var folder = dir.folder("agent");
        var seat = new NetworkSeat(file, threads.time());
        var rounds = rounds(folder, file, threads);
        var journal = journal(folder, seat, threads, activity);
        var firstSteps = firstSteps(folder, threads);
        // On a practice chain everything is new; elsewhere the past belongs to others.
        var worker =
                WorkerSeat.start(
                        dir,
                        file.source(),
                        membership.practice() ? 0 : -1,
                        membership.share(),
                        threads);
        worker.pause(membership.paused());
        var remote =
                membership.practice()
                        ? Optional.<RemoteNetwork>empty()
                        : Optional.of(
                                RemoteNetwork.open(
                                        folder, seat, membership.nodeId(), key, threads));
        Supplier<Optional<? extends GatekeeperAccess>> gatekeeper =
                () ->
                        membership.practice()
                                ? practice.get().map(part -> part.gatekeeper().access())
                                : remote.map(RemoteNetwork::access);
        // receipts are taken in the first 60 % of a round: what is not answered by half is left out
        var limit = file.parameters().round().dividedBy(2);
        AssignedWork assigned = (units, seed) -> answers(worker, units, seed, limit);
        var identity = new NodeIdentity(membership.nodeId(), key, secret(folder));
        var session =
                new NodeSession(identity, journal, assigned, file.council(), PracticePart.model());
        var loop =
                new WorkLoop(
                        session,
                        gatekeeper,
                        worker::paused,
                        worker.worker()::ready,
                        rounds,
                        firstSteps,
                        threads,
                        activity);
        loop.start();
        return new NodeWork(
                seat,
                worker,
                loop,
                journal,
                rounds,
                firstSteps,
                practice,
                remote,
                activity,
                membership);
    }

    static RoundLog rounds(Path folder, NetworkFile file, Threads threads)
            throws IOException, DatabaseFailedException {
        var settlement = file.settlement();
        return new RoundLog(
                folder.resolve("rounds.db"),
                WorkLoop.networkName(settlement.chainId(), settlement.genesisHash()),
                threads.time());
    }

    static FirstSteps firstSteps(Path folder, Threads threads) throws IOException {
        return new FirstSteps(folder.resolve("first-steps"), threads.time());
    }

    private static List<Optional<UnitAnswer>> answers(
            WorkerSeat worker, List<AssignedUnit> units, Hash32 seed, Duration limit)
            throws WorkFailedException, InterruptedException {
        try {
            var failure = new WorkerFailedException[1];
            var answers =
                    UnitWork.answers(
                            units,
                            seed,
                            (asked, under) -> {
                                try {
                                    return worker.worker().execute(asked, under, limit);
                                } catch (WorkerFailedException e) {
                                    failure[0] = e;
                                    return List.of();
                                }
                            });
            if (failure[0] != null) {
                throw failure[0];
            }
            return answers;
        } catch (WorkerFailedException e) {
            throw new WorkFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The record of what was signed. After a damaged one nothing is signed for the epoch that was
     * open, nor before; while that is not known, the damaged one stays where it is.
     */
    private static NodeJournal journal(
            Path folder, NetworkSeat seat, Threads threads, ActivityLog activity)
            throws DatabaseFailedException {
        var file = folder.resolve("journal.db");
        var journal = NodeJournal.open(file, threads.time());
        var aside = journal.movedAside();
        if (aside.isEmpty()) {
            return journal;
        }
        try {
            // the gatekeepers' count, which stands still while nobody runs: not the chain's clock
            journal.refuseUpTo(seat.pool().lastEpoch() + 1);
        } catch (ChainFailedException | WorkFailedException e) {
            putBack(journal, aside.get(), file);
            throw new DatabaseFailedException(
                    "The record of signed work is damaged and the chain’s epoch cannot be read: "
                            + e.getMessage(),
                    e);
        }
        activity.add(
                ActivityLog.Kind.WORK,
                ActivityLog.Level.WARNING,
                "The record of signed work was damaged",
                "It was moved aside; nothing is signed for the epoch that was open.");
        return journal;
    }

    /** So that the next start finds the damage again instead of an empty record. */
    private static void putBack(NodeJournal journal, Path aside, Path file)
            throws DatabaseFailedException {
        try {
            journal.close();
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (SQLException | IOException e) {
            throw new DatabaseFailedException(
                    "The damaged record of signed work is " + aside + "; put it back as " + file,
                    e);
        }
    }

    /** What the salts of receipts are made from; made once, private to this node. */
    private static byte[] secret(Path folder) throws IOException {
        var file = folder.resolve("salt.secret");
        var kept = DataDir.read(file, SECRET_BYTES);
        if (kept.isPresent() && kept.get().length == SECRET_BYTES) {
            return kept.get();
        }
        var fresh = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(fresh);
        DataDir.write(file, fresh);
        return Arrays.copyOf(fresh, fresh.length);
    }

    Membership membership() {
        return membership;
    }

    NetworkSeat seat() {
        return seat;
    }

    WorkerSeat worker() {
        return worker;
    }

    RoundLog rounds() {
        return rounds;
    }

    /** What the rewards are made from. */
    RewardsPart.Books books() {
        return new RewardsPart.Books(
                seat,
                membership,
                membership.practice() ? practice.get().map(PracticePart::gatekeeper) : remote,
                rounds,
                firstSteps);
    }

    void pause(Membership next) {
        membership = next;
        worker.pause(next.paused());
    }

    /** Tells of a change of payout while its owner can still take it back. */
    private void warnOf(Optional<Registry.ComingPayout> coming) {
        if (Optional.of(coming).equals(warnedOf)) {
            return;
        }
        warnedOf = Optional.of(coming);
        activity.settle(PAYOUT_CHANGES);
        coming.ifPresent(change ->
                activity.add(
                        ActivityLog.Kind.NETWORK,
                        ActivityLog.Level.WARNING,
                        "Your rewards will go to another address",
                        Addresses.checksummed(change.payout())
                                + " is paid from "
                                + change.from()
                                + " on. If that was not you, somebody has your key: take it back"
                                + " with “hearth wallet payout” before that, then move to a new"
                                + " wallet.",
                        "wallet",
                        PAYOUT_CHANGES));
    }

    /** The gatekeepers elsewhere; empty when the one here is asked. */
    Optional<RemoteNetwork> remote() {
        return remote;
    }

    /** Says when too few gatekeepers answer for work to count, and when enough do again. */
    private void warnOf(RemoteNetwork.Reached reached) {
        boolean few = reached.few();
        if (few && !deserted) {
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.WARNING,
                    "Too few gatekeepers answer",
                    reached.answering()
                            + " of "
                            + reached.all()
                            + " can be reached, "
                            + reached.needed()
                            + " are needed for work to be paid. "
                            + String.join(" ", reached.faults()),
                    "network",
                    GATEKEEPERS);
        } else if (!few && deserted) {
            activity.settle(GATEKEEPERS);
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.GOOD,
                    "Enough gatekeepers answer again",
                    reached.answering() + " of " + reached.all() + " can be reached.");
        }
        deserted = few;
    }

    /** Reads the chain again and tells when its endpoint is lost or back. Blocks. */
    void refresh() {
        seat.refresh(membership.owner(), membership.nodeId());
        remote.ifPresent(network -> warnOf(network.reached()));
        var view = seat.view();
        warnOf(Optional.ofNullable(view.comingPayout()));
        boolean lost = !view.fault().isEmpty();
        if (lost && !unreachable) {
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.WARNING,
                    view.wrongChain()
                            ? "The endpoint is not this network"
                            : "The settlement chain does not answer",
                    view.fault(),
                    "network",
                    "NETWORK-4");
        } else if (!lost && unreachable) {
            activity.settle("NETWORK-4");
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.GOOD,
                    "The settlement chain answers again",
                    "Nothing confirmed was lost.");
        }
        unreachable = lost;
        var stats = worker.worker().stats();
        stats.measured()
                .ifPresent(
                        now -> firstSteps.scored(now.totals().contracts(), now.totals().codes()));
    }

    @Override
    public void close() {
        loop.close();
        worker.close();
        remote.ifPresent(RemoteNetwork::close);
        seat.close();
        try {
            journal.close();
            rounds.close();
        } catch (SQLException e) {
            LOG.warn("the node's records were not closed in order: {}", e.getMessage());
        }
    }
}
