package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.Bytes;
import hearth.kernel.DataDir;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Threads;
import hearth.link.Reply;
import hearth.link.wire.ControlWorkerRequest;
import hearth.link.wire.FaucetRequest;
import hearth.link.wire.JoinedRequest;
import hearth.link.wire.PracticeRequest;
import hearth.link.wire.PrepareJoinReply;
import hearth.link.wire.PrepareJoinRequest;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileException;
import hearth.network.chain.NetworkFileJson;
import hearth.network.chain.NodeKey;
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
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** This machine as a node: the network it is in, its practice network, and joining and leaving. */
final class NodePart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodePart.class);
    private static final long REFRESH_MILLIS = 2_000;
    private static final int MOST_TICKETS = 4;

    private final DataDir dir;
    private final Threads threads;
    private final ActivityLog activity;
    private final Settings settings;
    private final BenchPart bench;
    private final Path folder;
    private final NodeKey key;
    private final ReentrantLock flows = new ReentrantLock();
    private volatile @Nullable PracticePart practice;
    private volatile @Nullable NodeWork work;
    private volatile boolean starting;
    private volatile @Nullable SteadyTask refreshes;

    NodePart(DataDir dir, Threads threads, ActivityLog activity, Settings settings, BenchPart bench)
            throws IOException {
        this.dir = dir;
        this.threads = threads;
        this.activity = activity;
        this.settings = settings;
        this.bench = bench;
        folder = dir.folder("agent");
        key = NodeKey.openOrCreate(folder.resolve("node.key"), new SecureRandom());
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
            if (Files.exists(practiceMark())) {
                startPractice().neighbours(dir, neighbours());
            }
            // The practice network's start takes its own membership up.
            if (work == null && membership.isPresent()) {
                takeUp(membership.get());
            }
        } catch (RequestFailedException e) {
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.FAULT,
                    "The network could not be taken up again",
                    e.sentence(),
                    "network",
                    e.code());
        } catch (IOException e) {
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.FAULT,
                    "The network could not be taken up again",
                    String.valueOf(e.getMessage()),
                    "network",
                    "NODE-1");
        } finally {
            starting = false;
            flows.unlock();
        }
    }

    private Path practiceMark() {
        return folder.resolve("practice.on");
    }

    /** What this node works at, when it has joined. */
    Optional<NodeWork> work() {
        return Optional.ofNullable(work);
    }

    /** The practice network, when it runs. */
    Optional<PracticePart> practice() {
        return Optional.ofNullable(practice);
    }

    /** Whether the state of before is still being taken up. */
    boolean starting() {
        return starting;
    }

    /** The node key's address. */
    Address keyAddress() {
        return key.address();
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
                    neighbours(running, request.getNodes(), reply);
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

    /** With this machine's own node, so many; what was asked for before stays. */
    private void neighbours(PracticePart running, int nodes, Reply reply)
            throws RequestFailedException, IOException {
        int count = Math.max(Math.min(nodes - 1, Neighbours.MOST), neighbours());
        if (count > neighbours()) {
            reply.progress("neighbours", "Registering " + count + " more nodes", -1);
            DataDir.write(
                    practiceMark(), Integer.toString(count).getBytes(StandardCharsets.US_ASCII));
        }
        running.neighbours(dir, count);
    }

    /** How many neighbours were asked for; 0 for none. */
    private int neighbours() throws IOException {
        var kept = DataDir.read(practiceMark(), 8);
        try {
            return kept.map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                    .filter(text -> !text.isBlank())
                    .map(text -> Math.clamp(Integer.parseInt(text.strip()), 0, Neighbours.MOST))
                    .orElse(0);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private PracticePart startPractice() throws RequestFailedException, IOException {
        var running = practice;
        if (running != null) {
            return running;
        }
        PracticeNetwork.wantPort(dir, Boolean.parseBoolean(settings.get("practice.port")));
        var named = settings.get("feed.file");
        var codes = named.isEmpty() ? Optional.<Path>empty() : Optional.of(Path.of(named));
        var started = PracticePart.start(dir, codes, threads, activity);
        practice = started;
        if (!Files.exists(practiceMark())) {
            DataDir.write(practiceMark(), new byte[0]);
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.INFO,
                    "The practice network runs",
                    "Two local chains, Hearth’s contracts and a gatekeeper, on this computer only.",
                    "network",
                    "");
        }
        sayWhoReaches(started.network().enclosure());
        var membership = Membership.in(folder);
        if (work == null && membership.isPresent() && membership.get().practice()) {
            takeUp(membership.get());
        }
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

    private void stopPractice() throws IOException {
        Files.deleteIfExists(practiceMark());
        var now = work;
        if (now != null && now.membership().practice()) {
            endWork();
        }
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

    private void resetPractice(Reply reply) throws RequestFailedException, IOException {
        reply.progress("stop", "Ending the practice network", -1);
        var membership = Membership.in(folder);
        stopPractice();
        if (membership.isPresent() && membership.get().practice()) {
            Membership.removeFrom(folder);
            for (var gone : new String[] {"journal.db", "rounds.db", "first-steps"}) {
                for (var suffix : new String[] {"", "-wal", "-shm"}) {
                    Files.deleteIfExists(folder.resolve(gone + suffix));
                }
            }
        }
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
        var running =
                practice()
                        .orElseThrow(() ->
                                new RequestFailedException(
                                        "PRACTICE-5",
                                        "Only a running practice network gives coins away."));
        try {
            running.network().faucet(new Address(request.getOwner()));
        } catch (PracticeFailedException e) {
            throw new RequestFailedException("PRACTICE-6", String.valueOf(e.getMessage()), e);
        }
    }

    /** The network of this node, else the practice network, as JSON. */
    String networkFile() throws RequestFailedException {
        var now = work;
        if (now != null) {
            return NetworkFileJson.write(now.seat().file());
        }
        return practice()
                .map(running -> NetworkFileJson.write(running.network().network()))
                .orElseThrow(() ->
                        new RequestFailedException("NODE-2", "This machine is in no network yet."));
    }

    // ---- joining ----

    private static NetworkFile parse(String json) throws RequestFailedException {
        try {
            return NetworkFileJson.parse(json);
        } catch (NetworkFileException e) {
            throw new RequestFailedException("NETWORK-1", String.valueOf(e.getMessage()), e);
        }
    }

    private boolean isPractice(NetworkFile file) {
        return practice()
                .map(running -> running.network().network().contracts().equals(file.contracts()))
                .orElse(false);
    }

    /** Checks the network, makes the node key and measures. Blocks. */
    PrepareJoinReply prepareJoin(PrepareJoinRequest request, Reply reply)
            throws RequestFailedException, InterruptedException {
        var file = parse(request.getNetworkFile());
        reply.progress("check", "Comparing the endpoint with the network file", -1);
        try (var seat = new NetworkSeat(file, threads.time())) {
            var objection = seat.objection();
            if (objection.isPresent()) {
                throw new RequestFailedException("NETWORK-2", objection.get());
            }
        } catch (ChainFailedException e) {
            throw new RequestFailedException("NETWORK-3", String.valueOf(e.getMessage()), e);
        }
        if (request.getQuickBench() && bench.last().isEmpty()) {
            bench.measure(reply);
        }
        var reply2 =
                PrepareJoinReply.newBuilder()
                        .setNodeKey(key.address().hex())
                        .setBenchmarkDigest("0x" + "0".repeat(64))
                        .setTickets(tickets(file))
                        .setNetworkFile(NetworkFileJson.write(file));
        bench.last()
                .ifPresent(report ->
                        reply2.setBenchmark(report).setBenchmarkDigest(report.getDigest()));
        return reply2.build();
    }

    /** One ticket for each ticket rate that this machine was measured to hold, within reason. */
    private int tickets(NetworkFile file) {
        double rate = bench.contractsPerSecond().orElse(0.0);
        return Math.clamp((int) (rate / file.parameters().ticketRate()), 1, MOST_TICKETS);
    }

    /** The owner has registered this node: checks that on chain and begins to work. Blocks. */
    void joined(JoinedRequest request) throws RequestFailedException {
        var file = parse(request.getNetworkFile());
        var owner = new Address(request.getOwner());
        flows.lock();
        try (var seat = new NetworkSeat(file, threads.time())) {
            var objection = seat.objection();
            if (objection.isPresent()) {
                throw new RequestFailedException("NETWORK-2", objection.get());
            }
            var node = seat.registry().node(request.getNodeId());
            if (node.isEmpty()
                    || !node.get().owner().equals(owner)
                    || !node.get().key().equals(key.address())) {
                throw new RequestFailedException(
                        "NODE-3",
                        "Node "
                                + request.getNodeId()
                                + " on chain is not this machine’s: its owner or key differs.");
            }
            var asked = request.getShare();
            var membership =
                    new Membership(
                            NetworkFileJson.write(file),
                            owner,
                            request.getNodeId(),
                            threads.time().instant(),
                            seat.chain().latest().number(),
                            asked.getCores() > 0 ? read(asked) : usualShare(),
                            isPractice(file),
                            false);
            membership.keepIn(folder);
            endWork();
            takeUp(membership);
            activity.add(
                    ActivityLog.Kind.NETWORK,
                    ActivityLog.Level.GOOD,
                    "Joined " + file.name(),
                    "This machine is node " + request.getNodeId() + ".",
                    "network",
                    "");
        } catch (ChainFailedException e) {
            throw new RequestFailedException("NETWORK-3", String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new RequestFailedException(
                    "NODE-1", "What was joined could not be kept: " + e.getMessage() + ".", e);
        } finally {
            flows.unlock();
        }
    }

    private Share usualShare() throws IOException {
        var memory = bench.memoryBytes();
        return Share.usual(Runtime.getRuntime().availableProcessors(), memory, dir.free().value());
    }

    private static Share read(hearth.link.wire.Share asked) {
        return new Share(
                asked.getCores(), new Bytes(asked.getMemory()), new Bytes(asked.getDisk()));
    }

    private void takeUp(Membership membership) throws RequestFailedException, IOException {
        var running = practice;
        if (membership.practice() && running == null) {
            // It waits for the practice network to be started again.
            return;
        }
        var file =
                membership.practice() && running != null
                        ? running.network().network()
                        : parse(membership.networkFile());
        try {
            work = NodeWork.begin(dir, membership, file, key, this::practice, threads, activity);
        } catch (DatabaseFailedException e) {
            throw new RequestFailedException("NODE-4", e.sentence(), e);
        }
        if (refreshes != null) {
            refreshes.begin();
        }
    }

    /** Stops working for the network; the registration on chain is the owner's to end. */
    void leave() throws RequestFailedException {
        flows.lock();
        try {
            endWork();
            Membership.removeFrom(folder);
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
        var share = read(asked);
        change(membership -> membership.with(share), true);
    }

    private void change(java.util.function.UnaryOperator<Membership> change, boolean restart)
            throws RequestFailedException {
        flows.lock();
        try {
            var now = work;
            if (now == null) {
                throw new RequestFailedException(
                        "WORK-1", "The contract-risk worker does not run; join a network first.");
            }
            var next = change.apply(now.membership());
            next.keepIn(folder);
            if (restart) {
                endWork();
                takeUp(next);
            } else {
                now.pause(next);
            }
        } catch (IOException e) {
            throw new RequestFailedException("NODE-1", String.valueOf(e.getMessage()), e);
        } finally {
            flows.unlock();
        }
    }

    private void endWork() {
        var now = work;
        work = null;
        if (now != null) {
            now.close();
        }
    }

    private void refresh() {
        var now = work;
        if (now != null) {
            now.refresh();
            moveWithPractice(now);
        }
    }

    /** A side-car that was started again on another port takes the work along. */
    private void moveWithPractice(NodeWork now) {
        var running = practice;
        if (running == null
                || !now.membership().practice()
                || running.network().network().equals(now.seat().file())
                || !flows.tryLock()) {
            return;
        }
        try {
            if (work == now) {
                endWork();
                takeUp(now.membership());
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
            endWork();
            var running = practice;
            practice = null;
            if (running != null) {
                running.close();
            }
        } finally {
            flows.unlock();
        }
    }
}
