package hearth.workers.risk.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Threads;
import hearth.workers.risk.FakeModel;
import hearth.workers.risk.Finding;
import hearth.workers.risk.HexDigits;
import hearth.workers.risk.load.InsightGraph;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** The three stages from a file. */
final class RiskRunTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir Path folder;
    private Threads threads;

    @BeforeEach
    void start() {
        threads = Threads.system();
    }

    @AfterEach
    void stop() {
        threads.close();
    }

    /** 3,000 lines, every code twice, one of the two with an address. */
    private Path file(boolean packed) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            var code = HexDigits.encode(FakeModel.code(Finding.PONZI, 60, 1, i / 2));
            text.append("{\"label\":1,\"extra\":{\"a\":[1]},\"address\":\"")
                    .append(i % 2 == 0 ? "" : "0x" + String.format("%040x", i + 1))
                    .append("\",\"bytecode\":\"")
                    .append(code)
                    .append("\"}\n");
        }
        var file = folder.resolve(packed ? "in.jsonl.gz" : "in.jsonl");
        try (var raw = Files.newOutputStream(file);
                var out = packed ? new GZIPOutputStream(raw) : raw) {
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    @Test
    void everythingInTheFileGoesThroughAllStages() throws Exception {
        for (boolean packed : new boolean[] {true, false}) {
            var graph = folder.resolve("graph" + packed);
            var report = new RiskRun(new FakeModel(), threads).file(file(packed), LONG, graph);
            assertEquals(3_000, report.contracts());
            assertEquals(1_500, report.codes());
            assertTrue(report.inputEnded());
            assertEquals(3_000 / report.seconds(), report.contractsPerSecond(), 1e-6);
            assertEquals(Set.of("extract", "infer", "load"), report.stages().keySet());
            report.stages().values().forEach(rate -> assertTrue(rate > 0));
            assertTrue(report.cpuSeconds() > 0);
            try (var insights =
                    InsightGraph.open(
                            graph, 1, new FakeModel().digest().hex(), Clock.systemUTC())) {
                assertTrue(insights.movedAside().isEmpty());
                assertEquals(3_000, insights.totals().contracts());
                assertEquals(1_500, insights.totals().codes());
            }
        }
    }

    @Test
    void timeEndsItBeforeTheFileDoes() throws Exception {
        var report =
                new RiskRun(new FakeModel(), threads)
                        .file(file(true), Duration.ZERO, folder.resolve("graph"));
        assertFalse(report.inputEnded());
        assertEquals(0, report.contracts());
    }

    @Test
    void fileOfAnotherKindIsSaid() throws Exception {
        var file = folder.resolve("other");
        Files.writeString(file, "address,code\n1,2\n");
        var failure =
                assertThrows(
                        IOException.class,
                        () ->
                                new RiskRun(new FakeModel(), threads)
                                        .file(file, LONG, folder.resolve("graph")));
        assertTrue(failure.toString().contains("one JSON object a line"), failure.toString());
    }
}
