package hearth.app.cli;

import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.Decoder;
import hearth.monitors.power.decode.MeterReading;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Locale;

/** A capture turned into lines of JSON, as it comes. */
final class DecodeRun {
    private final Decoder decoder;
    private final PrintWriter out;
    private long readings;
    private long damaged;

    DecodeRun(Decoder decoder, PrintWriter out) {
        this.decoder = decoder;
        this.out = out;
    }

    /**
     * Blocks until the capture ends.
     *
     * @return whether all of it was sound
     */
    boolean decode(InputStream in) throws IOException {
        var buffer = new byte[8192];
        long bytes = 0;
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            decoder.feed(buffer, 0, length, this::print);
            bytes += length;
            // A meter that is read live gives a line now and then: whoever waits wants it now.
            out.flush();
        }
        decoder.end(this::print);
        if (readings == 0 && damaged == 0) {
            print(
                    new Decoded.Damaged(
                            bytes == 0
                                    ? "The capture is empty."
                                    : "The capture has no reading of this type."));
        }
        out.flush();
        return damaged == 0;
    }

    private void print(Decoded decoded) {
        switch (decoded) {
            case Decoded.Sound(var reading) -> {
                readings++;
                out.println(json(reading));
            }
            case Decoded.Damaged(var reason) -> {
                damaged++;
                out.println(WireJson.object().put("error", reason));
            }
        }
    }

    /** Exactly what the frame has; a key that is absent was not in it. */
    static ObjectNode json(MeterReading reading) {
        var json = WireJson.object();
        reading.power().ifPresent(watts -> put(json, "powerW", watts.value()));
        reading.energyImport().ifPresent(energy -> put(json, "energyImportWh", energy.value()));
        reading.energyExport().ifPresent(energy -> put(json, "energyExportWh", energy.value()));
        reading.voltage().ifPresent(volts -> put(json, "voltageV", volts.value()));
        reading.current().ifPresent(amperes -> put(json, "currentA", amperes.value()));
        reading.at().ifPresent(at -> json.put("at", at.toString()));
        return json.put("quality", reading.quality().name().toLowerCase(Locale.ROOT));
    }

    /** In plain digits: a register of megawatt-hours is easier to read without an exponent. */
    private static void put(ObjectNode json, String name, double value) {
        var plain = BigDecimal.valueOf(value);
        json.put(name, plain.scale() < 0 ? plain.setScale(0) : plain);
    }
}
