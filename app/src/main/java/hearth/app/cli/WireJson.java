package hearth.app.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

import hearth.link.wire.Value;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;

/**
 * The link's messages as JSON for scripts: every field is there, amounts stay decimal text in wei,
 * a missing value is {@code {"value":null,"missing":"why"}}.
 */
final class WireJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private WireJson() {}

    static JsonNode parse(String text) {
        return JSON.readTree(text);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    static ArrayNode array(List<? extends Message> messages) {
        var array = JSON.createArrayNode();
        messages.forEach(message -> array.add(of(message)));
        return array;
    }

    static ObjectNode of(Message message) {
        var node = JSON.createObjectNode();
        if (message instanceof Value value && !value.hasValue()) {
            return node.putNull("value").put("missing", value.getMissing());
        }
        for (var field : message.getDescriptorForType().getFields()) {
            var name = field.getJsonName();
            if (field.isMapField()) {
                var map = node.putObject(name);
                for (var entry : (List<?>) message.getField(field)) {
                    var pair = (Message) entry;
                    var type = pair.getDescriptorForType();
                    scalar(
                            map,
                            String.valueOf(pair.getField(type.findFieldByNumber(1))),
                            type.findFieldByNumber(2),
                            pair.getField(type.findFieldByNumber(2)));
                }
            } else if (field.isRepeated()) {
                var array = node.putArray(name);
                for (var element : (List<?>) message.getField(field)) {
                    if (element instanceof Message inner) {
                        array.add(of(inner));
                    } else {
                        array.add(String.valueOf(element));
                    }
                }
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                if (message.hasField(field)) {
                    node.set(name, of((Message) message.getField(field)));
                } else {
                    node.putNull(name);
                }
            } else if (field.hasPresence()
                    && field.getRealContainingOneof() == null
                    && !message.hasField(field)) {
                // Optional and not there: unknown, never 0.
                node.putNull(name);
            } else {
                scalar(node, name, field, message.getField(field));
            }
        }
        return node;
    }

    private static void scalar(ObjectNode node, String name, FieldDescriptor field, Object value) {
        switch (field.getJavaType()) {
            case INT -> node.put(name, Integer.toUnsignedLong((Integer) value));
            case LONG -> node.put(name, (Long) value);
            case DOUBLE -> node.put(name, (Double) value);
            case FLOAT -> node.put(name, (Float) value);
            case BOOLEAN -> node.put(name, (Boolean) value);
            case STRING -> node.put(name, (String) value);
            case ENUM -> node.put(name, value.toString().toLowerCase(Locale.ROOT));
            case BYTE_STRING, MESSAGE -> throw new IllegalArgumentException("no text for " + name);
        }
    }
}
