package hearth.monitors.power.lan;

import hearth.monitors.power.meter.MeterFailedException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Small answers of devices. */
final class Json {
    private static final JsonMapper MAPPER =
            new JsonMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(64)
                                            .maxNumberLength(40)
                                            .build())
                            .build());

    private Json() {}

    static JsonNode tree(byte[] body, String host) throws MeterFailedException {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new MeterFailedException(
                    host + " answers, but not as this kind of meter does.", e);
        }
    }

    /** A short text of a device, on one line. */
    static String text(JsonNode node) {
        var text = node.asString("").replaceAll("[^\\x20-\\x7E]", "?");
        return text.length() > 60 ? text.substring(0, 60) : text;
    }
}
