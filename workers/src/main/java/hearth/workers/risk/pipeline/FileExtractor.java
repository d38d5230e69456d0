package hearth.workers.risk.pipeline;

import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.HexDigits;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.extract.Created;
import hearth.workers.risk.load.Batch;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;

/**
 * Reads contracts from a file of JSON objects, one a line, gzip or not: {@code bytecode}, and
 * {@code address} where it is known. A contract without an address stands at the first 20 bytes of
 * its code hash.
 */
final class FileExtractor implements Extractor, AutoCloseable {
    private static final int BATCH = 200;
    private static final Account NOBODY = new Account(0, 0, 0);

    private final SeenCodes seen;
    private final InputStream in;
    private final JsonParser parser;
    private final Keccak keccak = new Keccak();
    private final Instant now;
    private final long untilNanos;
    private boolean ended;
    private boolean whole;

    FileExtractor(Path file, SeenCodes seen, Instant now, long untilNanos) throws IOException {
        this.seen = seen;
        this.now = now;
        this.untilNanos = untilNanos;
        var raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        raw.mark(2);
        boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        this.in = packed ? new GZIPInputStream(raw, 1 << 16) : raw;
        this.parser = new JsonFactory().createParser(ObjectReadContext.empty(), in);
    }

    /** Whether the file's end was reached. */
    boolean whole() {
        return whole;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public String detail() {
        return "a file";
    }

    @Override
    public @Nullable Extracted next() {
        var contracts = new ArrayList<Batch.Sighting>(BATCH);
        var fresh = new HashMap<CodeHash, byte[]>();
        try {
            while (contracts.size() < BATCH) {
                if (System.nanoTime() - untilNanos >= 0) {
                    ended = true;
                    break;
                }
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    ended = true;
                    whole = true;
                    break;
                }
                row(contracts, fresh);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the file is not one JSON object a line: " + e.getOriginalMessage(), e);
        }
        return new Extracted(
                contracts,
                CompletableFuture.completedFuture(fresh),
                null,
                Extracted.Kind.CONTRACTS);
    }

    private void row(List<Batch.Sighting> contracts, Map<CodeHash, byte[]> fresh) {
        byte[] code = null;
        Account address = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (name.equals("bytecode") && token == JsonToken.VALUE_STRING) {
                code =
                        HexDigits.decode(
                                parser.getStringCharacters(),
                                parser.getStringOffset(),
                                parser.getStringLength());
            } else if (name.equals("address")
                    && token == JsonToken.VALUE_STRING
                    && parser.getStringLength() == 42) {
                address = Account.parse(parser.getString());
            } else {
                parser.skipChildren();
            }
        }
        if (code == null) {
            throw new IllegalArgumentException("a line without bytecode");
        }
        var hash = keccak.of(code);
        if (seen.claim(hash)) {
            fresh.put(hash, code);
        }
        var at = address == null ? Account.at(hash.bytes(), 0) : address;
        contracts.add(
                new Batch.Sighting(
                        new Created(at, NOBODY, 0, CodeHash.ABSENT.hash32(), now), hash));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
