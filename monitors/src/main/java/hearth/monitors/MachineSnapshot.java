package hearth.monitors;

import hearth.kernel.Hertz;
import hearth.kernel.Reading;
import hearth.monitors.power.MachinePower;
import hearth.monitors.sensors.CpuLoad;
import hearth.monitors.sensors.DiskUse;
import hearth.monitors.sensors.Fan;
import hearth.monitors.sensors.Memory;
import hearth.monitors.sensors.MountSpace;
import hearth.monitors.sensors.NetworkUse;
import hearth.monitors.sensors.Pressure;
import hearth.monitors.sensors.Programs;
import hearth.monitors.sensors.Swap;
import hearth.monitors.sensors.Temperature;
import hearth.monitors.sensors.Throttling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Everything that one tick knows. Each part carries its own time: the dear ones are read more
 * seldom than every second.
 *
 * @param time of the tick
 * @param followed the processes that somebody asked for, with their descendants
 */
public record MachineSnapshot(
        Instant time,
        Reading<CpuLoad> cpu,
        Reading<List<Hertz>> frequencies,
        Reading<Memory> memory,
        Reading<Swap> swap,
        Reading<List<DiskUse>> disks,
        Reading<List<MountSpace>> mounts,
        Reading<List<NetworkUse>> network,
        Reading<List<Temperature>> temperatures,
        Reading<List<Fan>> fans,
        Reading<Throttling> throttling,
        Reading<Pressure> pressure,
        Reading<Programs> programs,
        Reading<Duration> uptime,
        MachinePower power,
        List<FollowedProcess> followed) {
    public MachineSnapshot {
        followed = List.copyOf(followed);
    }

    /** A snapshot in which everything is missing for one reason. */
    public static MachineSnapshot missing(Instant time, String reason) {
        return new MachineSnapshot(
                time,
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                Reading.missing(time, reason),
                MachinePower.missing(time, reason, List.of()),
                List.of());
    }
}
