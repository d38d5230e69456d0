package hearth.monitors.power.decode;

import hearth.kernel.Amperes;
import hearth.kernel.Quality;
import hearth.kernel.Volts;
import hearth.kernel.WattHours;
import hearth.kernel.Watts;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reading in the making: adds up what several phases, channels or tariffs say. */
final class ReadingDraft {
    private @Nullable BigDecimal power;
    private @Nullable BigDecimal energyImport;
    private @Nullable BigDecimal energyExport;
    private @Nullable BigDecimal current;
    private final List<BigDecimal> voltages = new ArrayList<>();
    private @Nullable Instant at;

    ReadingDraft power(@Nullable BigDecimal watts) {
        power = sum(power, watts);
        return this;
    }

    ReadingDraft energyImport(@Nullable BigDecimal wattHours) {
        energyImport = sum(energyImport, wattHours);
        return this;
    }

    ReadingDraft energyExport(@Nullable BigDecimal wattHours) {
        energyExport = sum(energyExport, wattHours);
        return this;
    }

    ReadingDraft current(@Nullable BigDecimal amperes) {
        current = sum(current, amperes);
        return this;
    }

    ReadingDraft voltage(@Nullable BigDecimal volts) {
        if (volts != null) {
            voltages.add(volts);
        }
        return this;
    }

    ReadingDraft at(@Nullable Instant instant) {
        if (instant != null) {
            at = instant;
        }
        return this;
    }

    boolean empty() {
        return power == null
                && energyImport == null
                && energyExport == null
                && current == null
                && voltages.isEmpty();
    }

    MeterReading reading(Quality quality) {
        return new MeterReading(
                number(power).map(Watts::new),
                number(energyImport).map(WattHours::new),
                number(energyExport).map(WattHours::new),
                voltage().map(Volts::new),
                number(current).map(Amperes::new),
                Optional.ofNullable(at),
                quality);
    }

    /** A phase that is not connected says 0 V and must not halve the mean. */
    private Optional<Double> voltage() {
        var live = voltages.stream().filter(volts -> volts.signum() != 0).toList();
        var told = live.isEmpty() ? voltages : live;
        return told.stream()
                .reduce(BigDecimal::add)
                .map(sum -> sum.divide(BigDecimal.valueOf(told.size()), MathContext.DECIMAL64))
                .map(BigDecimal::doubleValue);
    }

    private static Optional<Double> number(@Nullable BigDecimal value) {
        return Optional.ofNullable(value).map(BigDecimal::doubleValue);
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.add(b);
    }
}
