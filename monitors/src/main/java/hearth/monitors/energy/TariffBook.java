package hearth.monitors.energy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tariffs and since when each was in force: what is past keeps the price that it had.
 *
 * @param entries by time, the oldest first
 */
public record TariffBook(List<Entry> entries) {
    /** No tariff yet: energy has no price. */
    public static final TariffBook EMPTY = new TariffBook(List.of());

    /** A tariff and when it began. */
    public record Entry(Instant from, Tariff tariff) {}

    public TariffBook {
        entries = entries.stream().sorted(Comparator.comparing(Entry::from)).toList();
    }

    /** The tariff in force at a moment; before the first tariff there is none. */
    public Optional<Tariff> at(Instant moment) {
        Optional<Tariff> found = Optional.empty();
        for (var entry : entries) {
            if (entry.from().isAfter(moment)) {
                break;
            }
            found = Optional.of(entry.tariff());
        }
        return found;
    }

    /**
     * The book with a tariff that holds from a moment on. The first one holds for what was measured
     * before, too: there was none to keep.
     */
    public TariffBook with(Instant from, Tariff tariff) {
        var kept = new ArrayList<Entry>();
        for (var entry : entries) {
            if (entry.from().isBefore(from)) {
                kept.add(entry);
            }
        }
        kept.add(new Entry(kept.isEmpty() ? Instant.EPOCH : from, tariff));
        return new TariffBook(kept);
    }
}
