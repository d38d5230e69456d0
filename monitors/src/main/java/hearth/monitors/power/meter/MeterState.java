package hearth.monitors.power.meter;

import hearth.kernel.Reading;
import hearth.kernel.Watts;
import hearth.monitors.power.decode.MeterReading;

import java.time.Instant;
import java.util.Optional;

/**
 * How a meter does.
 *
 * @param power the last watts, or why there are none now
 * @param last the last whole frame, with everything in it; may be old
 * @param lastAt when it came
 * @param sound whole frames since the meter was started
 * @param damaged damaged ones
 * @param problem one sentence that names the cure, empty while all is well
 */
public record MeterState(
        Reading<Watts> power,
        Optional<MeterReading> last,
        Optional<Instant> lastAt,
        long sound,
        long damaged,
        String problem) {}
