package hearth.workers.risk.model;

import hearth.kernel.Hex;
import hearth.workers.risk.HexDigits;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Scores files with one JSON object a line, of which only {@code bytecode} is read. */
public final class RiskFiles {
    /** A longer line is answered with an error instead of being held in memory. */
    public static final int MAX_LINE_BYTES = 4 << 20;

    private static final int BUFFER = 1 << 16;

    private final JsonFactory json = new JsonFactory();
    private final RiskScorer scorer;
    private final Keccak keccak = new Keccak();

    private RiskFiles(RiskModel model) {
        scorer = model.newScorer();
    }

    /**
     * How it went.
     *
     * @param scored lines that got scores
     * @param damaged lines that got an error instead
     */
    public record Summary(long scored, long damaged) {}

    /**
     * Scores every line of the input, in its order; a name that ends in {@code .gz} is compressed.
     * A damaged line becomes a line with its number and an error, and the next one goes on. Blocks
     * until all is written.
     */
    public static Summary score(Path input, Path output) throws IOException {
        return score(RiskModel.load(), input, output);
    }

    /** As {@link #score(Path, Path)} with a model that is already loaded. */
    public static Summary score(RiskModel model, Path input, Path output) throws IOException {
        try (var in = open(input);
                var out = create(output)) {
            return new RiskFiles(model).score(in, out);
        }
    }

    private static InputStream open(Path input) throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(input), BUFFER);
        return compressed(input)
                ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER)
                : raw;
    }

    private static OutputStream create(Path output) throws IOException {
        var raw = new BufferedOutputStream(Files.newOutputStream(output), BUFFER);
        return compressed(output) ? new GZIPOutputStream(raw, BUFFER) : raw;
    }

    private static boolean compressed(Path file) {
        return file.toString().endsWith(".gz");
    }

    private Summary score(InputStream in, OutputStream out) throws IOException {
        var line = new ByteArrayOutputStream(BUFFER);
        long number = 0;
        long scored = 0;
        long damaged = 0;
        boolean more = true;
        while (more) {
            boolean fits = true;
            line.reset();
            int next = in.read();
            more = next >= 0;
            while (next >= 0 && next != '\n') {
                fits &= line.size() < MAX_LINE_BYTES;
                if (fits) {
                    line.write(next);
                }
                next = in.read();
            }
            more &= next >= 0;
            number++;
            byte[] text = line.toByteArray();
            if (blank(text)) {
                continue;
            }
            String error = fits ? scoreLine(text, out) : "the line is longer than 4 MiB";
            if (error.isEmpty()) {
                scored++;
            } else {
                damaged++;
                writeError(number, error, out);
            }
        }
        return new Summary(scored, damaged);
    }

    private static boolean blank(byte[] text) {
        for (byte each : text) {
            if (each != ' ' && each != '\r' && each != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Gives an error in words, or nothing when the line was written. */
    private String scoreLine(byte[] text, OutputStream out) throws IOException {
        String bytecode;
        try {
            bytecode = bytecode(text);
        } catch (JacksonException e) {
            return "not a JSON object";
        }
        if (bytecode.isEmpty()) {
            return "no text called bytecode";
        }
        byte[] code;
        try {
            code = HexDigits.decode(bytecode);
        } catch (IllegalArgumentException e) {
            return "bytecode is not hexadecimal";
        }
        writeScores(code, scorer.assess(code), out);
        return "";
    }

    private String bytecode(byte[] text) {
        String found = "";
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return found;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = "bytecode".equals(parser.currentName());
                var value = parser.nextToken();
                if (wanted && value == JsonToken.VALUE_STRING) {
                    found = parser.getString();
                }
                parser.skipChildren();
            }
        }
        return found;
    }

    private void writeScores(byte[] code, Assessment scores, OutputStream out) throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator line = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            line.writeStartObject();
            line.writeStringProperty("codehash", Hex.of(keccak.hash(code, 0, code.length)));
            for (var head : Head.values()) {
                line.writeNumberProperty(head.key(), BigDecimal.valueOf(scores.score(head), 4));
            }
            line.writeArrayPropertyStart("reasons");
            for (int reason : scores.reasons()) {
                line.writeString(Reason.of(reason).map(Reason::title).orElseThrow());
            }
            line.writeEndArray();
            line.writeEndObject();
        }
        bytes.write('\n');
        bytes.writeTo(out);
    }

    private void writeError(long number, String error, OutputStream out) throws IOException {
        var bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator line = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            line.writeStartObject();
            line.writeNumberProperty("line", number);
            line.writeStringProperty("error", error);
            line.writeEndObject();
        }
        bytes.write('\n');
        bytes.writeTo(out);
    }
}
