package hearth.monitors.sensors;

import hearth.kernel.Bytes;
import hearth.kernel.Celsius;
import hearth.kernel.Reading;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;

/** OSHI tells absence as 0, -1, NaN or "unknown": each becomes missing, with its reason. */
final class OshiTold {
    private final InstantSource time;

    OshiTold(InstantSource time) {
        this.time = time;
    }

    Instant now() {
        return time.instant();
    }

    <T> Reading<T> missing(String reason) {
        return Reading.missing(now(), reason);
    }

    /** OSHI says "unknown" where there is nothing. */
    Reading<String> named(@Nullable String name, String otherwise) {
        var text = name == null ? "" : name.replaceAll("(?i)\\bunknown\\b", "").strip();
        return text.isEmpty() ? missing(otherwise) : Reading.counted(text, now());
    }

    Reading<Bytes> bytes(long value, String otherwise) {
        return value > 0 ? Reading.counted(new Bytes(value), now()) : missing(otherwise);
    }

    /** Systems say "unknown" as 0, -1 or the largest number of 32 or 64 bits. */
    Reading<Long> speed(long bitsPerSecond) {
        return bitsPerSecond > 0 && bitsPerSecond < 10_000_000_000_000L
                ? Reading.counted(bitsPerSecond, now())
                : missing("the driver tells no link speed");
    }

    Reading<Celsius> celsius(double degrees) {
        return Double.isFinite(degrees) && degrees > 0 && degrees < 150
                ? Reading.counted(new Celsius(degrees), now())
                : missing("no temperature sensor");
    }
}
