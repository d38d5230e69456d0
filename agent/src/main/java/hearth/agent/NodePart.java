package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.link.Reply;
import hearth.link.wire.ControlWorkerRequest;
import hearth.link.wire.FaucetRequest;
import hearth.link.wire.JoinedRequest;
import hearth.link.wire.PracticeRequest;
import hearth.link.wire.PrepareJoinReply;
import hearth.link.wire.PrepareJoinRequest;
import hearth.network.chain.NetworkFileJson;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** This machine as a node: the network it is in, its practice network, and joining and leaving. */
final class NodePart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodePart.class);
    private static final long REFRESH_MILLIS = 2_000;

    private final Threads threads;
    private final ActivityLog activity;
    private final PracticeSwitch practice;
    private final Joining joining;
    private final Path folder;
    private final NodeKeyFile key;
    private final NodeNumber number;
    private final CurrentWork work;
    private final ReentrantLock flows = new ReentrantLock();
    private volatile boolean starting;
    private volatile @Nullable SteadyTask refreshes;

    NodePart(DataDir dir, Threads threads, ActivityLog activity, Settings settings, BenchPart bench)
            throws IOException {
        this.threads = threads;
        this.activity = activity;
        folder = dir.folder("agent");
        practice = new PracticeSwitch(dir, folder, threads, activity, settings);
        key = NodeKeyFile.in(folder);
        number = new NodeNumber(activity);
        work = new CurrentWork(dir, key, practice, threads, activity);
        joining = new Joining(dir, threads, key, bench, practice);
    }

    /** Takes up what was going on before, in the background. */
    void start() {
        refreshes =
                new SteadyTask(
                        "reading the chain's figures", 200, REFRESH_MILLIS, threads, this::refresh);
        starting = true;
        threads.io().execute(this::takeUpAgain);
    }

    private void takeUpAgain() {
        flows.lock();
        try {
            var membership = Membership.in(folder);
            if (practice.wanted()) {
                startPractice();
                practice.neighboursAgain();
            }
            // The practice network's start takes its own membership up.
            if (work.now().isEmpty() && membership.isPresent()) {
                work.takeUp(membership.get());
            }
            lookBack();
        } catch (RequestFailedException e) {
            notTakenUp(e.sentence(), e.code());
        } catch (IOException e) {
            notTakenUp(String.valueOf(e.getMessage()), "NODE-1");
        } finally {
            starting = false;
            flows.unlock();
        }
    }

    private void notTakenUp(String why, String code) {
        activity.add(
                ActivityLog.Kind.NETWORK,
                ActivityLog.Level.FAULT,
                "The network could not be taken up again",
                why,
                "network",
                code);
    }

    /** What this node works at, when it has joined. */
    Optional<NodeWork> work() {
        return work.now();
    }

    /** What the rewards are made from: here, else where this machine was before. */
    Optional<RewardsPart.Books> books() {
        return work().map(NodeWork::books).or(() -> work.former().map(FormerNode::books));
    }

    /** The practice network, when it runs. */
    Optional<PracticePart> practice() {
        return practice.running();
    }

    /** Whether the state of before is still being taken up. */
    boolean starting() {
        return starting;
    }

    /** The node key's address. */
    Address keyAddress() {
        return key.key().address();
    }

    // ---- practice ----

    /** Starts, stops or wipes the practice network; gives its file as JSON, or nothing. Blocks. */
    String practice(PracticeRequest request, Reply reply) throws RequestFailedException {
        flows.lock();
        try {
            return switch (request.getAction()) {
                case START -> {
                    reply.progress("chain", "Starting the practice chain and its contracts", -1);
                    var running = startPractice();
                    practice.neighbours(request.getNodes(), reply);
                    yield NetworkFileJson.write(running.network().network());
                }
                case STOP -> {
                    stopPractice();
                    yield "";
                }
                case RESET -> {
                    resetPractice(reply);
                    yield "";
                }
                case UNRECOGNIZED ->
                        throw new RequestFailedException(
                                "AGENT-2", "This agent does not know that request; update it.");
            };
        } catch (IOException e) {
            throw new RequestFailedException(
                    "PRACTICE-3", "The practice network's files: " + e.getMessage() + ".", e);
        } finally {
            flows.unlock();
        }
    }

    /** Its start takes this machine's membership up, too. */
    private PracticePart startPractice() throws RequestFailedException, IOException {
        var running = practice.start();
        var membership = Membership.in(folder);
        if (work.now().isEmpty() && membership.isPresent() && membership.get().practice()) {
            work.takeUp(membership.get());
        }
        lookBack();
        return running;
    }

    private void stopPractice() throws IOException {
        if (work.now().filter(now -> now.membership().practice()).isPresent()) {
            work.end();
        }
        work.closeFormer();
        practice.stop();
    }

    private void resetPractice(Reply reply) throws RequestFailedException, IOException {
        reply.progress("stop", "Ending the practice network", -1);
        stopPractice();
        if (Membership.forgetPractice(folder)) {
            for (var gone : new String[] {"journal.db", "rounds.db", "first-steps"}) {
                for (var suffix : new String[] {"", "-wal", "-shm"}) {
                    Files.deleteIfExists(folder.resolve(gone + suffix));
                }
            }
        }
        practice.wipe(reply);
    }

    /** Gives practice coins. Blocks. */
    void faucet(FaucetRequest request) throws RequestFailedException {
        practice.faucet(request);
    }

    /** The network of this node, else the practice network, as JSON. */
    String networkFile() throws RequestFailedException {
        return work.now()
                .map(now -> now.seat().file())
                .or(() -> work.former().map(FormerNode::file))
                .or(() -> practice().map(running -> running.network().network()))
                .map(NetworkFileJson::write)
                .orElseThrow(() ->
                        new RequestFailedException("NODE-2", "This machine is in no network yet."));
    }

    // ---- joining ----

    /** Checks the network, makes the node key and measures. Blocks. */
    PrepareJoinReply prepareJoin(PrepareJoinRequest request, Reply reply)
            throws RequestFailedException, InterruptedException {
        return joining.prepare(request, reply);
    }

    /** The owner has registered this node: checks that on chain and begins to work. Blocks. */
    void joined(JoinedRequest request) throws RequestFailedException {
        flows.lock();
        try {
            var membership = joining.membership(request);
            membership.keepIn(folder);
            work.again(membership);
            beginRefreshing();
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.GOOD,
                    "Joined " + Joining.parse(membership.networkFile()).name(),
                    "This machine is node " + request.getNodeId() + ".",
                    "network",
                    "");
        } catch (IOException e) {
            throw new RequestFailedException(
                    "NODE-1", "What was joined could not be kept: " + e.getMessage() + ".", e);
        } finally {
            flows.unlock();
        }
    }

    private void lookBack() throws RequestFailedException, IOException {
        work.lookBack();
        beginRefreshing();
    }

    private void beginRefreshing() {
        if (refreshes != null) {
            refreshes.begin();
        }
    }

    /** Stops working for the network; the registration on chain is the owner's to end. */
    void leave() throws RequestFailedException {
        flows.lock();
        try {
            work.end();
            var membership = Membership.in(folder);
            if (membership.isPresent()) {
                membership.get().leave(folder);
            }
            work.closeFormer();
            lookBack();
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.INFO,
                    "Left the network",
                    "The worker is stopped. What was earned stays claimable.");
        } catch (IOException e) {
            throw new RequestFailedException("NODE-1", String.valueOf(e.getMessage()), e);
        } finally {
            flows.unlock();
        }
    }

    /** Pauses, resumes or restarts the worker. */
    void control(ControlWorkerRequest request) throws RequestFailedException {
        change(
                membership ->
                        switch (request.getAction()) {
                            case PAUSE -> membership.paused(true);
                            case RESUME -> membership.paused(false);
                            case RESTART, UNRECOGNIZED -> membership;
                        },
                request.getAction() == ControlWorkerRequest.Action.RESTART);
        activity.add(
                ActivityLog.Kind.WORK,
                ActivityLog.Level.INFO,
                switch (request.getAction()) {
                    case PAUSE -> "The worker was paused by you";
                    case RESUME -> "The worker goes on";
                    case RESTART, UNRECOGNIZED -> "The worker was started again by you";
                },
                request.getWorker(),
                "workers/contract-risk",
                "");
    }

    /** Changes what the slot may use; its worker is started again. */
    void share(hearth.link.wire.Share asked) throws RequestFailedException {
        var share = Joining.read(asked);
        change(membership -> membership.with(share), true);
    }

    private void change(UnaryOperator<Membership> change, boolean restart)
            throws RequestFailedException {
        flows.lock();
        try {
            var now =
                    work.now()
                            .orElseThrow(() ->
                                    new RequestFailedException(
                                            "WORK-1",
                                            "The contract-risk worker does not run; join a network"
                                                    + " first."));
            var next = change.apply(now.membership());
            next.keepIn(folder);
            if (restart) {
                work.again(next);
                beginRefreshing();
            } else {
                now.pause(next);
            }
        } catch (IOException e) {
            throw new RequestFailedException("NODE-1", String.valueOf(e.getMessage()), e);
        } finally {
            flows.unlock();
        }
    }

    private void refresh() {
        var now = work.now();
        if (now.isPresent()) {
            now.get().refresh();
            moveWithPractice(now.get());
            followNumber(now.get());
        } else {
            work.former().ifPresent(FormerNode::refresh);
        }
    }

    /** Works on under the number that the registry has this machine's key under. */
    private void followNumber(NodeWork now) {
        var other = number.other(now, key.key().address());
        if (other.isEmpty() || !flows.tryLock()) {
            return;
        }
        try {
            moveTo(now, other.get());
        } catch (RequestFailedException | IOException e) {
            LOG.warn("the work did not follow its number: {}", e.getMessage());
        } finally {
            flows.unlock();
        }
    }

    private void moveTo(NodeWork from, long other) throws RequestFailedException, IOException {
        if (!work.now().equals(Optional.of(from))) {
            return;
        }
        var membership = from.membership().as(other);
        membership.keepIn(folder);
        work.again(membership);
        activity.add(
                ActivityLog.Kind.NETWORK,
                ActivityLog.Level.INFO,
                "This machine is node " + other + " now",
                "The block of its registration was replaced by another; the work goes on.",
                "network",
                "");
    }

    /** A side-car that was started again on another port takes the work along. */
    private void moveWithPractice(NodeWork now) {
        var running = practice();
        if (running.isEmpty()
                || !now.membership().practice()
                || running.get().network().network().equals(now.seat().file())
                || !flows.tryLock()) {
            return;
        }
        try {
            if (work.now().equals(Optional.of(now))) {
                work.again(now.membership());
            }
        } catch (RequestFailedException e) {
            LOG.warn("the work did not follow the practice network: {}", e.sentence());
        } catch (IOException e) {
            LOG.warn("the work did not follow the practice network: {}", e.getMessage());
        } finally {
            flows.unlock();
        }
    }

    @Override
    public void close() {
        if (refreshes != null) {
            refreshes.close();
        }
        flows.lock();
        try {
            work.close();
            practice.close();
        } finally {
            flows.unlock();
        }
    }
}
