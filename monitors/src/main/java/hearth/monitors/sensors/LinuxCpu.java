package hearth.monitors.sensors;

import hearth.kernel.Hertz;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Load from /proc/stat, clocks from cpufreq or, without it, from /proc/cpuinfo. */
final class LinuxCpu implements AutoCloseable {
    private final Roots roots;
    private final InstantSource time;
    private @Nullable ProcFile stat;
    private long[] busy = new long[0];
    private long[] all = new long[0];
    private @Nullable List<ProcFile> clocks;

    LinuxCpu(Roots roots, InstantSource time) {
        this.roots = roots;
        this.time = time;
    }

    Reading<CpuLoad> load() {
        try {
            if (stat == null) {
                stat = new ProcFile(roots.proc().resolve("stat"), 16 << 10);
            }
            return load(stat.readOnce());
        } catch (IOException e) {
            return Reading.missing(time.instant(), "/proc/stat cannot be read");
        }
    }

    private Reading<CpuLoad> load(ProcFile.Text text) {
        var busyNow = new ArrayList<Long>();
        var allNow = new ArrayList<Long>();
        while (text.skip("cpu")) {
            // The first line is the sum; the others carry the thread's number.
            text.skipWordOfName();
            long user = text.number();
            long nice = text.number();
            long system = text.number();
            long idle = text.number();
            long waiting = Math.max(0, text.number());
            long interrupts = Math.max(0, text.number()) + Math.max(0, text.number());
            long stolen = Math.max(0, text.number());
            if (idle < 0) {
                return Reading.missing(time.instant(), "/proc/stat has an unknown form");
            }
            // Guest time is part of user time already; stolen time is not ours to use.
            long working = user + nice + system + interrupts;
            busyNow.add(working);
            allNow.add(working + idle + waiting + stolen);
            text.nextLine();
        }
        if (busyNow.size() < 2) {
            return Reading.missing(time.instant(), "/proc/stat has an unknown form");
        }
        var before = Arrays.copyOf(busy, busy.length);
        var beforeAll = Arrays.copyOf(all, all.length);
        busy = busyNow.stream().mapToLong(Long::longValue).toArray();
        all = allNow.stream().mapToLong(Long::longValue).toArray();
        if (before.length != busy.length) {
            return Reading.missing(time.instant(), "first reading, load follows with the next");
        }
        if (all[0] <= beforeAll[0]) {
            return Reading.missing(time.instant(), "the system's clock ticks did not advance");
        }
        var threads = new ArrayList<Ratio>(busy.length - 1);
        for (int i = 1; i < busy.length; i++) {
            threads.add(share(busy[i] - before[i], all[i] - beforeAll[i]));
        }
        return Reading.counted(
                new CpuLoad(share(busy[0] - before[0], all[0] - beforeAll[0]), threads),
                time.instant());
    }

    /** Idle ticks may go back a little on some kernels: clamped. */
    private static Ratio share(long part, long whole) {
        return Ratio.of((double) Math.max(0, part), (double) Math.max(0, whole));
    }

    Reading<List<Hertz>> frequencies() {
        if (clocks == null) {
            clocks = openClocks();
        }
        try {
            var found = new ArrayList<Hertz>();
            for (var clock : clocks) {
                long kilohertz = clock.readOnce().number();
                if (kilohertz > 0) {
                    found.add(new Hertz(kilohertz * 1e3));
                }
            }
            if (found.isEmpty()) {
                found.addAll(fromCpuinfo());
            }
            return found.isEmpty()
                    ? Reading.missing(time.instant(), "the system does not tell the clock")
                    : Reading.counted(List.copyOf(found), time.instant());
        } catch (IOException e) {
            return Reading.missing(time.instant(), "the clock's file cannot be read");
        }
    }

    private List<ProcFile> openClocks() {
        var opened = new ArrayList<ProcFile>();
        for (var cpu : Roots.children(roots.sys().resolve("devices/system/cpu"))) {
            if (Roots.name(cpu).matches("cpu\\d+")) {
                try {
                    opened.add(new ProcFile(cpu.resolve("cpufreq/scaling_cur_freq"), 32));
                } catch (FileNotFoundException e) {
                    // No frequency scaling on this thread.
                }
            }
        }
        return opened;
    }

    private List<Hertz> fromCpuinfo() throws IOException {
        var found = new ArrayList<Hertz>();
        Path file = roots.proc().resolve("cpuinfo");
        if (!Files.exists(file)) {
            return found;
        }
        try (var cpuinfo = new ProcFile(file, 32 << 10)) {
            for (var text = cpuinfo.read(); !text.atEnd(); text.nextLine()) {
                if (text.skip("cpu MHz") && text.skipPast(':')) {
                    double megahertz = text.decimal();
                    if (megahertz > 0) {
                        found.add(new Hertz(megahertz * 1e6));
                    }
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        if (stat != null) {
            stat.close();
        }
        if (clocks != null) {
            clocks.forEach(ProcFile::close);
        }
    }
}
