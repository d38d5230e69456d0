package hearth.kernel;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A measured value or a stated absence: absence is never a number.
 *
 * @param <T> the value's type; it carries its unit
 */
public sealed interface Reading<T> {
    /** When it was taken, or found missing. */
    Instant at();

    /** A value with the way it was obtained. */
    record Measured<T>(T value, Instant at, Quality quality) implements Reading<T> {
        public Measured {
            Objects.requireNonNull(value);
            Objects.requireNonNull(at);
            Objects.requireNonNull(quality);
        }
    }

    /** No value, and why: one clause that a person understands, such as "no sensor". */
    record Missing<T>(Instant at, String reason) implements Reading<T> {
        public Missing {
            Objects.requireNonNull(at);
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a missing reading needs its reason");
            }
        }
    }

    /** A value counted by a chip or program. */
    static <T> Reading<T> counted(T value, Instant at) {
        return new Measured<>(value, at, Quality.COUNTER);
    }

    /** A stated absence. */
    static <T> Reading<T> missing(Instant at, String reason) {
        return new Missing<>(at, reason);
    }

    /** The value, or empty when missing. */
    default Optional<T> measured() {
        return switch (this) {
            case Measured<T>(T value, Instant _, Quality _) -> Optional.of(value);
            case Missing<T> _ -> Optional.empty();
        };
    }

    /** The same reading of something derived from the value; a missing one stays missing. */
    default <U> Reading<U> map(Function<? super T, ? extends U> derive) {
        return switch (this) {
            case Measured<T>(T value, Instant at, Quality quality) ->
                    new Measured<>(derive.apply(value), at, quality);
            case Missing<T>(Instant at, String reason) -> new Missing<>(at, reason);
        };
    }
}
