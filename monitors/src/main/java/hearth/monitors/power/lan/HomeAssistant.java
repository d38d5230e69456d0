package hearth.monitors.power.lan;

import hearth.kernel.Quality;
import hearth.kernel.WattHours;
import hearth.kernel.Watts;
import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.MeterReading;
import hearth.monitors.power.meter.MeterFailedException;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A sensor of Home Assistant that measures watts or watt-hours. */
final class HomeAssistant implements PolledLink.Device {
    private static final Pattern SENSOR = Pattern.compile("sensor\\.[a-z0-9_]{1,200}");
    private static final Pattern NUMBER =
            Pattern.compile("-?\\d{1,12}(?:\\.\\d{1,12})?(?:[eE][-+]?\\d{1,2})?");

    private final WebDevice device;
    private final String host;
    private final String sensor;

    HomeAssistant(WebDevice device) throws MeterFailedException {
        this.device = device;
        host = device.address().base().getHost();
        sensor = device.address().path();
        if (!SENSOR.matcher(sensor).matches()) {
            throw new MeterFailedException(
                    "Write the sensor behind the address, such as"
                            + " http://homeassistant.local:8123/sensor.plug_power.");
        }
    }

    @Override
    public List<Decoded> read() throws MeterFailedException {
        var state = Json.tree(device.getWithToken("api/states/" + sensor), host);
        return List.of(decoded(state));
    }

    private Decoded decoded(JsonNode state) {
        var text = Json.text(state.path("state"));
        if (!NUMBER.matcher(text).matches()) {
            return new Decoded.Damaged(
                    "Home Assistant says that " + sensor + " is “" + text + "”.");
        }
        var unit = Json.text(state.path("attributes").path("unit_of_measurement"));
        var value = new BigDecimal(text);
        int shift =
                switch (unit) {
                    case "W", "Wh" -> 0;
                    case "kW", "kWh" -> 3;
                    case "MW", "MWh" -> 6;
                    case "mW", "mWh" -> -3;
                    default -> Integer.MIN_VALUE;
                };
        if (shift == Integer.MIN_VALUE) {
            return new Decoded.Damaged(
                    sensor + " measures in “" + unit + "”; Hearth needs W, kW, Wh or kWh.");
        }
        double number = value.movePointRight(shift).doubleValue();
        boolean energy = unit.endsWith("h");
        return new Decoded.Sound(
                new MeterReading(
                        energy ? Optional.empty() : Optional.of(new Watts(number)),
                        energy ? Optional.of(new WattHours(number)) : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        time(state),
                        Quality.WALL));
    }

    private static Optional<Instant> time(JsonNode state) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(state.path("last_updated").asString("")).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
