package hearth.monitors.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/**
 * Direct access by Linux' asynchronous requests, handed in one by one as fio's libaio engine does
 * by default: one thread keeps any number in flight. Layouts from linux/aio_abi.h.
 */
final class AioFile implements BlockFile {
    private static final int MOST = 64;
    private static final int SECTOR = 4096;
    private static final int REQUEST = 64;
    private static final int EVENT = 32;

    /** What all requests in flight carry together at most. */
    private static final long BUFFERS = 8L << 20;

    private static final short READ = 0;
    private static final short WRITE = 1;

    private final Arena arena;
    private final LinuxCalls calls;
    private final int descriptor;
    private final long context;
    private final MemorySegment requests;
    private final MemorySegment pointer;
    private final MemorySegment events;
    private final MemorySegment buffers;

    private AioFile(Arena arena, LinuxCalls calls, int descriptor, long context) {
        this.arena = arena;
        this.calls = calls;
        this.descriptor = descriptor;
        this.context = context;
        requests = arena.allocate((long) MOST * REQUEST, 8);
        pointer = arena.allocate(8, 8);
        events = arena.allocate((long) MOST * EVENT, 8);
        // Filled here and not while the clock runs.
        buffers = arena.allocate(BUFFERS, SECTOR);
        noise(buffers);
    }

    /**
     * Makes the file; empty where the system has no such requests.
     *
     * @throws IOException if the file cannot be made
     */
    static Optional<BlockFile> in(Path folder) throws IOException {
        var arena = Arena.ofShared();
        boolean made = false;
        try {
            var calls = LinuxCalls.in(arena);
            if (calls.isEmpty()) {
                return Optional.empty();
            }
            long context = calls.get().setup(MOST, arena.allocate(8, 8));
            if (context == 0) {
                return Optional.empty();
            }
            var path = folder.resolve(NAME).toAbsolutePath();
            Files.deleteIfExists(path);
            int descriptor;
            try {
                descriptor = calls.get().openNameless(arena.allocateFrom(path.toString()));
            } catch (IOException e) {
                calls.get().destroy(context);
                throw e;
            }
            made = true;
            return Optional.of(new AioFile(arena, calls.get(), descriptor, context));
        } finally {
            if (!made) {
                arena.close();
            }
        }
    }

    @Override
    public long move(boolean write, int block, int inFlight, Places places) throws IOException {
        if (inFlight < 1 || inFlight > MOST || (long) block * inFlight > BUFFERS) {
            throw new IllegalArgumentException("in flight: " + inFlight + " of " + block);
        }
        var flight = new Flight(write, block);
        int flying = 0;
        boolean ended = false;
        long moved = 0;
        while (!ended && flying < inFlight) {
            ended = !flight.submit(flying, places.next());
            flying += ended ? 0 : 1;
        }
        while (flying > 0) {
            int got = calls.events(context, 1, inFlight, events);
            for (int i = 0; i < got; i++) {
                int slot = (int) events.get(ValueLayout.JAVA_LONG, (long) i * EVENT);
                flight.check(events.get(ValueLayout.JAVA_LONG, (long) i * EVENT + 16));
                moved++;
                flying--;
                if (!ended && flight.submit(slot, places.next())) {
                    flying++;
                } else {
                    ended = true;
                }
            }
        }
        flight.fail();
        return moved;
    }

    /** Drives that compress must not look faster than they are. */
    private static void noise(MemorySegment buffers) {
        var random = new Random(1);
        for (long at = 0; at < buffers.byteSize(); at += 8) {
            buffers.set(ValueLayout.JAVA_LONG, at, random.nextLong());
        }
    }

    /**
     * What is under way. A failure ends it only when everything came back: until then the drive may
     * still write into the buffers.
     */
    private final class Flight {
        private final boolean write;
        private final int block;
        private String problem = "";

        Flight(boolean write, int block) {
            this.write = write;
            this.block = block;
        }

        /** Hands one request in; false when there is none to hand in. */
        boolean submit(int slot, long at) {
            if (at < 0 || !problem.isEmpty()) {
                return false;
            }
            long base = (long) slot * REQUEST;
            requests.asSlice(base, REQUEST).fill((byte) 0);
            requests.set(ValueLayout.JAVA_LONG, base, slot);
            requests.set(ValueLayout.JAVA_SHORT, base + 16, write ? WRITE : READ);
            requests.set(ValueLayout.JAVA_INT, base + 20, descriptor);
            requests.set(ValueLayout.JAVA_LONG, base + 24, buffers.address() + (long) slot * block);
            requests.set(ValueLayout.JAVA_LONG, base + 32, block);
            requests.set(ValueLayout.JAVA_LONG, base + 40, at);
            pointer.set(ValueLayout.JAVA_LONG, 0, requests.address() + base);
            try {
                if (calls.submit(context, 1, pointer) == 1) {
                    return true;
                }
                problem = "the drive took no request";
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
            }
            return false;
        }

        void check(long result) {
            if (result != block && problem.isEmpty()) {
                problem =
                        result < 0
                                ? "the drive gave error " + -result
                                : "the drive moved " + result + " of " + block + " bytes";
            }
        }

        void fail() throws IOException {
            if (!problem.isEmpty()) {
                throw new IOException(problem);
            }
        }
    }

    @Override
    public void flush() throws IOException {
        calls.flush(descriptor);
    }

    @Override
    public String engine() {
        return "libaio";
    }

    @Override
    public void close() throws IOException {
        try (arena) {
            calls.destroy(context);
            calls.close(descriptor);
        }
    }
}
