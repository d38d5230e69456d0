package hearth.monitors.sensors;

import hearth.kernel.Hertz;
import hearth.kernel.Reading;

import java.time.Duration;
import java.util.List;

/**
 * The sensors of one machine. Every method blocks for as long as the system takes, gives a {@link
 * Reading.Missing} instead of failing, and belongs to one caller at a time; different methods may
 * run at once. Rates cover the time since the previous call, so the first call has none.
 */
public interface Sensors extends AutoCloseable {
    /** What this machine is; dear, asked once. */
    MachineIdentity identity();

    /** Load of the processor and of each of its threads. */
    Reading<CpuLoad> cpu();

    /** Clock of each thread. */
    Reading<List<Hertz>> frequencies();

    /** Main memory. */
    Reading<Memory> memory();

    /** Swap space; missing where none is set up. */
    Reading<Swap> swap();

    /** What each drive transfers. */
    Reading<List<DiskUse>> disks();

    /** Space of each mounted file system that is on a drive; may be slow. */
    Reading<List<MountSpace>> mounts();

    /** What each network interface transfers. */
    Reading<List<NetworkUse>> network();

    /** Temperatures by name; may be slow. */
    Reading<List<Temperature>> temperatures();

    /** Fans by name; may be slow. */
    Reading<List<Fan>> fans();

    /** Whether heat or supply voltage slows the machine. */
    Reading<Throttling> throttling();

    /** How long programs waited for a resource (PSI). */
    Reading<Pressure> pressure();

    /** Every program with its CPU time; dear. */
    Reading<Programs> programs();

    /** CPU time and memory of these processes and their descendants, as last listed. */
    Reading<ProcessUse> use(long rootPid);

    /** Time since the machine was started. */
    Reading<Duration> uptime();

    @Override
    void close();
}
