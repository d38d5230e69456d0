package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hex;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class RiskFilesTest {
    @TempDir Path folder;

    @Test
    void aDamagedLineDoesNotStopTheRest() throws IOException {
        var input = folder.resolve("in.jsonl");
        Files.writeString(
                input,
                """
                {"bytecode":"0x6001","label":1}
                {"bytecode":"0x600"}
                {"bytecode":"0xzz"}

                {"bytecode":17}
                {"bytecode":"0x60
                [1]
                {"other":{"bytecode":"0x6001"},"bytecode":"6001"}\
                """);
        var output = folder.resolve("out.jsonl");
        var summary = RiskFiles.score(input, output);
        assertEquals(new RiskFiles.Summary(2, 5), summary);
        var lines = Files.readAllLines(output);
        assertEquals(7, lines.size());
        assertTrue(lines.getFirst().startsWith("{\"codehash\":\"0x"));
        assertEquals(lines.getFirst(), lines.getLast());
        assertEquals("{\"line\":2,\"error\":\"bytecode is not hexadecimal\"}", lines.get(1));
        assertEquals("{\"line\":5,\"error\":\"no text called bytecode\"}", lines.get(3));
        assertEquals("{\"line\":6,\"error\":\"not a JSON object\"}", lines.get(4));
    }

    @Test
    void readsTheSampleCompressedInItsOrder() throws IOException {
        var output = folder.resolve("out.jsonl");
        var summary = RiskFiles.score(SampleCodes.FILE, output);
        var codes = SampleCodes.read();
        assertEquals(new RiskFiles.Summary(codes.size(), 0), summary);
        var lines = Files.readAllLines(output);
        var keccak = new Keccak();
        for (int i = 0; i < codes.size(); i++) {
            byte[] hash = keccak.hash(codes.get(i), 0, codes.get(i).length);
            assertTrue(lines.get(i).contains(Hex.of(hash)), "line " + i);
        }
    }

    @Test
    void aLineOfManyMegabytesIsAnErrorNotAProblem() throws IOException {
        var input = folder.resolve("in.jsonl");
        var line = "{\"bytecode\":\"0x" + "60".repeat(RiskFiles.MAX_LINE_BYTES / 2) + "\"}\n";
        Files.writeString(input, line + "{\"bytecode\":\"0x\"}\n");
        var summary = RiskFiles.score(input, folder.resolve("out.jsonl"));
        assertEquals(new RiskFiles.Summary(1, 1), summary);
    }
}
