package hearth.slots;

import hearth.kernel.Bytes;
import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.kernel.Threads;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One child process in its slot. */
final class ProcessSlot implements RunningSlot {
    /** Between looks at what changes slowly and is dear to see: files and child processes. */
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final SlotSpec spec;
    private final Path folder;
    private final Process process;
    private final List<Enforcement> limits;
    private final Threads threads;
    private final Path proc;
    private final List<Path> measured;
    private final CompletableFuture<Integer> ended;
    private final AtomicLong measuredAt = new AtomicLong(System.nanoTime() - SLOW_NANOS);
    private volatile long diskBytes;
    private volatile List<Long> pids;

    ProcessSlot(
            SlotSpec spec,
            SlotProgram program,
            Path folder,
            Process process,
            ControlGroup group,
            List<Enforcement> limits,
            Threads threads,
            Path proc) {
        this.spec = spec;
        this.folder = folder;
        this.process = process;
        this.limits = List.copyOf(limits);
        this.threads = threads;
        this.proc = proc;
        this.pids = List.of(process.pid());
        var measured = new ArrayList<Path>();
        measured.add(folder);
        for (var other : program.folders()) {
            if (!other.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath())) {
                measured.add(other);
            }
        }
        this.measured = List.copyOf(measured);
        this.ended =
                process.onExit()
                        .thenApply(finished -> {
                            group.remove();
                            return finished.exitValue();
                        });
    }

    @Override
    public SlotSpec spec() {
        return spec;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public InputStream errors() {
        return process.getErrorStream();
    }

    @Override
    public List<Enforcement> limits() {
        return limits;
    }

    @Override
    public CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    @Override
    public SlotUse use() {
        var now = threads.time().instant();
        long onDisk = disk();
        var disk = new Reading.Measured<>(new Bytes(onDisk), now, Quality.COUNTER);
        var tree = ProcessTree.use(proc, pids);
        if (tree.isEmpty()) {
            var reason = process.isAlive() ? "this system has no /proc" : "the program has ended";
            return new SlotUse(Reading.missing(now, reason), Reading.missing(now, reason), disk);
        }
        return new SlotUse(
                Reading.counted(tree.get().cpu(), now),
                Reading.counted(new Bytes(tree.get().residentBytes()), now),
                disk);
    }

    private long disk() {
        long last = measuredAt.get();
        long now = System.nanoTime();
        if (now - last >= SLOW_NANOS && measuredAt.compareAndSet(last, now)) {
            long total = 0;
            for (var path : measured) {
                total += size(path);
            }
            diskBytes = total;
            pids = ProcessTree.pids(process.toHandle());
        }
        return diskBytes;
    }

    private static long size(Path path) {
        var total = new AtomicLong();
        try {
            Files.walkFileTree(
                    path,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            total.addAndGet(attributes.size());
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) {
                            return FileVisitResult.CONTINUE; // deleted meanwhile
                        }
                    });
        } catch (IOException e) {
            return total.get(); // not made yet
        }
        return total.get();
    }

    @Override
    public void stop(Duration grace) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            var _ = process.waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
