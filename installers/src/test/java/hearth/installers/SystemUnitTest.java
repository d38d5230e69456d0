package hearth.installers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hearth.kernel.Commands;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The system's unit leaves a process little to do harm with, by systemd's own measure. */
final class SystemUnitTest {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path UNIT = Path.of("systemd/hearth-agent.service");

    @TempDir Path folder;

    @BeforeEach
    void require() {
        boolean there = Files.isExecutable(ANALYZE);
        if (!there) {
            System.err.println(
                    "WARNING: no systemd-analyze here: the service's hardening is not checked.");
        }
        Assumptions.assumeTrue(there, "no systemd-analyze");
    }

    private Commands.Finished analyze(Path unit) throws Exception {
        return Commands.run(
                folder,
                Duration.ofSeconds(30),
                List.of(
                        ANALYZE.toString(),
                        "security",
                        "--offline=true",
                        "--threshold=20",
                        unit.toAbsolutePath().toString()));
    }

    private static Path unit() {
        String base = System.getProperty("basedir", ".");
        return Path.of(base).resolve(UNIT);
    }

    @Test
    void exposureStaysAtOrBelowTwo() throws Exception {
        var found = analyze(unit());
        assertEquals(0, found.exitCode(), found.output() + found.errors());
    }

    @Test
    void theMeasureNoticesWhenSomethingIsTakenAway() throws Exception {
        String loose = Files.readString(unit()).replaceAll("(?m)^(Protect|Restrict).*$", "");
        Path unit = Files.writeString(folder.resolve("hearth-agent.service"), loose);
        assertNotEquals(0, analyze(unit).exitCode());
    }
}
