package hearth.monitors.sensors;

import hearth.kernel.Bytes;
import hearth.kernel.Hertz;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;

import org.jspecify.annotations.Nullable;

import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OSFileStore;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The portable base. OSHI tells absence as 0, -1 or NaN: each becomes missing, with its reason. */
public final class OshiSensors implements Sensors {
    private static final int TOP = 12;

    private final LongSupplier nanos;
    private final HardwareAbstractionLayer hardware;
    private final OperatingSystem system;
    private long @Nullable [][] ticks;
    private final OshiTold told;
    private final OshiTransfers transfers;
    private Map<Integer, OSProcess> processes = Map.of();
    private long listedAt;

    OshiSensors(SystemInfo info, InstantSource time, LongSupplier nanos) {
        this.nanos = nanos;
        hardware = info.getHardware();
        system = info.getOperatingSystem();
        told = new OshiTold(time);
        transfers = new OshiTransfers(hardware, told, nanos);
    }

    /** The sensors of this machine. */
    public static OshiSensors ofThisMachine(InstantSource time) {
        return new OshiSensors(new SystemInfo(), time, System::nanoTime);
    }

    @Override
    public MachineIdentity identity() {
        var computer = hardware.getComputerSystem();
        var processor = hardware.getProcessor();
        int threads = Math.max(1, processor.getLogicalProcessorCount());
        var model = (computer.getManufacturer() + " " + computer.getModel()).strip();
        return new MachineIdentity(
                system.getNetworkParams().getHostName(),
                told.named(model, "the machine names no model"),
                told.named(
                        processor.getProcessorIdentifier().getName(),
                        "the processor names no model"),
                Math.clamp(processor.getPhysicalProcessorCount(), 1, threads),
                threads,
                told.bytes(hardware.getMemory().getTotal(), "the system does not tell its memory"),
                system.getFamily() + " " + system.getVersionInfo(),
                system.getFamily() + " " + system.getVersionInfo().getBuildNumber(),
                System.getProperty("os.arch", "?"));
    }

    private Instant now() {
        return told.now();
    }

    private <T> Reading<T> missing(String reason) {
        return told.missing(reason);
    }

    @Override
    public Reading<CpuLoad> cpu() {
        var before = ticks;
        var after = hardware.getProcessor().getProcessorCpuLoadTicks();
        ticks = after;
        if (before == null || before.length != after.length) {
            return missing("first reading, load follows with the next");
        }
        return load(before, after);
    }

    Reading<CpuLoad> load(long[][] before, long[][] after) {
        var perThread = new ArrayList<Ratio>();
        long busyAll = 0;
        long all = 0;
        for (int i = 0; i < after.length; i++) {
            long busy = 0;
            long sum = 0;
            for (var type : CentralProcessor.TickType.values()) {
                int index = type.getIndex();
                long delta = Math.max(0, after[i][index] - before[i][index]);
                sum += delta;
                busy +=
                        switch (type) {
                            case IDLE, IOWAIT, STEAL -> 0;
                            case USER, NICE, SYSTEM, IRQ, SOFTIRQ -> delta;
                        };
            }
            perThread.add(Ratio.of((double) busy, (double) sum));
            busyAll += busy;
            all += sum;
        }
        return all == 0
                ? missing("the system's clock ticks did not advance")
                : Reading.counted(
                        new CpuLoad(Ratio.of((double) busyAll, (double) all), perThread), now());
    }

    @Override
    public Reading<List<Hertz>> frequencies() {
        var found = new ArrayList<Hertz>();
        for (long hertz : hardware.getProcessor().getCurrentFreq()) {
            if (hertz > 0) {
                found.add(new Hertz(hertz));
            }
        }
        return found.isEmpty()
                ? missing("the system does not tell the clock")
                : Reading.counted(List.copyOf(found), now());
    }

    @Override
    public Reading<Memory> memory() {
        var memory = hardware.getMemory();
        long total = memory.getTotal();
        long available = memory.getAvailable();
        if (total <= 0 || available < 0 || available > total) {
            return missing("the system does not tell its memory");
        }
        // What is cache differs from system to system: what is not available is in use.
        return Reading.counted(
                new Memory(
                        new Bytes(total),
                        new Bytes(total - available),
                        new Bytes(0),
                        new Bytes(available)),
                now());
    }

    @Override
    public Reading<Swap> swap() {
        var memory = hardware.getMemory().getVirtualMemory();
        return memory.getSwapTotal() > 0
                ? Reading.counted(
                        new Swap(
                                new Bytes(memory.getSwapTotal()),
                                new Bytes(Math.max(0, memory.getSwapUsed()))),
                        now())
                : missing("no swap is set up");
    }

    @Override
    public Reading<List<DiskUse>> disks() {
        return transfers.disks();
    }

    @Override
    public Reading<List<MountSpace>> mounts() {
        var found = new ArrayList<MountSpace>();
        for (OSFileStore store : system.getFileSystem().getFileStores(true)) {
            long total = store.getTotalSpace();
            if (total > 0) {
                found.add(
                        new MountSpace(
                                store.getMount(),
                                store.getVolume(),
                                store.getType(),
                                new Bytes(total),
                                new Bytes(Math.clamp(store.getUsableSpace(), 0, total))));
            }
        }
        return found.isEmpty()
                ? missing("no mounted drive found")
                : Reading.counted(List.copyOf(found), now());
    }

    @Override
    public Reading<List<NetworkUse>> network() {
        return transfers.network();
    }

    @Override
    public Reading<List<Temperature>> temperatures() {
        var celsius = told.celsius(hardware.getSensors().getCpuTemperature());
        return celsius.measured().isPresent()
                ? Reading.counted(
                        List.of(
                                new Temperature(
                                        "CPU",
                                        Temperature.Part.CPU,
                                        celsius,
                                        missing("not told by the system"))),
                        now())
                : missing("no temperature sensor");
    }

    @Override
    public Reading<List<Fan>> fans() {
        var found = new ArrayList<Fan>();
        int[] speeds = hardware.getSensors().getFanSpeeds();
        for (int i = 0; i < speeds.length; i++) {
            // 0 may be a fan that stands still or none at all: not told apart here.
            if (speeds[i] > 0) {
                found.add(new Fan("fan " + (i + 1), Reading.counted(speeds[i], now())));
            }
        }
        return found.isEmpty()
                ? missing("no fan sensor")
                : Reading.counted(List.copyOf(found), now());
    }

    @Override
    public Reading<Throttling> throttling() {
        return missing("this system does not count throttling");
    }

    @Override
    public Reading<Pressure> pressure() {
        return missing("only Linux counts waiting (PSI)");
    }

    @Override
    public synchronized Reading<Programs> programs() {
        long at = nanos.getAsLong();
        double seconds = (at - listedAt) / 1e9;
        var before = processes;
        var listed = new HashMap<Integer, OSProcess>();
        var all = new ArrayList<Programs.Program>();
        for (var process : system.getProcesses()) {
            listed.put(process.getProcessID(), process);
            all.add(program(process, before.get(process.getProcessID()), seconds));
        }
        processes = listed;
        listedAt = at;
        if (before.isEmpty()) {
            return missing("first listing, use follows with the next");
        }
        all.sort(
                Comparator.comparingDouble(Programs.Program::cpu)
                        .thenComparing(Programs.Program::memory)
                        .reversed());
        var top = all.subList(0, Math.min(TOP, all.size()));
        var rest = all.subList(top.size(), all.size());
        return Reading.counted(
                new Programs(
                        top,
                        rest.size(),
                        rest.stream().mapToDouble(Programs.Program::cpu).sum(),
                        new Bytes(rest.stream().mapToLong(one -> one.memory().value()).sum())),
                now());
    }

    private static Programs.Program program(
            OSProcess process, @Nullable OSProcess before, double seconds) {
        boolean same = before != null && before.getStartTime() == process.getStartTime();
        long millis = same && before != null ? cpuMillis(process) - cpuMillis(before) : 0;
        return new Programs.Program(
                process.getProcessID(),
                process.getParentProcessID(),
                process.getName(),
                seconds > 0 ? Math.max(0, millis) / 1e3 / seconds : 0,
                new Bytes(Math.max(0, process.getResidentMemory())));
    }

    private static long cpuMillis(OSProcess process) {
        return process.getKernelTime() + process.getUserTime();
    }

    @Override
    public synchronized Reading<ProcessUse> use(long rootPid) {
        var root = system.getProcess(Math.toIntExact(rootPid));
        if (root == null) {
            return missing("process " + rootPid + " has ended");
        }
        var family = new ArrayList<OSProcess>(List.of(root));
        for (var process : processes.values()) {
            if (isBelow(process, root.getProcessID()) && process.updateAttributes()) {
                family.add(process);
            }
        }
        return Reading.counted(
                new ProcessUse(
                        family.size(),
                        Duration.ofMillis(family.stream().mapToLong(OshiSensors::cpuMillis).sum()),
                        new Bytes(family.stream().mapToLong(OSProcess::getResidentMemory).sum())),
                now());
    }

    private boolean isBelow(OSProcess process, int root) {
        int parent = process.getParentProcessID();
        // Numbers are reused: a circle must not hold us.
        for (int depth = 0; depth < 64 && parent > 0; depth++) {
            if (parent == root) {
                return true;
            }
            var next = processes.get(parent);
            if (next == null) {
                return false;
            }
            parent = next.getParentProcessID();
        }
        return false;
    }

    @Override
    public Reading<Duration> uptime() {
        long seconds = system.getSystemUptime();
        return seconds > 0
                ? Reading.counted(Duration.ofSeconds(seconds), now())
                : missing("the system does not tell its uptime");
    }

    /** OSHI keeps nothing open. */
    @Override
    public void close() {}
}
