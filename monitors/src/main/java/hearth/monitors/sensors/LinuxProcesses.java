package hearth.monitors.sensors;

import hearth.kernel.Bytes;
import hearth.kernel.Reading;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Every process from /proc/PID/stat: 0.8 ms for 90 of them, so at its own slower pace. What is
 * asked for each second, a process and its descendants, is kept open between two listings.
 */
final class LinuxProcesses implements AutoCloseable {
    /** The kernel gives times to programs in hundredths of a second on every architecture. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int TOP = 12;
    private static final int STAT_BYTES = 1024;

    private final File proc;
    private final InstantSource time;
    private final LongSupplier nanos;
    private final long pageSize;
    private final byte[] buffer = new byte[STAT_BYTES];
    private final Map<Long, ProcFile> open = new HashMap<>();
    private final Map<Long, List<Long>> families = new HashMap<>();
    private final Set<Long> ended = new HashSet<>();
    private Map<Long, Entry> known = Map.of();
    private Map<Long, List<Long>> children = Map.of();
    private long listedAt;

    /** One process at the last listing; the start time tells a reused number apart. */
    private record Entry(
            long pid, long parent, String name, long started, long ticks, long memory, double cpu) {
        Programs.Program program() {
            return new Programs.Program(pid, parent, name, cpu, new Bytes(memory));
        }
    }

    LinuxProcesses(Roots roots, InstantSource time, LongSupplier nanos, long pageSize) {
        this.proc = roots.proc().toFile();
        this.time = time;
        this.nanos = nanos;
        this.pageSize = pageSize;
    }

    synchronized Reading<Programs> list() {
        long now = nanos.getAsLong();
        double seconds = (now - listedAt) / 1e9;
        boolean first = known.isEmpty();
        var names = proc.list();
        if (names == null) {
            return Reading.missing(time.instant(), "/proc cannot be read");
        }
        var listed = new HashMap<Long, Entry>(known.size() * 2);
        for (var name : names) {
            if (!name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9') {
                Roots.number(name).ifPresent(pid -> read(pid, stat(pid), seconds, listed));
            }
        }
        known = listed;
        listedAt = now;
        regroup();
        if (listed.isEmpty()) {
            return Reading.missing(time.instant(), "no process can be seen");
        }
        return first
                ? Reading.missing(time.instant(), "first listing, use follows with the next")
                : Reading.counted(summary(listed), time.instant());
    }

    private static Programs summary(Map<Long, Entry> listed) {
        var all = new ArrayList<>(listed.values());
        // Threads of the kernel have no memory and are nobody's program.
        all.removeIf(process -> process.memory() == 0 && process.cpu() == 0);
        all.sort(
                Comparator.comparingDouble(Entry::cpu).thenComparingLong(Entry::memory).reversed());
        var top = all.subList(0, Math.min(TOP, all.size()));
        var rest = all.subList(top.size(), all.size());
        return new Programs(
                top.stream().map(Entry::program).toList(),
                rest.size(),
                rest.stream().mapToDouble(Entry::cpu).sum(),
                new Bytes(rest.stream().mapToLong(Entry::memory).sum()));
    }

    /** After a listing: families may have grown, and files of those nobody asks for are closed. */
    private void regroup() {
        children = new HashMap<>();
        for (var process : known.values()) {
            children.computeIfAbsent(process.parent(), _ -> new ArrayList<>()).add(process.pid());
        }
        var asked = new HashSet<Long>();
        families.values().forEach(asked::addAll);
        families.clear();
        ended.clear();
        open.entrySet()
                .removeIf(entry -> {
                    boolean idle = !asked.contains(entry.getKey());
                    if (idle) {
                        entry.getValue().close();
                    }
                    return idle;
                });
    }

    private void read(
            long pid, ProcFile.@Nullable Text text, double seconds, Map<Long, Entry> into) {
        // A name may hold spaces and brackets: it ends at the last bracket.
        if (text == null || !text.skipPast('(')) {
            return;
        }
        int from = text.position();
        int to = text.lastOf(')');
        if (to < from) {
            return;
        }
        text.position(to + 1);
        text.skipWord();
        long parent = text.number();
        for (int field = 5; field <= 13; field++) {
            text.skipWord();
        }
        long ticks = text.number() + text.number();
        for (int field = 16; field <= 21; field++) {
            text.skipWord();
        }
        long started = text.number();
        text.skipWord();
        long pages = text.number();
        if (ticks < 0 || started < 0 || pages < 0) {
            return;
        }
        var before = known.get(pid);
        boolean same = before != null && before.started() == started;
        double cpu =
                same && before != null && seconds > 0
                        ? Math.max(0, ticks - before.ticks()) / TICKS_PER_SECOND / seconds
                        : 0;
        var name = same && before != null ? before.name() : text.between(from, to);
        into.put(pid, new Entry(pid, parent, name, started, ticks, pages * pageSize, cpu));
    }

    private File statFile(long pid) {
        return new File(proc, pid + "/stat");
    }

    private ProcFile.@Nullable Text stat(long pid) {
        try (var in = new FileInputStream(statFile(pid))) {
            int length = in.read(buffer);
            return new ProcFile.Text(buffer, Math.max(0, length));
        } catch (IOException e) {
            // It ended between the listing and the reading.
            return null;
        }
    }

    /** The same from a file that stays open: it never shows another process of the same number. */
    private ProcFile.@Nullable Text statAgain(long pid) {
        if (ended.contains(pid)) {
            return null;
        }
        try {
            var file = open.get(pid);
            if (file == null) {
                file = new ProcFile(statFile(pid).toPath(), STAT_BYTES);
                open.put(pid, file);
            }
            return file.readOnce();
        } catch (IOException e) {
            ended.add(pid);
            var file = open.remove(pid);
            if (file != null) {
                file.close();
            }
            return null;
        }
    }

    /** Reads the known members of the family again; members born since the listing join later. */
    synchronized Reading<ProcessUse> use(long rootPid) {
        var fresh = new HashMap<Long, Entry>();
        for (var pid : families.computeIfAbsent(rootPid, this::family)) {
            read(pid, statAgain(pid), 0, fresh);
        }
        if (!fresh.containsKey(rootPid)) {
            return Reading.missing(time.instant(), "process " + rootPid + " has ended");
        }
        long ticks = 0;
        long memory = 0;
        for (var process : fresh.values()) {
            ticks += process.ticks();
            memory += process.memory();
        }
        return Reading.counted(
                new ProcessUse(
                        fresh.size(),
                        Duration.ofMillis((long) (ticks * 1000 / TICKS_PER_SECOND)),
                        new Bytes(memory)),
                time.instant());
    }

    private List<Long> family(long rootPid) {
        var family = new ArrayList<Long>(List.of(rootPid));
        var seen = new HashSet<Long>(family);
        for (int i = 0; i < family.size(); i++) {
            for (long child : children.getOrDefault(family.get(i), List.of())) {
                if (seen.add(child)) {
                    family.add(child);
                }
            }
        }
        return family;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(ProcFile::close);
        open.clear();
    }
}
