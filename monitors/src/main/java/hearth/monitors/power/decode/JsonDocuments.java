package hearth.monitors.power.decode;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.function.Consumer;

/** One JSON document after the other, in a line each or over many lines. */
final class JsonDocuments implements Decoder {
    /** A whole status of the most talkative device has some ten kilobytes. */
    private static final int LONGEST = 512 * 1024;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .maxNumberLength(40)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** Finds the readings in a document. */
    interface Meaning {
        /**
         * What the document says; empty when it is about something else.
         *
         * @throws DamagedException when it says that there is no figure, or one that is none
         */
        List<MeterReading> readings(JsonNode document) throws DamagedException;
    }

    private final Meaning meaning;
    private final ByteQueue document = new ByteQueue();
    private final Stray stray = new Stray();
    private int depth;
    private boolean quoted;
    private boolean escaped;
    private int before = '\n';

    JsonDocuments(Meaning meaning) {
        this.meaning = meaning;
    }

    /** The reading of one whole document, as bytes. */
    static void decode(byte[] bytes, Meaning meaning, Consumer<? super Decoded> each) {
        try {
            var node = JSON.readTree(bytes);
            if (!node.isObject()) {
                throw new DamagedException("The document is not a JSON object.");
            }
            meaning.readings(node).forEach(reading -> each.accept(new Decoded.Sound(reading)));
        } catch (JacksonException e) {
            each.accept(new Decoded.Damaged("The document is not whole JSON."));
        } catch (DamagedException e) {
            each.accept(new Decoded.Damaged(e.sentence()));
        }
    }

    @Override
    public void feed(byte[] bytes, int offset, int length, Consumer<? super Decoded> each) {
        for (int i = offset; i < offset + length; i++) {
            one(bytes[i], each);
            before = bytes[i];
        }
    }

    private void one(byte value, Consumer<? super Decoded> each) {
        if (depth == 0) {
            switch (value) {
                case '{' -> begin(each);
                case ' ', '\t', '\r', '\n', ',', '[', ']' -> {}
                default -> stray.one();
            }
            return;
        }
        if (value == '{' && before == '\n') {
            // No printer puts an inner object at a line's beginning: the one before is cut off.
            each.accept(new Decoded.Damaged("The JSON document is cut off before its end."));
            begin(each);
            return;
        }
        document.add(value);
        if (quoted) {
            quoted = escaped || value != '"';
            escaped = !escaped && value == '\\';
        } else {
            switch (value) {
                case '"' -> quoted = true;
                case '{' -> depth++;
                case '}' -> depth--;
                default -> {}
            }
        }
        if (depth == 0) {
            var whole = document.copy();
            document.clear();
            decode(whole, meaning, each);
        } else if (document.size() > LONGEST) {
            each.accept(new Decoded.Damaged("The JSON document does not end."));
            reset();
        }
    }

    private void begin(Consumer<? super Decoded> each) {
        stray.report(each);
        reset();
        document.add((byte) '{');
        depth = 1;
    }

    private void reset() {
        document.clear();
        depth = 0;
        quoted = false;
        escaped = false;
    }

    @Override
    public void end(Consumer<? super Decoded> each) {
        if (depth > 0) {
            each.accept(new Decoded.Damaged("The JSON document is cut off before its end."));
            reset();
        }
        stray.report(each);
    }
}
