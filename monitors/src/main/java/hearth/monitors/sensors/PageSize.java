package hearth.monitors.sensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;

/** The kernel's page size: 4 KiB on most machines, 16 KiB on a Raspberry Pi 5. */
final class PageSize {
    private static final long USUAL = 4096;
    private static final long AT_PAGESZ = 6;

    private PageSize() {}

    /** From the auxiliary vector that the kernel gave this process. */
    static long ofSystem(Roots roots) {
        try {
            var vector =
                    ByteBuffer.wrap(Files.readAllBytes(roots.proc().resolve("self/auxv")))
                            .order(ByteOrder.nativeOrder());
            while (vector.remaining() >= 16) {
                long key = vector.getLong();
                long value = vector.getLong();
                if (key == AT_PAGESZ && Long.bitCount(value) == 1) {
                    return value;
                }
            }
            return USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }
}
