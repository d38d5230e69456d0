package hearth.agent;

import hearth.kernel.Bytes;
import hearth.kernel.DataDir;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.link.wire.Limit;
import hearth.link.wire.Slot;
import hearth.link.wire.Stage;
import hearth.link.wire.Worker;
import hearth.network.chain.NetworkFile;
import hearth.slots.ProcessSlots;
import hearth.slots.RunningSlot;
import hearth.slots.SlotKind;
import hearth.slots.SlotSpec;
import hearth.workers.risk.child.RiskWorker;
import hearth.workers.risk.child.WorkerSettings;
import hearth.workers.risk.extract.Endpoint;
import hearth.workers.risk.pipeline.StageStats;
import hearth.workers.risk.pipeline.WorkerStats;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The contract-risk worker in its slot, as the agent runs and shows it. */
final class WorkerSeat implements AutoCloseable {
    private static final String SLOT = "risk-1";
    private static final Duration POLL = Duration.ofSeconds(1);

    private final RiskWorker worker;
    private final SlotSpec spec;
    private final Threads threads;
    private final Instant startedAt;
    private volatile boolean paused;
    private volatile String held = "";

    private WorkerSeat(RiskWorker worker, SlotSpec spec, Threads threads) {
        this.worker = worker;
        this.spec = spec;
        this.threads = threads;
        startedAt = threads.time().instant();
    }

    /**
     * Starts it; returns at once.
     *
     * @param startBlock where to begin on a chain never read before; negative for its head
     */
    static WorkerSeat start(
            DataDir dir, NetworkFile.Endpoint source, long startBlock, Share share, Threads threads)
            throws IOException {
        var spec =
                new SlotSpec(SLOT, SlotKind.PROCESS, share.cores(), share.memory(), share.disk());
        var endpoint = new Endpoint(source.rpc().getFirst(), source.webSocket(), source.chainId());
        var settings =
                new WorkerSettings(
                        endpoint,
                        startBlock,
                        dir.folder("graph").resolve("chain-" + source.chainId()),
                        POLL,
                        command(share.memory()));
        var slots = new ProcessSlots(dir.folder("slots"), threads);
        return new WorkerSeat(RiskWorker.start(slots, spec, settings, threads), spec, threads);
    }

    /** The launcher's argument file where it gave one; else this process's own class path. */
    private static List<String> command(Bytes memory) {
        var arguments = System.getProperty("hearth.worker.command");
        if (arguments == null) {
            return WorkerSettings.sameJava(memory.value());
        }
        long heap = Math.clamp((memory.value() >> 20) * 45 / 100, 96, 4_096);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "@" + arguments);
    }

    RiskWorker worker() {
        return worker;
    }

    boolean paused() {
        return paused || !held.isEmpty();
    }

    /** Pauses by the operator's hand; a rule may hold it besides. */
    synchronized void pause(boolean on) {
        paused = on;
        worker.pause(paused());
    }

    /** Pauses by a rule, with its reason; empty lets go. */
    synchronized void hold(String reason) {
        boolean before = paused();
        held = reason;
        if (before != paused()) {
            worker.pause(paused());
        }
    }

    /** The reason of the rule that pauses it; empty when none does. */
    String held() {
        return held;
    }

    /** The cores that its slot reserves. */
    double cores() {
        return spec.cores();
    }

    /** The worker's process, for the list of programs. */
    Map<Long, String> pids() {
        return worker.slot().map(slot -> Map.of(slot.pid(), worker.name())).orElse(Map.of());
    }

    /** Its figures; what comes from the network is filled in by the caller. */
    Worker.Builder view() {
        var wire =
                Worker.newBuilder()
                        .setName(worker.name())
                        .setSlot(SLOT)
                        .setUnit(worker.unit())
                        .setStartedAt(startedAt.toEpochMilli());
        switch (worker.stats()) {
            case Reading.Measured<WorkerStats> measured -> fill(wire, measured.value());
            case Reading.Missing<WorkerStats>(Instant _, String why) ->
                    wire.setState(worker.deaths() > 0 ? "failed" : "starting")
                            .setStateText(
                                    worker.deaths() > 0
                                            ? "Being started again: " + why + "."
                                            : "Starting: " + why + ".");
        }
        var now = threads.time().instant();
        var slot = worker.slot();
        if (slot.isPresent()) {
            var use = slot.get().use();
            wire.setMemory(Wire.bytes(use.memory()));
        } else {
            wire.setMemory(Wire.missing(now, "its process is not running"));
        }
        return wire;
    }

    private void fill(Worker.Builder wire, WorkerStats stats) {
        for (var stage : stats.stages()) {
            wire.addStages(stage(stage));
            wire.setErrors(wire.getErrors() + stage.errors());
            var at = stage.lastErrorAt();
            if (at != null && at.toEpochMilli() >= wire.getLastErrorAt()) {
                wire.setLastError(stage.lastError()).setLastErrorAt(at.toEpochMilli());
            }
        }
        var last = stats.stages().getLast();
        wire.setRatePerSecond(last.ratePerSecond())
                .setCursorBlock(Math.max(0, stats.readBlock()))
                .setHeadBlock(Math.max(0, stats.headBlock()))
                .setEndpoint(stats.endpoint())
                .setModel(stats.model().hex())
                .setCodes(stats.totals().codes())
                .setDeployments(stats.totals().contracts())
                .setUnitsDone(stats.totals().contracts())
                .setGraphBytes(stats.totals().bytes())
                .setFindingsToday(stats.totals().findingsToday())
                .setKnownShare(stats.knownShare())
                .setBytesPerContract(stats.bytesPerContract());
        state(wire, stats);
    }

    private void state(Worker.Builder wire, WorkerStats stats) {
        if (paused) {
            wire.setState("paused")
                    .setStateText("Paused by you; nothing is assigned from the next round.");
            return;
        }
        if (!held.isEmpty()) {
            wire.setState("paused").setHeldBy(held).setStateText("Paused by a rule. " + held + ".");
            return;
        }
        if (worker.diskFull()) {
            wire.setState("paused").setStateText("The slot's disk share is full; give it more.");
            return;
        }
        switch (stats.state()) {
            case STARTING -> wire.setState("starting").setStateText("Starting.");
            case WORKING ->
                    wire.setState("working")
                            .setStateText(
                                    "Reading block "
                                            + Math.max(0, stats.readBlock())
                                            + " of "
                                            + stats.headBlock()
                                            + ".");
            case CAUGHT_UP ->
                    wire.setState("caughtup")
                            .setStateText(
                                    "Caught up at block " + Math.max(0, stats.readBlock()) + ".");
            case PAUSED -> wire.setState("paused").setStateText("Paused.");
            case WAITING ->
                    wire.setState("failed")
                            .setStateText("The endpoint does not answer; it is being tried again.");
        }
    }

    private static Stage stage(StageStats stage) {
        var at = stage.lastErrorAt();
        return Stage.newBuilder()
                .setName(stage.name())
                .setRatePerSecond(stage.ratePerSecond())
                .setDone(stage.done())
                .setQueue(stage.queue())
                .setQueueLimit(stage.queueLimit())
                .setWaiting(stage.waiting())
                .setMicrosPerUnit(stage.microsPerContract())
                .setErrors(stage.errors())
                .setLastError(stage.lastError())
                .setLastErrorAt(at == null ? 0 : at.toEpochMilli())
                .setDetail(stage.detail())
                .build();
    }

    /** The slot and how its limits hold. */
    Slot slot() {
        var wire =
                Slot.newBuilder()
                        .setName(SLOT)
                        .setKind(spec.kind().name().toLowerCase(Locale.ROOT))
                        .setWorker(worker.name())
                        .setCores(spec.cores())
                        .setMemory(spec.memory().value())
                        .setDisk(spec.disk().value())
                        .setSince(startedAt.toEpochMilli());
        var now = threads.time().instant();
        var running = worker.slot();
        if (running.isEmpty()) {
            var starting = "its worker is being started";
            return wire.setState("starting")
                    .setCpuUsed(Wire.missing(now, starting))
                    .setMemoryUsed(Wire.missing(now, starting))
                    .setDiskUsed(Wire.missing(now, starting))
                    .build();
        }
        RunningSlot slot = running.get();
        var use = slot.use();
        wire.setState(paused() ? "paused" : "working")
                .setMemoryUsed(Wire.bytes(use.memory()))
                .setDiskUsed(Wire.bytes(use.disk()));
        for (var limit : slot.limits()) {
            wire.addLimits(
                    Limit.newBuilder()
                            .setWhat(limit.what())
                            .setEnforced(limit.enforced())
                            .setBy(limit.by()));
        }
        return wire.build();
    }

    @Override
    public void close() {
        worker.close();
    }
}
