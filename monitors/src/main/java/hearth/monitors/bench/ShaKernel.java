package hearth.monitors.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over blocks that fit into the first cache: bytes per second. */
final class ShaKernel implements BenchKernel {
    @Override
    public String id() {
        return "cpu.sha256";
    }

    @Override
    public String unit() {
        return "B/s";
    }

    @Override
    public boolean alsoAlone() {
        return true;
    }

    @Override
    public Worker worker() {
        var digest = sha();
        var block = new byte[16 << 10];
        return () -> {
            for (int i = 0; i < 16; i++) {
                digest.update(block);
            }
            // The result goes into the next block: nothing can be left out.
            block[0] ^= digest.digest()[0];
            return 16L * block.length;
        };
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
