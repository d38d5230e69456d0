package hearth.app.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.link.wire.ActivityEntry;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;

class ActivityModelTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private final ActivityModel model = new ActivityModel();

    private static ActivityEntry entry(long hoursAgo, String kind, String title) {
        return ActivityEntry.newBuilder()
                .setAt(NOW.minusSeconds(hoursAgo * 3600).toEpochMilli())
                .setKind(kind)
                .setTitle(title)
                .build();
    }

    @Test
    void theSameEntryCountsOnce() {
        assertTrue(model.add(List.of(entry(1, "work", "paused"))));
        assertFalse(model.add(List.of(entry(1, "work", "paused"))));
        assertEquals(1, model.count("work"));
    }

    @Test
    void entriesStandByDayNewestFirst() {
        model.add(
                List.of(
                        entry(72, "agent", "started"),
                        entry(1, "work", "a"),
                        entry(2, "work", "b")));
        var days = model.days(Set.copyOf(ActivityModel.KINDS), "", NOW);
        assertEquals(2, days.size());
        assertEquals("a", days.getFirst().entries().getFirst().getTitle());
        assertTrue(days.getFirst().title().startsWith("Today"));
    }

    @Test
    void filterAndSearchNarrowIt() {
        model.add(List.of(entry(1, "work", "paused"), entry(2, "reward", "Epoch 4 settled")));
        assertEquals(1, model.days(Set.of("reward"), "", NOW).size());
        assertEquals(1, model.days(Set.of("work", "reward"), "EPOCH", NOW).size());
        assertTrue(model.days(Set.of("work"), "epoch", NOW).isEmpty());
    }

    @Test
    void aKindThatIsNotKnownIsAlwaysShown() {
        model.add(List.of(entry(1, "tomorrow", "something new")));
        assertEquals(1, model.days(Set.of(), "", NOW).size());
    }
}
