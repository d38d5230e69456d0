package hearth.monitors.sensors;

import hearth.kernel.Bytes;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Memory and swap from /proc/meminfo, waiting from /proc/pressure, uptime from /proc/uptime. */
final class LinuxMemory implements AutoCloseable {
    private final Roots roots;
    private final InstantSource time;
    private @Nullable ProcFile meminfo;
    private @Nullable ProcFile uptime;
    private final @Nullable ProcFile[] pressures = new ProcFile[3];
    private Reading<Swap> swap;

    LinuxMemory(Roots roots, InstantSource time) {
        this.roots = roots;
        this.time = time;
        swap = Reading.missing(time.instant(), "not read yet");
    }

    // Asked for the machine's identity while the sampler runs: one at a time.
    synchronized Reading<Memory> memory() {
        try {
            if (meminfo == null) {
                meminfo = new ProcFile(roots.proc().resolve("meminfo"), 8 << 10);
            }
            return memory(meminfo.read());
        } catch (IOException e) {
            swap = Reading.missing(time.instant(), "/proc/meminfo cannot be read");
            return Reading.missing(time.instant(), "/proc/meminfo cannot be read");
        }
    }

    private Reading<Memory> memory(ProcFile.Text text) {
        long total = -1;
        long free = -1;
        long available = -1;
        long cache = 0;
        long shared = 0;
        long swapTotal = -1;
        long swapFree = -1;
        for (; !text.atEnd(); text.nextLine()) {
            if (text.skip("MemTotal:")) {
                total = text.number();
            } else if (text.skip("MemFree:")) {
                free = text.number();
            } else if (text.skip("MemAvailable:")) {
                available = text.number();
            } else if (text.skip("Buffers:")
                    || text.skip("Cached:")
                    || text.skip("SReclaimable:")) {
                cache += text.number();
            } else if (text.skip("Shmem:")) {
                shared = text.number();
            } else if (text.skip("SwapTotal:")) {
                swapTotal = text.number();
            } else if (text.skip("SwapFree:")) {
                swapFree = text.number();
            }
        }
        var now = time.instant();
        swap =
                swapTotal > 0 && swapFree >= 0
                        ? Reading.counted(new Swap(kib(swapTotal), kib(swapTotal - swapFree)), now)
                        : Reading.missing(now, "no swap is set up");
        if (total <= 0 || free < 0) {
            return Reading.missing(now, "/proc/meminfo has an unknown form");
        }
        // Shared memory counts as cached but cannot be given back.
        long droppable = Math.max(0, cache - shared);
        long used = Math.max(0, total - free - droppable);
        return Reading.counted(
                new Memory(
                        kib(total),
                        kib(used),
                        kib(droppable),
                        kib(available >= 0 ? available : free + droppable)),
                now);
    }

    /** As of the last reading of the memory: they are in one file. */
    synchronized Reading<Swap> swap() {
        return swap;
    }

    Reading<Pressure> pressure() {
        var now = time.instant();
        var cpu = waiting(0, "cpu");
        var memory = waiting(1, "memory");
        var io = waiting(2, "io");
        if (cpu == null && memory == null && io == null) {
            return Reading.missing(now, "the kernel does not count waiting (PSI is off)");
        }
        return Reading.counted(
                new Pressure(
                        part(cpu, 0), part(memory, 0), part(memory, 1), part(io, 0), part(io, 1)),
                now);
    }

    private Reading<Ratio> part(double @Nullable [] waiting, int index) {
        return waiting == null || Double.isNaN(waiting[index])
                ? Reading.missing(time.instant(), "not counted by this kernel")
                : Reading.counted(Ratio.of(waiting[index], 100), time.instant());
    }

    private double @Nullable [] waiting(int index, String resource) {
        try {
            var file = pressures[index];
            if (file == null) {
                file = new ProcFile(roots.proc().resolve("pressure").resolve(resource), 256);
                pressures[index] = file;
            }
            double[] found = {Double.NaN, Double.NaN};
            for (var text = file.readOnce(); !text.atEnd(); text.nextLine()) {
                int which = text.skip("some avg10=") ? 0 : text.skip("full avg10=") ? 1 : -1;
                if (which >= 0) {
                    found[which] = text.decimal();
                }
            }
            return found;
        } catch (IOException e) {
            return null;
        }
    }

    Reading<Duration> uptime() {
        try {
            if (uptime == null) {
                uptime = new ProcFile(roots.proc().resolve("uptime"), 64);
            }
            double seconds = uptime.readOnce().decimal();
            return Double.isNaN(seconds)
                    ? Reading.missing(time.instant(), "/proc/uptime has an unknown form")
                    : Reading.counted(Duration.ofMillis((long) (seconds * 1000)), time.instant());
        } catch (IOException e) {
            return Reading.missing(time.instant(), "/proc/uptime cannot be read");
        }
    }

    private static Bytes kib(long kib) {
        return new Bytes(Math.max(0, kib) * 1024);
    }

    @Override
    public void close() {
        if (meminfo != null) {
            meminfo.close();
        }
        if (uptime != null) {
            uptime.close();
        }
        for (var file : pressures) {
            if (file != null) {
                file.close();
            }
        }
    }
}
