package hearth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** One quick run through the command, a real agent and its process; figures are not judged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class BenchCommandTest {
    @TempDir private static @Nullable Path folder;
    private @Nullable Installation installation;
    private @Nullable JsonNode measured;

    @BeforeAll
    void measure() throws IOException {
        installation = new Installation(Objects.requireNonNull(folder), "unused");
        assertEquals(1, home().run("bench", "--last").exit(), "nothing was measured yet");
        measured = home().json("bench", "--quick");
    }

    @AfterAll
    void stop() {
        home().run("agent", "stop");
    }

    private Installation home() {
        return Objects.requireNonNull(installation);
    }

    private JsonNode report() {
        return Objects.requireNonNull(measured);
    }

    private Path file(String name) {
        return Objects.requireNonNull(folder).resolve(name);
    }

    private static Map<String, JsonNode> lines(JsonNode report) {
        var lines = new HashMap<String, JsonNode>();
        report.path("measures").forEach(one -> lines.put(one.path("name").asString(), one));
        return lines;
    }

    @Test
    void everyLineHasAFigureOrItsReason() {
        var lines = lines(report());
        assertTrue(lines.size() > 20, lines.keySet()::toString);
        for (var line : lines.values()) {
            var missing = line.path("missing").asString();
            assertTrue(line.path("median").asDouble() > 0 || !missing.isBlank(), line::toString);
        }
        for (var name : new String[] {"cpu.primes.all", "memory.triad", "wasm.sha256"}) {
            var line = Objects.requireNonNull(lines.get(name), name);
            assertTrue(line.path("median").asDouble() > 0, name);
            assertTrue(line.path("repeats").asInt() >= 3, name);
        }
        boolean trusted = report().path("trustworthy").asBoolean();
        assertEquals(trusted, report().path("verdict").asString().isBlank(), report()::toString);
    }

    @Test
    void theReportIsSignedAndAChangeIsSeen() throws IOException {
        var file = file("report.txt");
        home().json("bench", "--last", "--report", file.toString());
        var verified = home().json("bench", "--verify", file.toString());
        assertTrue(verified.path("valid").asBoolean());
        assertTrue(verified.path("signer").asString().matches("0x[0-9a-f]{40}"));
        var text = Files.readString(file);
        var other = Files.writeString(file("other.txt"), text.replaceFirst("quick", "full!"));
        assertFalse(text.equals(Files.readString(other)), "the report names its mode");
        var refused = home().run("bench", "--verify", other.toString());
        assertEquals(1, refused.exit(), refused::toString);
        assertTrue(refused.err().contains("BENCH-11"), refused::toString);
    }

    @Test
    void theHistoryHoldsItAndSaysWhatTheMachineIsFitFor() {
        var history = home().json("bench", "--history");
        assertEquals(1, history.path("reports").size());
        assertEquals(
                report().path("at").asLong(), history.path("reports").path(0).path("at").asLong());
        assertTrue(history.path("qualifications").size() > 5, history::toString);
    }

    @Test
    void whatCannotBeMeasuredIsSaidPlainly() {
        var load = home().run("bench", "--sustained", "1s", "--yes");
        assertEquals(1, load.exit(), load::toString);
        assertTrue(load.err().contains("BENCH-6"), load::toString);
        var line = home().run("bench", "--network", "127.0.0.1:9", "--code-file", "/dev/null");
        assertEquals(1, line.exit(), line::toString);
        assertFalse(line.err().contains("Exception"), line::toString);
        var both = home().run("bench", "--quick", "--full");
        assertEquals(2, both.exit(), both::toString);
    }
}
