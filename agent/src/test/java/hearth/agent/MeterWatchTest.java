package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.link.wire.ActivityEntry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

final class MeterWatchTest {
    @TempDir Path folder;
    private ActivityLog activity;
    private MeterWatch watch;

    @BeforeEach
    void open() throws Exception {
        activity =
                new ActivityLog(folder.resolve("activity.db"), InstantSource.fixed(FakeMeter.NOW));
        watch = new MeterWatch(activity);
    }

    @AfterEach
    void close() throws Exception {
        activity.close();
    }

    private List<String> titles() {
        return activity.list(Long.MAX_VALUE, 10, "").getEntriesList().stream()
                .map(ActivityEntry::getTitle)
                .toList();
    }

    @Test
    void aMeterThatNeverSpokeIsShownWhereItWasAddedOnly() {
        watch.look(FakeMeter.of("p1", "here").silent("there is no /dev/p1"));
        assertEquals(List.of(), titles());
    }

    @Test
    void silenceIsToldOnceAndSettledWhenItEnds() {
        var meter = FakeMeter.of("p1", "here");
        watch.look(meter.says(5));
        watch.look(meter.silent("silent 40 s"));
        watch.look(meter.silent("silent 45 s"));
        assertEquals(List.of("p1 has fallen silent"), titles());
        assertEquals(1, activity.needsYou());
        watch.look(meter.says(5));
        watch.look(meter.says(6));
        assertEquals(List.of("p1 is read again", "p1 has fallen silent"), titles());
        assertEquals(0, activity.needsYou());
    }

    @Test
    void aMeterThatWasRemovedNeedsNobody() {
        var meter = FakeMeter.of("p1", "here");
        watch.look(meter.says(5));
        watch.look(meter.silent("silent 40 s"));
        watch.forget("p1");
        assertEquals(0, activity.needsYou());
    }
}
