package hearth.monitors.energy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What would change the net, counted over what was measured. Every figure is an estimate: it says
 * what would have been, had the days that are past gone otherwise.
 */
public final class Worth {
    private static final String POWER = "power";

    private Worth() {}

    /**
     * A change.
     *
     * @param microsADay what it would add to the net a day, millionths; empty where the coins have
     *     no price
     * @param worth whether to do it
     * @param link the page where it is done; empty where there is none
     */
    public record Change(
            String title, String detail, Optional<Long> microsADay, boolean worth, String link) {}

    /** Prices of a kWh that were paid in the quarters of a statement, the lowest first. */
    public static List<Long> prices(Statement quarters) {
        var prices = new TreeSet<Long>();
        for (var line : quarters.buckets()) {
            price(line.total()).ifPresent(prices::add);
        }
        return List.copyOf(prices);
    }

    private static Optional<Long> price(Sum sum) {
        long priced = sum.microjoules() - sum.unpriced();
        // Below 3.6 J a rounded cost says nothing of the price.
        if (priced < 3_600_000_000L) {
            return Optional.empty();
        }
        var found = Net.breakEven(sum.costMicros(), priced);
        return found.isPresent() ? Optional.of(found.getAsLong()) : Optional.empty();
    }

    /**
     * The changes that the measured days speak for, the best first.
     *
     * @param quarters a statement by quarters of an hour
     * @param earned by all workers in it, millionths; empty where the coins have no price
     * @param days that were measured
     */
    public static List<Change> changes(
            Statement quarters, Optional<Long> earned, IdleRule rule, double days) {
        var changes = new ArrayList<Change>();
        cheaperHours(quarters, earned, days).ifPresent(changes::add);
        stop(quarters, earned, days).ifPresent(changes::add);
        fewerCores(quarters, earned, days).ifPresent(changes::add);
        idle(quarters, rule, days).ifPresent(changes::add);
        changes.add(
                new Change(
                        "Lower the processor’s limit (Eco, undervolt)",
                        "not measured here: work per joule under a lower limit tells; run a"
                                + " benchmark with and without",
                        Optional.empty(),
                        false,
                        "benchmarks"));
        changes.sort(
                Comparator.comparing((Change change) -> change.microsADay().orElse(Long.MIN_VALUE))
                        .reversed());
        return changes;
    }

    private static Sum workers(Statement.Line line) {
        var sum = new Sum("", 0, 0, 0, 0, 0, 0);
        for (var part : line.parts()) {
            if (!Parts.workerOf(part.part()).isEmpty()) {
                sum = sum.plus(part);
            }
        }
        return sum;
    }

    private static Sum workers(Statement quarters) {
        var sum = new Sum("", 0, 0, 0, 0, 0, 0);
        for (var line : quarters.buckets()) {
            sum = sum.plus(workers(line));
        }
        return sum;
    }

    /** Leaving out the dearest quarter of the hours worked. */
    private static Optional<Change> cheaperHours(
            Statement quarters, Optional<Long> earned, double days) {
        var prices = prices(quarters);
        if (prices.size() < 2) {
            return Optional.empty();
        }
        long limit = prices.get(prices.size() * 3 / 4);
        long saved = 0;
        long left = 0;
        long working = 0;
        for (var line : quarters.buckets()) {
            var sum = workers(line);
            working += sum.working();
            if (price(line.total()).orElse(0L) >= limit) {
                saved += sum.costMicros();
                left += sum.working();
            }
        }
        if (working == 0 || left == 0 || left == working) {
            return Optional.empty();
        }
        double share = (double) left / working;
        long savedADay = Math.round(saved / days);
        var delta = earned.map(all -> savedADay - Math.round(all * share / days));
        return Optional.of(
                new Change(
                        "Work only below " + money(limit, 3) + " a kWh",
                        String.format(
                                Locale.ROOT,
                                "%.1f hours a day given up, with %.0f %% of what is earned, for %s",
                                left / days / 3.6e6,
                                share * 100,
                                money(savedADay, 2)),
                        delta,
                        delta.orElse(-1L) > 0,
                        "rules"));
    }

    private static Optional<Change> stop(Statement quarters, Optional<Long> earned, double days) {
        var sum = workers(quarters);
        if (sum.microjoules() == 0) {
            return Optional.empty();
        }
        var delta = earned.map(all -> Math.round((sum.costMicros() - all) / days));
        return Optional.of(
                new Change(
                        "Stop the work",
                        "saves "
                                + money(Math.round(sum.costMicros() / days), 2)
                                + " of energy, and its rewards stop too",
                        delta,
                        delta.orElse(-1L) > 0,
                        "workers"));
    }

    /** Half the cores: half of what is above idle, and half of what is earned. */
    private static Optional<Change> fewerCores(
            Statement quarters, Optional<Long> earned, double days) {
        var sum = workers(quarters);
        if (sum.microjoules() == 0) {
            return Optional.empty();
        }
        var delta = earned.map(all -> Math.round((sum.costMicros() - all) / 2.0 / days));
        return Optional.of(
                new Change(
                        "Give the work half its cores",
                        String.format(
                                Locale.ROOT,
                                "about %.2f kWh a day less; counted as half the energy and half the"
                                        + " rewards",
                                sum.microjoules() / 3.6e12 / 2 / days),
                        delta,
                        delta.orElse(-1L) > 0,
                        "slots"));
    }

    /** What the machine uses while no work runs. */
    private static Optional<Change> idle(Statement quarters, IdleRule rule, double days) {
        if (rule == IdleRule.OWNER) {
            return Optional.empty();
        }
        long cost = 0;
        long energy = 0;
        for (var line : quarters.buckets()) {
            var sum = workers(line);
            if (sum.working() == 0 && sum.paused() > 0) {
                cost += line.total().costMicros();
                energy += line.total().microjoules();
            }
        }
        if (energy == 0) {
            return Optional.empty();
        }
        long aDay = Math.round(cost / days);
        return Optional.of(
                new Change(
                        "Switch the machine off while its work is paused",
                        String.format(
                                Locale.ROOT,
                                "it used %.2f kWh a day in hours without work",
                                energy / 3.6e12 / days),
                        Optional.of(aDay),
                        aDay > 0,
                        POWER));
    }

    private static String money(long micros, int decimals) {
        return BigDecimal.valueOf(micros, 6).setScale(decimals, RoundingMode.HALF_EVEN).toString();
    }
}
