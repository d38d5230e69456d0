package hearth.monitors.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Locale;

/** Makes Linux forget what it holds of a file, so that reading it asks the drive. */
final class PageCache {
    private static final int DONT_NEED = 4;

    private PageCache() {}

    /** Whether the file's contents were dropped; false where the system has no such door. */
    static boolean drop(Path file) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return false;
        }
        try (var arena = Arena.ofConfined()) {
            var path = arena.allocateFrom(file.toAbsolutePath().toString());
            // The third argument is for files to be made; open() takes it as one of any number.
            int descriptor = (int) function("open", 1, OPEN).invokeExact(path, 0);
            if (descriptor < 0) {
                return false;
            }
            try {
                int failed =
                        (int)
                                function("posix_fadvise", -1, ADVISE)
                                        .invokeExact(descriptor, 0L, 0L, DONT_NEED);
                return failed == 0;
            } finally {
                int ignored = (int) function("close", -1, CLOSE).invokeExact(descriptor);
                assert ignored <= 0;
            }
        } catch (Throwable e) {
            // No such function, or not allowed: the same answer as on other systems.
            return false;
        }
    }

    private static final FunctionDescriptor OPEN =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

    private static final FunctionDescriptor ADVISE =
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT);

    private static final FunctionDescriptor CLOSE =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    @SuppressWarnings("restricted")
    private static MethodHandle function(
            String name, int firstOfAnyNumber, FunctionDescriptor descriptor) {
        var linker = Linker.nativeLinker();
        var address = linker.defaultLookup().find(name).orElseThrow();
        return firstOfAnyNumber < 0
                ? linker.downcallHandle(address, descriptor)
                : linker.downcallHandle(
                        address, descriptor, Linker.Option.firstVariadicArg(firstOfAnyNumber));
    }
}
