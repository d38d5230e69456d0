package hearth.monitors.power.decode;

import static hearth.monitors.power.decode.JsonNumbers.number;
import static hearth.monitors.power.decode.JsonNumbers.shifted;

import hearth.kernel.Quality;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a Kasa plug answers to get_realtime: old ones volts, amperes, watts and kilowatt-hours,
 * newer ones thousandths of them and watt-hours. Each outlet of a strip is asked on its own and
 * gives its own reading. Tapo's get_energy_usage and get_emeter_data are understood too.
 */
final class KasaJson {
    private static final int DEEPEST = 8;

    private KasaJson() {}

    static List<MeterReading> readings(JsonNode document) throws DamagedException {
        var found = new ArrayList<MeterReading>();
        search(document, found, 0);
        return found;
    }

    private static void search(JsonNode node, List<MeterReading> found, int depth)
            throws DamagedException {
        if (depth > DEEPEST) {
            return;
        }
        if (node.isArray()) {
            for (var part : node) {
                search(part, found, depth + 1);
            }
            return;
        }
        for (Map.Entry<String, JsonNode> part : node.properties()) {
            var value = part.getValue();
            switch (part.getKey()) {
                case "get_realtime", "get_emeter_data" -> realtime(value, found);
                // The same three times, each with less in it than the one before.
                case "get_energy_usage" -> {
                    if (!node.has("get_emeter_data")) {
                        tapo(shifted(number(value, "current_power"), -3), found);
                    }
                }
                case "get_current_power" -> {
                    if (!node.has("get_emeter_data") && !node.has("get_energy_usage")) {
                        tapo(number(value, "current_power"), found);
                    }
                }
                case "emeter" -> {
                    refused(value);
                    search(value, found, depth + 1);
                }
                default -> search(value, found, depth + 1);
            }
        }
    }

    private static void tapo(@Nullable BigDecimal watts, List<MeterReading> found) {
        if (watts != null) {
            found.add(new ReadingDraft().power(watts).reading(Quality.WALL));
        }
    }

    /** A plug without a meter, or one that does not want to, says so by a code. */
    private static void refused(JsonNode part) throws DamagedException {
        var code = number(part, "err_code");
        if (code != null && code.signum() != 0) {
            throw new DamagedException(
                    "The plug refused: "
                            + JsonNumbers.shown(part.path("err_msg").asString("no reason given"))
                            + " (code "
                            + code.toBigInteger()
                            + ").");
        }
    }

    private static void realtime(JsonNode realtime, List<MeterReading> found)
            throws DamagedException {
        refused(realtime);
        var draft =
                new ReadingDraft()
                        .power(either(realtime, "power_mw", "power"))
                        .voltage(either(realtime, "voltage_mv", "voltage"))
                        .current(either(realtime, "current_ma", "current"))
                        .energyImport(total(realtime));
        // A request has the same name and nothing in it.
        if (!draft.empty()) {
            found.add(draft.reading(Quality.WALL));
        }
    }

    private static @Nullable BigDecimal total(JsonNode realtime) throws DamagedException {
        for (var name : List.of("total_wh", "energy_wh")) {
            var wattHours = number(realtime, name);
            if (wattHours != null) {
                return wattHours;
            }
        }
        return shifted(number(realtime, "total"), 3);
    }

    private static @Nullable BigDecimal either(JsonNode node, String thousandths, String whole)
            throws DamagedException {
        var small = number(node, thousandths);
        return small != null ? shifted(small, -3) : number(node, whole);
    }
}
