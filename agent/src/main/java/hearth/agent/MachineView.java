package hearth.agent;

import hearth.kernel.BytesPerSecond;
import hearth.kernel.Celsius;
import hearth.kernel.Hertz;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.link.wire.Disk;
import hearth.link.wire.Machine;
import hearth.link.wire.NetworkInterface;
import hearth.link.wire.Program;
import hearth.link.wire.Sensor;
import hearth.link.wire.Value;
import hearth.monitors.MachineSnapshot;
import hearth.monitors.sensors.DiskUse;
import hearth.monitors.sensors.Fan;
import hearth.monitors.sensors.MachineIdentity;
import hearth.monitors.sensors.Memory;
import hearth.monitors.sensors.MountSpace;
import hearth.monitors.sensors.NetworkUse;
import hearth.monitors.sensors.Pressure;
import hearth.monitors.sensors.Programs;
import hearth.monitors.sensors.Swap;
import hearth.monitors.sensors.Temperature;
import hearth.monitors.sensors.Throttling;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A machine's snapshot in the words of the link. */
final class MachineView {
    private final MachineIdentity identity;
    private final SelfUse self = new SelfUse();

    MachineView(MachineIdentity identity) {
        this.identity = identity;
    }

    /**
     * @param workerPids the first processes of workers, with the workers' names
     */
    Machine.Builder of(MachineSnapshot now, Map<Long, String> workerPids) {
        var machine =
                Machine.newBuilder()
                        .setName(identity.host())
                        .setModel(identity.processor().measured().orElse("processor not known"))
                        .setCores(identity.cores())
                        .setThreads(identity.threads())
                        .setOs(identity.os())
                        .setKernel(identity.kernel())
                        .setArch(identity.architecture())
                        .setState("working");
        now.uptime()
                .measured()
                .ifPresent(up -> machine.setBootedAt(now.time().minus(up).toEpochMilli()));
        cpu(now, machine);
        memory(now, machine);
        transfers(now, machine);
        heat(now, machine);
        machine.setPower(Wire.value(now.power().machine(), Watts::value, now.power().name()));
        machine.setPowerHint(now.power().note());
        programs(now, machine, workerPids);
        return machine;
    }

    private static void cpu(MachineSnapshot now, Machine.Builder machine) {
        machine.setCpuLoad(Wire.value(now.cpu(), load -> load.total().value()));
        now.cpu()
                .measured()
                .ifPresent(load ->
                        load.perThread()
                                .forEach(core ->
                                        machine.addCoreLoad(
                                                Wire.counted(core.value(), now.cpu().at()))));
        machine.setCpuHertz(
                Wire.value(
                        now.frequencies(),
                        list -> list.stream().mapToDouble(Hertz::value).average().orElse(0)));
        machine.setCpuPressure(pressure(now, Pressure::cpu))
                .setMemoryPressure(pressure(now, Pressure::memory))
                .setIoPressure(pressure(now, Pressure::io));
    }

    private static Value pressure(MachineSnapshot now, Function<Pressure, Reading<Ratio>> part) {
        return switch (now.pressure()) {
            case Reading.Measured<Pressure> measured ->
                    Wire.value(part.apply(measured.value()), Ratio::value);
            case Reading.Missing<Pressure>(Instant at, String why) -> Wire.missing(at, why);
        };
    }

    private static void memory(MachineSnapshot now, Machine.Builder machine) {
        ToDoubleFunction<Memory> total = memory -> memory.total().value();
        machine.setMemoryTotal(Wire.value(now.memory(), total))
                .setMemoryUsed(Wire.value(now.memory(), memory -> memory.used().value()))
                .setMemoryCache(Wire.value(now.memory(), memory -> memory.cache().value()))
                .setFreeForSlotsMemory(
                        Wire.value(now.memory(), memory -> memory.available().value()));
        ToDoubleFunction<Swap> all = swap -> swap.total().value();
        machine.setSwapTotal(Wire.value(now.swap(), all))
                .setSwapUsed(Wire.value(now.swap(), swap -> swap.used().value()));
    }

    private static void transfers(MachineSnapshot now, Machine.Builder machine) {
        var at = now.time();
        List<MountSpace> mounts = now.mounts().measured().orElse(List.of());
        for (var disk : now.disks().measured().orElse(List.of())) {
            machine.addDisks(disk(disk, mounts, at));
        }
        for (var mount : mounts) {
            // A file system whose drive is not told, such as a network's, is a line of its own.
            if (machine.getDisksList().stream()
                    .noneMatch(disk -> disk.getMount().equals(mount.path()))) {
                machine.addDisks(
                        space(Disk.newBuilder().setName(mount.device()), mount, at)
                                .setRead(Wire.missing(at, "no counter for this file system"))
                                .setWritten(Wire.missing(at, "no counter for this file system"))
                                .setOperations(
                                        Wire.missing(at, "no counter for this file system")));
            }
        }
        for (var link : now.network().measured().orElse(List.of())) {
            machine.addInterfaces(link(link, at));
        }
    }

    private static Disk.Builder disk(DiskUse disk, List<MountSpace> mounts, Instant at) {
        var wire =
                Disk.newBuilder()
                        .setName(disk.name())
                        .setRead(Wire.counted(disk.read().value(), at))
                        .setWritten(Wire.counted(disk.write().value(), at))
                        .setOperations(
                                Wire.counted(disk.readsPerSecond() + disk.writesPerSecond(), at));
        return mounts.stream()
                .filter(mount -> mount.device().startsWith("/dev/" + disk.name()))
                .max(Comparator.comparingLong(mount -> mount.total().value()))
                .map(mount -> space(wire, mount, at))
                .orElseGet(() ->
                        wire.setTotal(Wire.bytes(disk.size()))
                                .setUsed(Wire.missing(at, "nothing of it is mounted")));
    }

    private static Disk.Builder space(Disk.Builder disk, MountSpace mount, Instant at) {
        return disk.setMount(mount.path())
                .setTotal(Wire.counted((double) mount.total().value(), at))
                .setUsed(Wire.counted((double) (mount.total().value() - mount.free().value()), at));
    }

    private static NetworkInterface link(NetworkUse link, Instant at) {
        ToDoubleFunction<BytesPerSecond> rate = BytesPerSecond::value;
        return NetworkInterface.newBuilder()
                .setName(link.name())
                .setReceived(Wire.counted(rate.applyAsDouble(link.in()), at))
                .setSent(Wire.counted(rate.applyAsDouble(link.out()), at))
                .setLinkBits(
                        link.up()
                                ? Wire.value(link.bitsPerSecond(), Long::doubleValue)
                                : Wire.missing(at, "no link"))
                .build();
    }

    private static void heat(MachineSnapshot now, Machine.Builder machine) {
        switch (now.temperatures()) {
            case Reading.Measured<List<Temperature>> measured ->
                    measured.value()
                            .forEach(one ->
                                    machine.addTemperatures(
                                            sensor(
                                                    one.name(),
                                                    Wire.value(one.value(), Celsius::value))));
            case Reading.Missing<List<Temperature>>(Instant at, var why) ->
                    machine.addTemperatures(sensor("Temperature", Wire.missing(at, why)));
        }
        switch (now.fans()) {
            case Reading.Measured<List<Fan>> measured ->
                    measured.value()
                            .forEach(fan ->
                                    machine.addFans(
                                            sensor(
                                                    fan.name(),
                                                    Wire.value(
                                                            fan.turnsPerMinute(),
                                                            Integer::doubleValue))));
            case Reading.Missing<List<Fan>>(Instant at, var why) ->
                    machine.addFans(sensor("Fans", Wire.missing(at, why)));
        }
        now.throttling()
                .measured()
                .filter(Throttling::now)
                .ifPresent(slow ->
                        machine.setState("throttled")
                                .setThrottling(String.join(", ", slow.causes())));
    }

    private static Sensor sensor(String name, Value reading) {
        return Sensor.newBuilder().setName(name).setReading(reading).build();
    }

    private void programs(
            MachineSnapshot now, Machine.Builder machine, Map<Long, String> workerPids) {
        for (var program : now.programs().measured().map(Programs::top).orElse(List.of())) {
            machine.addPrograms(
                    Program.newBuilder()
                            .setPid(program.pid())
                            .setName(program.name())
                            .setWorker(workerPids.getOrDefault(program.pid(), ""))
                            .setCpu(program.cpu())
                            .setMemory(program.memory().value()));
        }
        machine.setAgentPid(ProcessHandle.current().pid()).setAgentCpuShare(self.cpuShare());
        self.memory().ifPresent(memory -> machine.setAgentRss(memory.value()));
    }
}
