package hearth.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who holds a lock holds it, whoever else tries. */
@Timeout(60)
final class DataDirLockTest {
    @TempDir Path root;

    /** Tries to lock the folder's part from a process of its own. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws Exception {
            var lock = DataDir.open(Path.of(arguments[0])).lock("part.lock");
            System.out.print(lock.isPresent() ? "had" : "refused");
        }
    }

    private String another() throws Exception {
        var process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Other.class.getName(),
                                root.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        // Its output may end before its lock does.
        process.waitFor();
        return said;
    }

    @Test
    void aSecondTryInTheSameProcessGivesNothingAway() throws Exception {
        var dir = DataDir.open(root);
        try (var _ = dir.lock("part.lock").orElseThrow()) {
            assertTrue(dir.lock("part.lock").isEmpty());
            assertTrue(DataDir.lock(root.resolve("part.lock")).isEmpty());
            // the same file by another way
            var way = Files.createSymbolicLink(root.resolve("way"), root);
            assertTrue(DataDir.lock(way.resolve("part.lock")).isEmpty());
            assertEquals("refused", another());
        }
        assertEquals("had", another());
        dir.lock("part.lock").orElseThrow().close();
    }

    @Test
    void closedTwiceItIsNotTakenFromItsNextHolder() throws Exception {
        var dir = DataDir.open(root);
        var first = dir.lock("part.lock").orElseThrow();
        first.close();
        try (var _ = dir.lock("part.lock").orElseThrow()) {
            first.close();
            assertTrue(dir.lock("part.lock").isEmpty());
            assertEquals("refused", another());
        }
    }
}
