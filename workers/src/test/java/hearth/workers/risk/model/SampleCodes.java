package hearth.workers.risk.model;

import hearth.kernel.Hex;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The real contracts of the practice network, which the tests score. */
final class SampleCodes {
    static final Path FILE =
            Path.of("../network/src/main/resources/hearth/network/practice")
                    .resolve("contracts-sample.jsonl.gz");

    private static final String FIELD = "\"bytecode\":\"";

    private SampleCodes() {}

    static List<byte[]> read() throws IOException {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(FILE)),
                                StandardCharsets.UTF_8))) {
            return lines.lines().map(SampleCodes::code).toList();
        }
    }

    private static byte[] code(String line) {
        int start = line.indexOf(FIELD) + FIELD.length();
        return Hex.parse(line.substring(start, line.indexOf('"', start)));
    }
}
