package hearth.monitors.power.decode;

import static hearth.monitors.power.decode.JsonNumbers.figure;
import static hearth.monitors.power.decode.JsonNumbers.number;
import static hearth.monitors.power.decode.JsonNumbers.shifted;

import hearth.kernel.Quality;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.List;

/**
 * Tasmota's ENERGY: the reply to Status 8 or 10 (under StatusSNS), or tele/…/SENSOR. A device with
 * several channels gives arrays; its time is local time of an unknown zone and is left out.
 */
final class TasmotaJson {
    private TasmotaJson() {}

    static List<MeterReading> readings(JsonNode document) throws DamagedException {
        var warning = document.path("WARNING");
        if (warning.isString()) {
            throw new DamagedException(
                    "Tasmota refused: " + JsonNumbers.shown(warning.asString()) + ".");
        }
        if (document.path("Command").isString()) {
            throw new DamagedException("Tasmota does not know the command.");
        }
        var sensors = document.path("StatusSNS").isObject() ? document.path("StatusSNS") : document;
        var energy = sensors.path("ENERGY");
        if (!energy.isObject()) {
            return List.of();
        }
        var draft =
                new ReadingDraft()
                        .power(sum(energy, "Power"))
                        .current(sum(energy, "Current"))
                        .energyImport(shifted(sum(energy, "Total"), 3))
                        .energyExport(shifted(exported(energy), 3));
        var volts = energy.path("Voltage");
        if (volts.isArray()) {
            for (var phase : volts) {
                draft.voltage(figure(phase, "Voltage"));
            }
        } else {
            draft.voltage(number(energy, "Voltage"));
        }
        return draft.empty() ? List.of() : List.of(draft.reading(Quality.WALL));
    }

    private static @Nullable BigDecimal exported(JsonNode energy) throws DamagedException {
        for (var name : List.of("ExportActive", "ExportTotal", "Export")) {
            var value = sum(energy, name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable BigDecimal sum(JsonNode energy, String name) throws DamagedException {
        var value = energy.get(name);
        if (value == null || !value.isArray()) {
            return figure(value, name);
        }
        BigDecimal sum = null;
        for (var channel : value) {
            var one = figure(channel, name);
            if (one != null) {
                sum = sum == null ? one : sum.add(one);
            }
        }
        return sum;
    }
}
