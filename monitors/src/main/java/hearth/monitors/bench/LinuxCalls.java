package hearth.monitors.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * The few system calls that Java has no name for: opening a file past the cache, and asynchronous
 * requests (io_setup(2), io_submit(2), io_getevents(2)).
 */
final class LinuxCalls {
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout()
                    .varHandle(MemoryLayout.PathElement.groupElement("errno"));

    /** The kernel's numbers for the calls; they differ by architecture. */
    private record Numbers(long setup, long destroy, long submit, long events) {
        static Optional<Numbers> here() {
            return switch (System.getProperty("os.arch", "")) {
                case "amd64", "x86_64" -> Optional.of(new Numbers(206, 207, 209, 208));
                case "aarch64" -> Optional.of(new Numbers(0, 1, 2, 4));
                default -> Optional.empty();
            };
        }

        /** O_DIRECT is one of the few flags that differ as well. */
        static int direct() {
            return System.getProperty("os.arch", "").equals("aarch64") ? 0x10000 : 0x4000;
        }
    }

    private static final int READ_WRITE = 2;
    private static final int CREATE = 0x40;
    private static final int EXCLUSIVE = 0x80;
    private static final int CLOSE_ON_EXEC = 0x80000;

    private final Numbers numbers;
    private final MemorySegment errno;
    private final MethodHandle syscall;
    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle unlink;
    private final MethodHandle datasync;

    @SuppressWarnings("restricted")
    private LinuxCalls(Numbers numbers, Arena arena) {
        this.numbers = numbers;
        errno = arena.allocate(Linker.Option.captureStateLayout());
        var l = ValueLayout.JAVA_LONG;
        var i = ValueLayout.JAVA_INT;
        var a = ValueLayout.ADDRESS;
        syscall = function("syscall", 1, FunctionDescriptor.of(l, l, l, l, l, l, l));
        open = function("open", 2, FunctionDescriptor.of(i, a, i, i));
        close = function("close", -1, FunctionDescriptor.of(i, i));
        unlink = function("unlink", -1, FunctionDescriptor.of(i, a));
        datasync = function("fdatasync", -1, FunctionDescriptor.of(i, i));
    }

    /** The calls, where this system has them. */
    static Optional<LinuxCalls> in(Arena arena) {
        return Numbers.here().map(numbers -> new LinuxCalls(numbers, arena));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(
            String name, int firstOfAnyNumber, FunctionDescriptor descriptor) {
        var linker = Linker.nativeLinker();
        var address = linker.defaultLookup().find(name).orElseThrow();
        var state = Linker.Option.captureCallState("errno");
        return firstOfAnyNumber < 0
                ? linker.downcallHandle(address, descriptor, state)
                : linker.downcallHandle(
                        address,
                        descriptor,
                        state,
                        Linker.Option.firstVariadicArg(firstOfAnyNumber));
    }

    private int errno() {
        return (int) ERRNO.get(errno, 0L);
    }

    /**
     * Makes a new file past the cache and takes its name away at once: whoever dies, the system
     * frees its blocks.
     *
     * @return its descriptor
     */
    int openNameless(MemorySegment path) throws IOException {
        try {
            int flags = READ_WRITE | CREATE | EXCLUSIVE | CLOSE_ON_EXEC | Numbers.direct();
            int descriptor = (int) open.invokeExact(errno, path, flags, 0600);
            if (descriptor < 0) {
                int why = errno();
                // A file system without direct access may have made the file all the same.
                int ignored = (int) unlink.invokeExact(errno, path);
                throw new IOException(ignored > 0 ? "" : openFailure(why));
            }
            int removed = (int) unlink.invokeExact(errno, path);
            if (removed != 0) {
                throw new IOException("its file could not be removed, error " + errno());
            }
            return descriptor;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the file could not be made", e);
        }
    }

    private static String openFailure(int why) {
        return switch (why) {
            case 2 -> "its folder is not there";
            case 13 -> "no permission to write there";
            case 22 -> "this file system's cache cannot be left out of the figure";
            case 28 -> "no space is left";
            case 30 -> "the file system is read-only";
            default -> "its file cannot be made, error " + why;
        };
    }

    void close(int descriptor) {
        try {
            int ignored = (int) close.invokeExact(errno, descriptor);
            assert ignored <= 0;
        } catch (Throwable e) {
            throw new IllegalStateException("close", e);
        }
    }

    void flush(int descriptor) throws IOException {
        int failed;
        try {
            failed = (int) datasync.invokeExact(errno, descriptor);
        } catch (Throwable e) {
            throw new IOException("flushing failed", e);
        }
        if (failed != 0) {
            throw new IOException("the drive did not take everything, error " + errno());
        }
    }

    /** Makes a context for so many requests; 0 where the system refuses. */
    long setup(int requests, MemorySegment context) throws IOException {
        context.set(ValueLayout.JAVA_LONG, 0, 0);
        long failed = call(numbers.setup(), requests, context.address(), 0, 0, 0);
        return failed == 0 ? context.get(ValueLayout.JAVA_LONG, 0) : 0;
    }

    void destroy(long context) throws IOException {
        long ignored = call(numbers.destroy(), context, 0, 0, 0, 0);
        assert ignored <= 0;
    }

    /** Hands in so many requests of a list of pointers; gives how many were taken. */
    int submit(long context, int count, MemorySegment pointers) throws IOException {
        long taken = call(numbers.submit(), context, count, pointers.address(), 0, 0);
        if (taken < 0) {
            throw new IOException("the drive took no request, error " + errno());
        }
        return (int) taken;
    }

    /** Waits for at least so many answers; gives how many there are. */
    int events(long context, int least, int most, MemorySegment into) throws IOException {
        long got = call(numbers.events(), context, least, most, into.address(), 0);
        if (got < 0) {
            if (errno() == 4) { // a signal came in between
                return 0;
            }
            throw new IOException("the drive gave no answer, error " + errno());
        }
        return (int) got;
    }

    private long call(long number, long a, long b, long c, long d, long e) throws IOException {
        try {
            return (long) syscall.invokeExact(errno, number, a, b, c, d, e);
        } catch (Throwable problem) {
            throw new IOException("a system call failed", problem);
        }
    }
}
