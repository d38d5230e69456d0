package hearth.monitors.power.decode;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;

/** Numbers in a meter's JSON: absent and null are nothing, anything else must be a number. */
final class JsonNumbers {
    /** No household meter counts further; beyond it the figure is damaged. */
    private static final BigDecimal LARGEST = new BigDecimal("1e12");

    private JsonNumbers() {}

    /** The number under the name, or null when there is none. */
    static @Nullable BigDecimal number(JsonNode node, String name) throws DamagedException {
        return figure(node.get(name), name);
    }

    /** The number that the value is, or null when it is nothing. */
    static @Nullable BigDecimal figure(@Nullable JsonNode value, String name)
            throws DamagedException {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw new DamagedException("The figure “" + shown(name) + "” is not a number.");
        }
        var number = value.decimalValue();
        if (number.abs().compareTo(LARGEST) > 0) {
            throw new DamagedException("The figure “" + shown(name) + "” is out of any range.");
        }
        return number;
    }

    /** The number with its decimal point moved: 3 turns thousands into ones. */
    static @Nullable BigDecimal shifted(@Nullable BigDecimal number, int places) {
        return number == null ? null : number.movePointRight(places);
    }

    /** A device's own words, short and on one line. */
    static String shown(String text) {
        var line = text.replaceAll("[^\\x20-\\x7E]", "?");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }
}
