package hearth.monitors.energy;

import org.jspecify.annotations.Nullable;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How electricity is paid for.
 *
 * @param currency of every price in it
 * @param zone whose clock the hours are told by
 * @param kind flat, by the clock or by a series
 * @param addition put on each kWh on top of the kind's price: taxes, the supplier's margin
 * @param feedIn what a kWh from the own roof would bring if it were sold; null without a roof
 */
public record Tariff(
        Currency currency, ZoneId zone, Kind kind, Price addition, @Nullable Price feedIn) {
    /** Where the price of a kWh comes from. */
    public sealed interface Kind {
        /** The name in files and on screen. */
        default String word() {
            return switch (this) {
                case Flat _ -> "flat";
                case ByClock _ -> "by-clock";
                case Series _ -> "series";
            };
        }
    }

    /** Always the same. */
    public record Flat(Price price) implements Kind {}

    /** By weekday, season and time of day: the first window that holds counts. */
    public record ByClock(Price otherwise, List<Window> windows) implements Kind {
        public ByClock {
            windows = List.copyOf(windows);
        }
    }

    /** By an hourly or quarter-hourly series, such as a day-ahead market's. */
    public record Series(String name) implements Kind {}

    /**
     * A stretch of days and hours with its own price.
     *
     * @param days of the week by the day it begins; empty for all
     * @param season first and last day of the year, both inclusive; may run over New Year; null for
     *     the whole year
     * @param from inclusive
     * @param to exclusive; equal to {@code from} for the whole day, before it for over midnight
     */
    public record Window(
            String name,
            Set<DayOfWeek> days,
            @Nullable Season season,
            LocalTime from,
            LocalTime to,
            Price price) {
        public Window {
            days = Set.copyOf(days);
        }

        boolean holds(ZonedDateTime at) {
            var clock = at.toLocalTime();
            boolean overMidnight = to.isBefore(from);
            boolean wholeDay = to.equals(from);
            boolean morning = overMidnight && clock.isBefore(to);
            boolean inside =
                    wholeDay
                            || (overMidnight
                                    ? morning || !clock.isBefore(from)
                                    : !clock.isBefore(from) && clock.isBefore(to));
            // The small hours of a window over midnight belong to the day that it began on.
            var day = morning ? at.toLocalDate().minusDays(1) : at.toLocalDate();
            return inside
                    && (days.isEmpty() || days.contains(day.getDayOfWeek()))
                    && (season == null || season.holds(MonthDay.from(day)));
        }
    }

    /** A part of the year. */
    public record Season(MonthDay first, MonthDay last) {
        boolean holds(MonthDay day) {
            return first.isAfter(last)
                    ? !day.isBefore(first) || !day.isAfter(last)
                    : !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /** The price of a kWh from the grid at a moment; empty where the series has none. */
    public Optional<Price> at(Instant moment, PriceSeries series) {
        var base =
                switch (kind) {
                    case Flat flat -> Optional.of(flat.price());
                    case ByClock clock -> {
                        var at = moment.atZone(zone);
                        yield Optional.of(
                                clock.windows().stream()
                                        .filter(window -> window.holds(at))
                                        .map(Window::price)
                                        .findFirst()
                                        .orElse(clock.otherwise()));
                    }
                    case Series(String name) -> series.at(name, moment);
                };
        return base.map(price -> price.plus(addition));
    }

    /** What a kWh from the own roof is worth: what it would bring if sold. */
    public Price solar() {
        return feedIn == null ? new Price(0) : feedIn;
    }
}
