package hearth.agent;

import hearth.kernel.Bytes;
import hearth.kernel.Quality;
import hearth.kernel.Reading;
import hearth.link.wire.Value;

import java.time.Instant;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Readings as the link carries them. */
final class Wire {
    private Wire() {}

    /** A reading, absent with its reason when it is missing. */
    static <T> Value value(Reading<T> reading, ToDoubleFunction<? super T> number) {
        return value(reading, number, "");
    }

    static <T> Value value(Reading<T> reading, ToDoubleFunction<? super T> number, String source) {
        return switch (reading) {
            case Reading.Measured<T>(T value, Instant at, Quality quality) ->
                    Value.newBuilder()
                            .setValue(number.applyAsDouble(value))
                            .setQuality(quality.name().toLowerCase(Locale.ROOT))
                            .setSource(source)
                            .setAt(at.toEpochMilli())
                            .build();
            case Reading.Missing<T>(Instant at, String reason) -> missing(at, reason);
        };
    }

    /** A value that is counted here and now. */
    static Value counted(double value, Instant at) {
        return Value.newBuilder()
                .setValue(value)
                .setQuality("counter")
                .setAt(at.toEpochMilli())
                .build();
    }

    static Value missing(Instant at, String reason) {
        return Value.newBuilder().setMissing(reason).setAt(at.toEpochMilli()).build();
    }

    static Value bytes(Reading<Bytes> reading) {
        return value(reading, Bytes::value);
    }
}
