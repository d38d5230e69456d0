package hearth.app.activity;

import hearth.app.ui.Numbers;
import hearth.app.ui.Texts;
import hearth.link.wire.ActivityEntry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The entries known, newest first, by day, filtered. Knows no control. */
final class ActivityModel {
    /** The kinds on the wire, in the order of the filter. */
    static final List<String> KINDS = List.of("work", "reward", "network", "machine", "agent");

    /** A day with its entries. */
    record Day(String title, List<ActivityEntry> entries) {}

    private final Texts texts = Texts.of(ActivityModel.class);
    private final Map<String, ActivityEntry> known = new TreeMap<>();
    private boolean complete;

    /** Takes in entries; the same one twice counts once. */
    boolean add(List<ActivityEntry> entries) {
        boolean news = false;
        for (var entry : entries) {
            String key = String.format(Locale.ROOT, "%015d", entry.getAt()) + entry.getTitle();
            news |= known.put(key, entry) == null;
        }
        return news;
    }

    /** Whether the agent has no older ones. */
    void complete(boolean all) {
        complete = all;
    }

    boolean complete() {
        return complete;
    }

    /** When the oldest known one was; 0 when there is none. */
    long oldest() {
        return known.values().stream().mapToLong(ActivityEntry::getAt).min().orElse(0);
    }

    /** How many of a kind. */
    long count(String kind) {
        return known.values().stream().filter(e -> e.getKind().equals(kind)).count();
    }

    /** Those that wait for the operator, newest first. */
    List<ActivityEntry> needsYou() {
        return newestFirst().stream().filter(ActivityEntry::getNeedsYou).toList();
    }

    private List<ActivityEntry> newestFirst() {
        return new ArrayList<>(known.values()).reversed();
    }

    /** Days with what fits. */
    List<Day> days(Set<String> kinds, String search, Instant now) {
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        Map<LocalDate, List<ActivityEntry>> days = new LinkedHashMap<>();
        for (var entry : newestFirst()) {
            String text = (entry.getTitle() + " " + entry.getDetail()).toLowerCase(Locale.ROOT);
            boolean other = !KINDS.contains(entry.getKind());
            if ((other || kinds.contains(entry.getKind())) && text.contains(wanted)) {
                var day =
                        Instant.ofEpochMilli(entry.getAt())
                                .atZone(ZoneId.systemDefault())
                                .toLocalDate();
                days.computeIfAbsent(day, _ -> new ArrayList<>()).add(entry);
            }
        }
        var today = now.atZone(ZoneId.systemDefault()).toLocalDate();
        List<Day> result = new ArrayList<>();
        days.forEach((day, entries) -> result.add(new Day(title(day, today, entries), entries)));
        return result;
    }

    private String title(LocalDate day, LocalDate today, List<ActivityEntry> entries) {
        String date = Numbers.longDay(Instant.ofEpochMilli(entries.getFirst().getAt()));
        if (day.equals(today)) {
            return texts.get("today", date);
        }
        return day.equals(today.minusDays(1)) ? texts.get("yesterday", date) : date;
    }
}
