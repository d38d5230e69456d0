package hearth.monitors.sensors;

import hearth.kernel.Hertz;
import hearth.kernel.Reading;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Reads /proc and /sys with files kept open: a hundredth of the cost of asking a library. */
public final class LinuxSensors implements Sensors {
    private final LinuxCpu cpu;
    private final LinuxMemory memory;
    private final LinuxTransfers transfers;
    private final LinuxThermal thermal;
    private final LinuxProcesses processes;
    private final LinuxIdentity identity;
    private final Mounts mounts;

    LinuxSensors(
            Path root,
            InstantSource time,
            LongSupplier nanos,
            Mounts.SpaceProbe space,
            Supplier<Optional<String>> firmware) {
        var roots = Roots.of(root);
        cpu = new LinuxCpu(roots, time);
        memory = new LinuxMemory(roots, time);
        transfers = new LinuxTransfers(roots, time, nanos);
        thermal = new LinuxThermal(roots, time, firmware);
        processes = new LinuxProcesses(roots, time, nanos, PageSize.ofSystem(roots));
        identity = new LinuxIdentity(roots, root.resolve("etc"), time);
        mounts = new Mounts(roots.proc().resolve("self/mounts"), space, time);
    }

    /** The sensors of this machine. */
    public static LinuxSensors ofThisMachine(InstantSource time) {
        return new LinuxSensors(
                Path.of("/"), time, System::nanoTime, Mounts.SYSTEM, new PiFirmware()::throttled);
    }

    @Override
    public MachineIdentity identity() {
        return identity.read(memory.memory());
    }

    @Override
    public Reading<CpuLoad> cpu() {
        return cpu.load();
    }

    @Override
    public Reading<List<Hertz>> frequencies() {
        return cpu.frequencies();
    }

    @Override
    public Reading<Memory> memory() {
        return memory.memory();
    }

    @Override
    public Reading<Swap> swap() {
        return memory.swap();
    }

    @Override
    public Reading<List<DiskUse>> disks() {
        return transfers.disks();
    }

    @Override
    public Reading<List<MountSpace>> mounts() {
        return mounts.read();
    }

    @Override
    public Reading<List<NetworkUse>> network() {
        return transfers.network();
    }

    @Override
    public Reading<List<Temperature>> temperatures() {
        return thermal.temperatures();
    }

    @Override
    public Reading<List<Fan>> fans() {
        return thermal.fans();
    }

    @Override
    public Reading<Throttling> throttling() {
        return thermal.throttling();
    }

    @Override
    public Reading<Pressure> pressure() {
        return memory.pressure();
    }

    @Override
    public Reading<Programs> programs() {
        return processes.list();
    }

    @Override
    public Reading<ProcessUse> use(long rootPid) {
        return processes.use(rootPid);
    }

    @Override
    public Reading<Duration> uptime() {
        return memory.uptime();
    }

    @Override
    public void close() {
        cpu.close();
        memory.close();
        transfers.close();
        processes.close();
    }
}
