package hearth.monitors.power.lan;

import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.MeterType;
import hearth.monitors.power.meter.MeterFailedException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A UPS behind upsd: reading needs no login. */
final class Nut implements PolledLink.Device {
    private static final Pattern END =
            Pattern.compile("(?m)^(?:END LIST VAR \\S+|ERR \\S+.*)\\r?\\n");

    private final Wires wires;
    private final String ups;

    Nut(Wires wires, String ups) {
        this.wires = wires;
        this.ups = ups;
    }

    @Override
    public List<Decoded> read() throws MeterFailedException {
        var question = ("LIST VAR " + ups + "\n").getBytes(StandardCharsets.US_ASCII);
        var answer =
                wires.ask(
                        question,
                        soFar -> END.matcher(soFar.toString(StandardCharsets.UTF_8)).find());
        return PolledLink.decode(MeterType.NUT, answer);
    }
}
