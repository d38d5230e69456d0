package hearth.bench.training;

import hearth.kernel.Hex;
import hearth.workers.risk.model.Head;

import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** One row of the data. */
final class LabelledCode {
    static final String BACKGROUND = "chain-background";

    /** The compilers of most malicious rows. */
    static final String MAIN_ERA = "solc0.4.7-0.5.8";

    final String kind;
    final boolean malicious;
    final String era;
    final String skeleton;
    final byte[] code;

    private LabelledCode(Map<String, String> fields) {
        kind = fields.getOrDefault("kind", "");
        malicious = "1".equals(fields.get("label"));
        era = fields.getOrDefault("era", "");
        skeleton = fields.getOrDefault("skeleton", "");
        code = Hex.parse(fields.getOrDefault("bytecode", "0x"));
    }

    /** The row is a positive of the head. */
    boolean positive(Head head) {
        return head == Head.OVERALL ? malicious : kind.equals(head.key());
    }

    static List<LabelledCode> read(Path file) throws IOException {
        var rows = new ArrayList<LabelledCode>();
        try (var in =
                        new GZIPInputStream(
                                new BufferedInputStream(Files.newInputStream(file), 1 << 16));
                var parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                var fields = new HashMap<String, String>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, parser.getString());
                }
                rows.add(new LabelledCode(fields));
            }
        }
        return rows;
    }
}
