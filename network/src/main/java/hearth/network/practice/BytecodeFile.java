package hearth.network.practice;

import hearth.kernel.Hex;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Run-time code of contracts, one JSON object with {@code bytecode} a line, plain or gzip. Read as
 * it is needed; a file of any length costs no memory.
 */
final class BytecodeFile implements AutoCloseable {
    /** EIP-170: longer code is refused by a chain. */
    static final int MAX_CODE = 24_576;

    private static final int MAX_LINE = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BufferedReader lines;
    private long refused;

    private BytecodeFile(BufferedReader lines) {
        this.lines = lines;
    }

    /** Opens a file, or the sample that comes with Hearth when there is none. */
    static BytecodeFile open(Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            return of(Files.newInputStream(file.get()));
        }
        InputStream sample = BytecodeFile.class.getResourceAsStream("contracts-sample.jsonl.gz");
        if (sample == null) {
            throw new IOException("the sample of contracts is missing from this build");
        }
        return of(sample);
    }

    private static BytecodeFile of(InputStream raw) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return new BytecodeFile(
                    new BufferedReader(
                            new InputStreamReader(
                                    gzip ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The next code that a chain will take; empty at the end. */
    Optional<byte[]> next() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Optional<byte[]> code = line.length() > MAX_LINE ? Optional.empty() : code(line);
            if (code.isPresent()) {
                return code;
            }
            refused++;
        }
        return Optional.empty();
    }

    private static Optional<byte[]> code(String line) {
        try {
            JsonNode text = JSON.readTree(line).get("bytecode");
            byte[] code =
                    text == null || !text.isString() ? new byte[0] : Hex.parse(text.stringValue());
            // EIP-3541 keeps code that begins with 0xEF for another format.
            return code.length == 0 || code.length > MAX_CODE || (code[0] & 0xff) == 0xef
                    ? Optional.empty()
                    : Optional.of(code);
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Lines so far that hold no code that a chain would take. */
    long refused() {
        return refused;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
