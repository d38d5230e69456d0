package hearth.monitors.bench;

import hearth.kernel.Threads;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Direct access by Java alone; as many threads as requests in flight. */
final class ChannelFile implements BlockFile {
    /** Drives want addresses and sizes in multiples of their sectors: 4096 suits them all. */
    private static final int SECTOR = 4096;

    /** What all requests in flight carry together at most. */
    private static final int BUFFERS = 8 << 20;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer noise;

    ChannelFile(Path folder) throws IOException {
        file = folder.resolve(NAME);
        Files.deleteIfExists(file);
        noise = noise();
        channel = open(folder, file);
    }

    private static FileChannel open(Path folder, Path file) throws IOException {
        try {
            return FileChannel.open(
                    file,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE,
                    direct());
        } catch (UnsupportedOperationException | IOException e) {
            Files.deleteIfExists(file);
            if (!Files.isDirectory(folder)) {
                throw new IOException("its folder is not there", e);
            }
            throw new IOException("this file system's cache cannot be left out of the figure", e);
        }
    }

    /** ExtendedOpenOption.DIRECT; by its name, because the compiler warns of its package. */
    private static OpenOption direct() throws IOException {
        try {
            return Arrays.stream(
                            Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                    .map(OpenOption.class::cast)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("this Java has no direct access"));
        } catch (ClassNotFoundException e) {
            throw new IOException("this Java has no direct access", e);
        }
    }

    @Override
    public long move(boolean write, int block, int inFlight, Places places) throws IOException {
        var moved = new AtomicLong();
        var problem = new AtomicReference<@Nullable IOException>();
        var done = new CountDownLatch(inFlight);
        var factory = Threads.daemon("hearth-bench-drive");
        for (int i = 0; i < inFlight; i++) {
            var buffer = noise.slice(i * block, block);
            factory.newThread(
                            () -> {
                                try {
                                    moved.addAndGet(one(write, buffer, places));
                                } catch (IOException e) {
                                    problem.compareAndSet(null, e);
                                } finally {
                                    done.countDown();
                                }
                            })
                    .start();
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        var failed = problem.get();
        if (failed != null) {
            throw failed;
        }
        return moved.get();
    }

    private long one(boolean write, ByteBuffer buffer, Places places) throws IOException {
        long blocks = 0;
        while (true) {
            long at;
            synchronized (places) {
                at = places.next();
            }
            if (at < 0) {
                return blocks;
            }
            buffer.clear();
            int got = write ? channel.write(buffer, at) : channel.read(buffer, at);
            if (got != buffer.capacity()) {
                throw new IOException("the drive moved " + got + " of " + buffer.capacity());
            }
            blocks++;
        }
    }

    /** Drives that compress must not look faster than they are. */
    private static ByteBuffer noise() {
        var bytes = new byte[BUFFERS];
        new Random(1).nextBytes(bytes);
        return ByteBuffer.allocateDirect(BUFFERS + SECTOR)
                .alignedSlice(SECTOR)
                .slice(0, BUFFERS)
                .put(bytes)
                .clear();
    }

    @Override
    public void flush() throws IOException {
        channel.force(false);
    }

    @Override
    public String engine() {
        return "threads";
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
    }
}
