package hearth.app.pages;

import hearth.link.wire.ActivityEntry;
import hearth.link.wire.BenchReport;
import hearth.link.wire.Check;
import hearth.link.wire.Disk;
import hearth.link.wire.Earning;
import hearth.link.wire.FirstReward;
import hearth.link.wire.Insight;
import hearth.link.wire.Limit;
import hearth.link.wire.Live;
import hearth.link.wire.Machine;
import hearth.link.wire.Measure;
import hearth.link.wire.Network;
import hearth.link.wire.NetworkInterface;
import hearth.link.wire.Program;
import hearth.link.wire.Sensor;
import hearth.link.wire.Slot;
import hearth.link.wire.Stage;
import hearth.link.wire.Value;
import hearth.link.wire.Worker;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What an agent might say; the figures are invented and agree with each other. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-11-21T18:04:02Z");
    static final long AT = NOW.toEpochMilli();
    private static final long GIB = 1L << 30;

    private Sample() {}

    static Value value(double value, String quality, String source) {
        return Value.newBuilder()
                .setValue(value)
                .setQuality(quality)
                .setSource(source)
                .setAt(AT)
                .build();
    }

    static Value counted(double value) {
        return value(value, "counter", "");
    }

    static Value missing(String why) {
        return Value.newBuilder().setMissing(why).setAt(AT).build();
    }

    /** A second of a busy machine. */
    static Live busy(long at) {
        double wave = Math.sin(at / 40_000.0) * 90 + Math.sin(at / 7_000.0) * 40;
        return Live.newBuilder()
                .setAt(at)
                .setSequence(at / 1000)
                .setMachine(machine(at, true))
                .addSlots(riskSlot())
                .addSlots(slot("free-1", "free", "").setCores(1).setMemory(GIB).setDisk(4 * GIB))
                .addWorkers(worker(at, 2_194 + wave))
                .setNetwork(network())
                .setEarning(
                        Earning.newBuilder()
                                .setEpoch(413)
                                .setEpochBegan(at - 38_000)
                                .setEpochEnds(at + 22_000)
                                .setThisEpoch("312000000000000000")
                                .setTodaySettled("14660000000000000000")
                                .setClaimable("18420000000000000000")
                                .setClaimedTotal("36380000000000000000")
                                .setLastSettledEpoch(412)
                                .addAllThisEpochCurve(curve()))
                .addAllFreshActivity(activity(at))
                .setNeedsYou(2)
                .addAllLatestInsights(insights(at))
                .build();
    }

    private static List<String> curve() {
        return IntStream.range(0, 20)
                .mapToObj(i -> Long.toString(i * 16_400_000_000_000_000L))
                .toList();
    }

    /** The first minute of a newcomer, without a power reading. */
    static Live newcomer(long at) {
        var live = busy(at).toBuilder();
        live.setMachine(machine(at, false));
        live.getEarningBuilder()
                .setEpoch(1)
                .setTodaySettled("0")
                .setClaimable("0")
                .setClaimedTotal("0")
                .setFirstReward(
                        FirstReward.newBuilder()
                                .setJoinedAt(at - 52_000)
                                .setFirstScoredAt(at - 40_000)
                                .setFirstVerifiedAt(at - 18_000)
                                .setRead(84_210)
                                .setUnique(31_406)
                                .setRerun(64)
                                .setRerunEqual(64)
                                .setFirstEpoch(1));
        live.getNetworkBuilder().setNodeId(1).setJoinedBlock(37).setBlock(41);
        live.getNetworkBuilder().setScore(missing("after the first epoch"));
        live.setNeedsYou(0);
        return live.build();
    }

    /** An agent that has joined nothing yet. */
    static Live empty(long at) {
        return Live.newBuilder()
                .setAt(at)
                .setSequence(1)
                .setMachine(machine(at, false))
                .setNetwork(Network.newBuilder().setState("none"))
                .build();
    }

    /** The worker is paused, the endpoint is away, the machine is hot, a slot is broken. */
    static Live troubled(long at) {
        var live = busy(at).toBuilder();
        live.getMachineBuilder().setState("throttled").setThrottling("82 °C");
        live.getWorkersBuilder(0)
                .setState("failed")
                .setStateText("The endpoint answers 429; the next try is in 8 s.")
                .setRatePerSecond(0)
                .setErrors(12)
                .setLastError("429 Too Many Requests")
                .setLastErrorAt(at - 4_000);
        live.getSlotsBuilder(0)
                .setState("failed")
                .setFault("The worker ended with exit code 1 three times within a minute.");
        live.getNetworkBuilder()
                .setState("unreachable")
                .setStateText("The endpoint 127.0.0.1:8545 does not answer since 18:03:41.");
        return live.build();
    }

    static Machine.Builder machine(long at, boolean measured) {
        var machine =
                Machine.newBuilder()
                        .setName("tower")
                        .setModel("AMD Ryzen 7 5700X 8-Core Processor")
                        .setCores(8)
                        .setThreads(16)
                        .setOs("Debian 13")
                        .setKernel("Linux 6.12")
                        .setArch("amd64")
                        .setBootedAt(at - 1_051_200_000L)
                        .setState("working")
                        .setCpuLoad(counted(0.33 + Math.sin(at / 50_000.0) * 0.05))
                        .setCpuHertz(counted(4.05e9))
                        .setMemoryTotal(counted(62.7 * GIB))
                        .setMemoryUsed(counted(38.3 * GIB))
                        .setMemoryCache(counted(16.9 * GIB))
                        .setSwapTotal(counted(8.0 * GIB))
                        .setSwapUsed(counted(0))
                        .setMemoryPressure(counted(0.004))
                        .setCpuPressure(counted(0.021))
                        .setIoPressure(counted(0.012))
                        .setFreeForSlotsMemory(counted(24.0 * GIB))
                        .setAgentVersion("0.1.0")
                        .setAgentPid(4711)
                        .setAgentCpuShare(0.006)
                        .setAgentRss(96_000_000)
                        .setPowerHint(
                                "Reading the processor's counters needs a permission: "
                                        + "allow your user to read /sys/class/powercap.");
        int[] cores = {41, 38, 29, 62, 58, 35, 30, 24, 21, 27, 19, 18, 36, 33, 26, 31};
        for (int core : cores) {
            machine.addCoreLoad(counted(core / 100.0));
        }
        machine.setPower(
                measured
                        ? value(84.6 + Math.sin(at / 30_000.0) * 4, "counter", "RAPL, package-0")
                        : missing("CPU counters need a permission, no meter found"));
        machine.addDisks(
                Disk.newBuilder()
                        .setName("nvme0")
                        .setMount("/")
                        .setTotal(counted(4.0e12))
                        .setUsed(counted(2.16e12))
                        .setRead(counted(41e6))
                        .setWritten(counted(18e6))
                        .setOperations(counted(6_210)));
        machine.addInterfaces(
                NetworkInterface.newBuilder()
                        .setName("enp5s0")
                        .setReceived(counted(13.1e6))
                        .setSent(counted(1.9e6))
                        .setLinkBits(counted(2.5e9)));
        machine.addTemperatures(sensor("CPU (Tctl)", counted(64)));
        machine.addTemperatures(sensor("NVMe", counted(49)));
        machine.addTemperatures(sensor("Board", counted(38)));
        machine.addTemperatures(sensor("Memory", missing("no sensor")));
        machine.addFans(sensor("CPU", counted(1_140)));
        machine.addFans(sensor("Case", counted(820)));
        machine.addPrograms(program(11_482, "java", "contract-risk", 1.98, 1_717_986_918L));
        machine.addPrograms(program(2_210, "firefox", "", 0.52, 2_900_000_000L));
        machine.addPrograms(program(4_711, "hearth-agent", "", 0.01, 96_000_000L));
        machine.addPrograms(program(901, "gnome-shell", "", 0.06, 412_000_000L));
        machine.setBenchmark(
                BenchReport.newBuilder()
                        .setAt(at - 7_200_000)
                        .setMode("quick")
                        .setTrustworthy(true)
                        .addMeasures(measure("SHA-256, all threads", "B/s", 11.8e9, 0.006))
                        .addMeasures(measure("Memory triad", "B/s", 38.9e9, 0.012))
                        .addMeasures(measure("4 KiB write", "ops/s", 312_000, 0.068))
                        .addMeasures(
                                measure("Contract scoring, one core", "contracts/s", 12_410, 0.02))
                        .addMeasures(
                                Measure.newBuilder()
                                        .setLabel("Sequential read")
                                        .setMissing("the file system caches it")));
        return machine;
    }

    private static Sensor sensor(String name, Value reading) {
        return Sensor.newBuilder().setName(name).setReading(reading).build();
    }

    private static Program program(long pid, String name, String worker, double cpu, long memory) {
        return Program.newBuilder()
                .setPid(pid)
                .setName(name)
                .setWorker(worker)
                .setCpu(cpu)
                .setMemory(memory)
                .build();
    }

    private static Measure measure(String label, String unit, double median, double spread) {
        return Measure.newBuilder()
                .setName(label)
                .setLabel(label)
                .setUnit(unit)
                .setMedian(median)
                .setSpread(spread)
                .setRepeats(5)
                .build();
    }

    private static Slot.Builder slot(String name, String state, String worker) {
        return Slot.newBuilder()
                .setName(name)
                .setKind("process")
                .setState(state)
                .setWorker(worker)
                .setSince(AT - 3_600_000);
    }

    private static Slot.Builder riskSlot() {
        return slot("risk-1", "working", "contract-risk")
                .setCores(2)
                .setMemory(2 * GIB)
                .setDisk(40 * GIB)
                .setCpuUsed(counted(1.98))
                .setMemoryUsed(counted(1.64 * GIB))
                .setDiskUsed(counted(12.4 * GIB))
                .addLimits(limit("processor", true, "cgroup cpu.max"))
                .addLimits(limit("memory", true, "cgroup memory.max"))
                .addLimits(limit("disk", false, "watched, not stopped"));
    }

    private static Limit limit(String what, boolean enforced, String by) {
        return Limit.newBuilder().setWhat(what).setEnforced(enforced).setBy(by).build();
    }

    static Worker.Builder worker(long at, double rate) {
        return Worker.newBuilder()
                .setName("contract-risk")
                .setSlot("risk-1")
                .setState("working")
                .setStateText("Reading new contracts and re-checking known ones.")
                .setUnit("contracts")
                .setRatePerSecond(rate)
                .setUnitsDone(126_900_000)
                .setUnitsAssigned(15_000)
                .setUnitsVerified(9_125)
                .setUnitsVerifiedTotal(126_800_000)
                .setStartedAt(at - 52_000)
                .addStages(stage("extract", rate + 30, 0, 0, "JSON-RPC, 100 a batch"))
                .addStages(stage("infer", rate + 14, 1_204, 8_192, "model 1.0, 3 heads"))
                .addStages(stage("load", rate, 7_410, 8_192, "graph on this machine"))
                .setPower(value(18.4, "estimate", "above idle, split by CPU time"))
                .setCpu(counted(1.98))
                .setMemory(counted(1.64 * GIB))
                .setCursorBlock(26_412_118)
                .setHeadBlock(26_412_120)
                .setEndpoint("127.0.0.1:8546")
                .setModel("contract-risk 1.0")
                .setCodes(18_400)
                .setDeployments(412_000)
                .setGraphBytes(960_000_000L)
                .setFindingsToday(1_318)
                .setKnownShare(0.62)
                .setBytesPerContract(112)
                .setCapacity(12_410);
    }

    private static Stage stage(String name, double rate, long queue, long limit, String detail) {
        return Stage.newBuilder()
                .setName(name)
                .setRatePerSecond(rate)
                .setDone(126_900_000)
                .setQueue(queue)
                .setQueueLimit(limit)
                .setWaiting("infer".equals(name) ? 0.08 : 0)
                .setMicrosPerUnit("infer".equals(name) ? 41 : 12)
                .setErrors("extract".equals(name) ? 3 : 0)
                .setLastError("extract".equals(name) ? "429 Too Many Requests" : "")
                .setLastErrorAt("extract".equals(name) ? AT - 138_000 : 0)
                .setDetail(detail)
                .build();
    }

    static Network.Builder network() {
        return Network.newBuilder()
                .setName("Practice")
                .setPractice(true)
                .setState("ready")
                .setChainId(31_337)
                .setBlock(4_204)
                .setBlockAt(AT - 1_000)
                .setSourceChainId(31_338)
                .setSourceBlock(26_412_120)
                .setRpc("127.0.0.1:8545")
                .setJoined(true)
                .setNodeId(1)
                .setOwner("0x7cD0a4f1b2c3d4e5f60718293a4b5c6d7e8fe1A4")
                .setNodeKey("0x91d3b2c3d4e5f60718293a4b5c6d7e8f90a17aF0")
                .setTickets(24)
                .setToken("SUB0")
                .setScore(counted(0.96))
                .setJoinedBlock(37)
                .setStake("2500000000000000000000")
                .addContracts("SubToken 0x5bA0b91a2c3d4e5f60718293a4b5c6d7e8f9c2E9")
                .addContracts("NodeRegistry 0x9Acb0d1e2f30415263748596a7b8c9dae0f707D1")
                .addContracts("RewardPool 0xA17e0f1a2b3c4d5e6f708192a3b4c5d6e7f840B6")
                .addContracts("Disputes 0x28c60a1b2c3d4e5f60718293a4b5c6d7e8f90E1b")
                .setGatekeepers(1)
                .setGatekeepersNeeded(1)
                .setGatekeeperHere(true)
                .setNodes(10)
                .setTotalTickets(240)
                .addChecks(
                        Check.newBuilder()
                                .setAt(AT - 4_000)
                                .setEpoch(413)
                                .setRound(7)
                                .setPassed(true)
                                .setUnits(3_000)
                                .setRerun(64)
                                .setText("64 of 3000 re-run, all equal"));
    }

    static List<ActivityEntry> activity(long at) {
        return List.of(
                entry(
                        at - 60_000,
                        "reward",
                        "good",
                        "Epoch 412 settled",
                        "18.42 SUB0 claimable.",
                        "rewards/412",
                        true),
                entry(
                        at - 1_380_000,
                        "machine",
                        "warning",
                        "Throttled at 82 °C",
                        "The score falls by about 0.02 while it lasts.",
                        "machine/local",
                        true),
                entry(
                        at - 3_840_000,
                        "work",
                        "info",
                        "contract-risk paused by you",
                        "Nothing is assigned while it is paused.",
                        "worker/contract-risk",
                        false),
                entry(
                        at - 10_320_000,
                        "network",
                        "fault",
                        "The endpoint did not answer for 41 s",
                        "Work went on from the queue. Nothing was lost.",
                        "network",
                        false),
                entry(
                        at - 20_300_000,
                        "work",
                        "good",
                        "contract-risk resumed",
                        "",
                        "worker/contract-risk",
                        false),
                entry(
                        at - 60_300_000,
                        "network",
                        "good",
                        "Joined the practice network",
                        "tower is node 1, block 37.",
                        "network",
                        false),
                entry(
                        at - 90_300_000,
                        "agent",
                        "info",
                        "Agent 0.1.0 started",
                        "Developer mode: everything runs as your user.",
                        "",
                        false));
    }

    private static ActivityEntry entry(
            long at,
            String kind,
            String level,
            String title,
            String detail,
            String link,
            boolean you) {
        return ActivityEntry.newBuilder()
                .setAt(at)
                .setKind(kind)
                .setLevel(level)
                .setTitle(title)
                .setDetail(detail)
                .setLink(link)
                .setNeedsYou(you)
                .build();
    }

    static List<Insight> insights(long at) {
        return List.of(
                insight(
                        at,
                        "0x8b88a39311112222333344445555666677776e56e2",
                        0.97,
                        "ponzi",
                        "pays earlier investors from later deposits",
                        212),
                insight(
                        at - 1_000,
                        "0x31c4000011112222333344445555666677770fB2",
                        0.03,
                        "none",
                        "standard token, no owner-only transfer block",
                        40_112),
                insight(
                        at - 2_000,
                        "0xE07a000011112222333344445555666677779d41",
                        0.91,
                        "honeypot",
                        "withdraw reverts unless the owner sends a value",
                        38),
                insight(
                        at - 3_000,
                        "0x5F10000011112222333344445555666677772222c8",
                        0.06,
                        "none",
                        "multi-signature wallet",
                        212),
                insight(
                        at - 4_000,
                        "0xaa91000011112222333344445555666677777E30",
                        0.78,
                        "rugpull",
                        "owner can mint without a limit",
                        1_904),
                insight(
                        at - 6_000,
                        "0x90D2000011112222333344445555666677774b17",
                        0.02,
                        "none",
                        "price feed reader",
                        9),
                insight(
                        at - 7_000,
                        "0x7d2E00001111222233334444555566667777a900",
                        0.47,
                        "unsure",
                        "proxy whose target was not seen",
                        88_230),
                insight(
                        at - 9_000,
                        "0x44bC000011112222333344445555666677771f08",
                        0.05,
                        "none",
                        "vesting, one owner",
                        3));
    }

    private static Insight insight(
            long at, String address, double risk, String finding, String reason, long family) {
        return Insight.newBuilder()
                .setAddress(address)
                .setCodeHash("0x0000" + address.substring(6) + "6feb3")
                .setFoundAt(at)
                .setOverall(risk)
                .setPonzi("ponzi".equals(finding) ? risk : 0.03)
                .setHoneypot("honeypot".equals(finding) ? risk : 0.04)
                .setRugpull("rugpull".equals(finding) ? risk : 0.12)
                .setFinding(finding)
                .addReasons(reason)
                .addReasons("keeps a growing list of depositors")
                .setFamily("0x1f00" + address.substring(2, 14))
                .setFamilySize(family)
                .setBlock(26_412_118)
                .setDeployer("0x3aF1000011112222333344445555666677777702")
                .build();
    }
}
