package hearth.monitors.power.decode;

import static hearth.monitors.power.decode.JsonNumbers.number;
import static hearth.monitors.power.decode.JsonNumbers.shifted;

import hearth.kernel.Quality;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a Shelly answers: Gen1 /status, /meter/N, /emeter/N; from Gen2 on the status of the device
 * or of one component, with or without the envelope of its RPC. Channels and phases of one document
 * add up.
 */
final class ShellyJson {
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

    private ShellyJson() {}

    static List<MeterReading> readings(JsonNode document) throws DamagedException {
        var node = document;
        refused(node);
        for (var wrapper : List.of("result", "params", "status")) {
            if (node.path(wrapper).isObject()) {
                node = node.path(wrapper);
                refused(node);
            }
        }
        var draft = new ReadingDraft();
        if (node.path("meters").isArray() || node.path("emeters").isArray()) {
            generationOne(node, draft);
        } else if (node.has("is_valid")) {
            channel(node, node.has("total_returned") || node.has("voltage"), draft);
        } else if (ofDevice(node)) {
            for (Map.Entry<String, JsonNode> part : node.properties()) {
                component(part.getKey().replaceFirst(":\\d{1,4}$", ""), part.getValue(), draft);
            }
        } else {
            component("", node, draft);
        }
        if (draft.empty()) {
            return List.of();
        }
        draft.at(time(node));
        return List.of(draft.reading(Quality.WALL));
    }

    private static void refused(JsonNode node) throws DamagedException {
        var error = node.path("error");
        if (error.isObject()) {
            throw new DamagedException(
                    "The Shelly refused: "
                            + JsonNumbers.shown(error.path("message").asString("no reason given"))
                            + ".");
        }
        if (node.path("code").isNumber() && node.path("message").isString()) {
            throw new DamagedException(
                    "The Shelly refused: "
                            + JsonNumbers.shown(node.path("message").asString())
                            + ".");
        }
    }

    private static void generationOne(JsonNode status, ReadingDraft draft) throws DamagedException {
        for (var meter : status.path("meters")) {
            channel(meter, false, draft);
        }
        for (var meter : status.path("emeters")) {
            channel(meter, true, draft);
        }
    }

    /** The energy of a plug's meter counts watt-minutes, that of an EM's watt-hours. */
    private static void channel(JsonNode meter, boolean wattHours, ReadingDraft draft)
            throws DamagedException {
        if (meter.path("is_valid").isBoolean() && !meter.path("is_valid").asBoolean()) {
            throw new DamagedException("The Shelly says that its figure is not valid.");
        }
        var total = number(meter, "total");
        draft.power(number(meter, "power"))
                .voltage(number(meter, "voltage"))
                .current(number(meter, "current"))
                .energyImport(
                        wattHours || total == null
                                ? total
                                : total.divide(MINUTES, MathContext.DECIMAL64))
                .energyExport(number(meter, "total_returned"));
    }

    private static boolean ofDevice(JsonNode node) {
        for (Map.Entry<String, JsonNode> part : node.properties()) {
            if (part.getKey().indexOf(':') > 0 && part.getValue().isObject()) {
                return true;
            }
        }
        return false;
    }

    /** A component by its fields, for one that is asked alone does not say what it is. */
    private static void component(String name, JsonNode part, ReadingDraft draft)
            throws DamagedException {
        switch (name) {
            case "",
                    "switch",
                    "pm1",
                    "cover",
                    "light",
                    "rgb",
                    "rgbw",
                    "cct",
                    "rgbcct",
                    "em",
                    "emdata",
                    "em1",
                    "em1data" -> {}
            default -> {
                return;
            }
        }
        for (var phase : List.of("", "a_", "b_", "c_")) {
            for (var error : part.path(phase + "errors")) {
                failed(error.asString(""));
            }
        }
        draft.power(first(part, "total_act_power", "apower", "act_power"))
                .current(first(part, "total_current", "current"))
                .voltage(number(part, "voltage"))
                .energyImport(first(part, "total_act", "total_act_energy"))
                .energyImport(number(part.path("aenergy"), "total"))
                .energyExport(first(part, "total_act_ret", "total_act_ret_energy"))
                .energyExport(number(part.path("ret_aenergy"), "total"));
        for (var phase : List.of("a", "b", "c")) {
            draft.voltage(number(part, phase + "_voltage"));
            if (!part.has("total_act_power")) {
                draft.power(number(part, phase + "_act_power"));
            }
            if (!part.has("total_current")) {
                draft.current(number(part, phase + "_current"));
            }
            if (!part.has("total_act")) {
                draft.energyImport(number(part, phase + "_total_act_energy"));
            }
            if (!part.has("total_act_ret")) {
                draft.energyExport(number(part, phase + "_total_act_ret_energy"));
            }
        }
    }

    /** Other errors, such as overheating or a tripped limit, leave the figure true. */
    private static void failed(String error) throws DamagedException {
        if (error.equals("power_meter_failure")) {
            throw new DamagedException("The Shelly says that its power meter has failed.");
        }
        if (error.startsWith("out_of_range:") && error.endsWith("power")) {
            throw new DamagedException("The Shelly says that the power is out of its range.");
        }
    }

    private static @Nullable BigDecimal first(JsonNode node, String... names)
            throws DamagedException {
        for (var name : names) {
            var value = number(node, name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Gen1 tells it at the top, Gen2 in its part "sys" or as "ts"; 0 before it knows the time. */
    private static @Nullable Instant time(JsonNode node) throws DamagedException {
        var seconds = number(node, "unixtime");
        if (seconds == null) {
            seconds = number(node.path("sys"), "unixtime");
        }
        if (seconds == null) {
            seconds = number(node, "ts");
        }
        var millis = shifted(seconds, 3);
        return millis == null || millis.signum() <= 0
                ? null
                : Instant.ofEpochMilli(millis.longValue());
    }
}
