package hearth.monitors;

import hearth.kernel.Reading;
import hearth.monitors.sensors.CpuLoad;
import hearth.monitors.sensors.DiskUse;
import hearth.monitors.sensors.ProcessUse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names under which history keeps what a snapshot says. Missing readings give nothing. */
final class SnapshotSeries {
    private SnapshotSeries() {}

    static Map<String, Double> of(MachineSnapshot snapshot) {
        var values = new HashMap<String, Double>(64);
        snapshot.cpu().measured().ifPresent(cpu -> cpu(cpu, values));
        snapshot.frequencies()
                .measured()
                .ifPresent(clocks ->
                        clocks.stream()
                                .mapToDouble(clock -> clock.value())
                                .average()
                                .ifPresent(mean -> values.put("cpu.frequency", mean)));
        snapshot.memory()
                .measured()
                .ifPresent(memory -> {
                    values.put("memory.used", (double) memory.used().value());
                    values.put("memory.cache", (double) memory.cache().value());
                    values.put("memory.available", (double) memory.available().value());
                });
        snapshot.swap()
                .measured()
                .ifPresent(swap -> values.put("swap.used", (double) swap.used().value()));
        snapshot.disks().measured().ifPresent(disks -> disks.forEach(disk -> disk(disk, values)));
        snapshot.mounts()
                .measured()
                .ifPresent(mounts ->
                        mounts.forEach(mount ->
                                values.put(
                                        "mount." + mount.path() + ".free",
                                        (double) mount.free().value())));
        snapshot.network()
                .measured()
                .ifPresent(links ->
                        links.forEach(link -> {
                            values.put("net." + link.name() + ".in", link.in().value());
                            values.put("net." + link.name() + ".out", link.out().value());
                        }));
        thermal(snapshot, values);
        waiting(snapshot, values);
        snapshot.power()
                .machine()
                .measured()
                .ifPresent(watts -> values.put("power.machine", watts.value()));
        for (var source : snapshot.power().sources()) {
            source.watts()
                    .measured()
                    .ifPresent(watts -> values.put("power." + source.source(), watts.value()));
        }
        for (var process : snapshot.followed()) {
            followed(process, values);
        }
        return values;
    }

    private static void cpu(CpuLoad cpu, Map<String, Double> values) {
        values.put("cpu.load", cpu.total().value());
        for (int i = 0; i < cpu.perThread().size(); i++) {
            values.put("cpu.core." + i, cpu.perThread().get(i).value());
        }
    }

    private static void disk(DiskUse disk, Map<String, Double> values) {
        var name = "disk." + disk.name();
        values.put(name + ".read", disk.read().value());
        values.put(name + ".write", disk.write().value());
        values.put(name + ".iops", disk.readsPerSecond() + disk.writesPerSecond());
        disk.busy().measured().ifPresent(busy -> values.put(name + ".busy", busy.value()));
    }

    private static void thermal(MachineSnapshot snapshot, Map<String, Double> values) {
        snapshot.temperatures()
                .measured()
                .ifPresent(temperatures ->
                        temperatures.forEach(one ->
                                one.value()
                                        .measured()
                                        .ifPresent(celsius ->
                                                values.put(
                                                        "temperature." + word(one.name()),
                                                        celsius.value()))));
        snapshot.fans()
                .measured()
                .ifPresent(fans ->
                        fans.forEach(fan ->
                                fan.turnsPerMinute()
                                        .measured()
                                        .ifPresent(turns ->
                                                values.put(
                                                        "fan." + word(fan.name()),
                                                        (double) turns))));
    }

    private static void waiting(MachineSnapshot snapshot, Map<String, Double> values) {
        snapshot.pressure()
                .measured()
                .ifPresent(pressure -> {
                    pressure.cpu()
                            .measured()
                            .ifPresent(share -> values.put("psi.cpu", share.value()));
                    pressure.memory()
                            .measured()
                            .ifPresent(share -> values.put("psi.memory", share.value()));
                    pressure.io()
                            .measured()
                            .ifPresent(share -> values.put("psi.io", share.value()));
                });
    }

    private static void followed(FollowedProcess process, Map<String, Double> values) {
        var name = "process." + word(process.name());
        process.cpu().measured().ifPresent(cpu -> values.put(name + ".cpu", cpu));
        if (process.use() instanceof Reading.Measured<ProcessUse> use) {
            values.put(name + ".rss", (double) use.value().memory().value());
        }
    }

    /** A name as part of a series' name. */
    static String word(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
