package hearth.monitors.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

@Timeout(120)
final class DiskRunsTest {
    private static final long RUN = 100_000_000L;

    @TempDir Path folder;

    private DiskRuns runs(long usable) throws IOException {
        return new DiskRuns(folder, usable, 64L << 20, RUN, clock(RUN / 50), () -> false);
    }

    /** One that goes on by so much whenever it is asked: the drive may be as slow as it is. */
    private static LongSupplier clock(long nanos) {
        var now = new AtomicLong();
        return () -> now.addAndGet(nanos);
    }

    /** 49 blocks in a run and what the last of them take to come back. */
    private static void assertRate(double blocks) {
        assertTrue(blocks > 250 && blocks < 490, blocks + " a second");
    }

    @Test
    void theDriveMovesInOrderAndAtRandomAndNothingIsLeft() throws Exception {
        try (var runs = runs(4L << 30)) {
            assertTrue(runs.size() >= 64L << 20, "size " + runs.size());
            assertRate(runs.write() / DiskRuns.BLOCK);
            assertRate(runs.read() / DiskRuns.BLOCK);
            assertRate(runs.random(false, 1, 1));
            assertRate(runs.random(true, 1, 2));
            assertRate(runs.random(false, 32, 3));
            assertRate(runs.random(true, 32, 4));
        }
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void onLinuxTheFileHasNoNameWhileItIsUsed() throws Exception {
        Assumptions.assumeTrue(System.getProperty("os.name", "").contains("Linux"), "Linux only");
        try (var file = BlockFile.in(folder)) {
            assertEquals("libaio", file.engine());
            var at = new AtomicInteger();
            assertEquals(
                    8,
                    file.move(
                            true, 4096, 4, () -> at.get() < 8 ? at.getAndIncrement() * 4096L : -1));
            assertFalse(Files.exists(folder.resolve(BlockFile.NAME)));
        }
    }

    @Test
    void whatWasWrittenIsReadBackByBothWays() throws Exception {
        for (var file : new BlockFile[] {BlockFile.in(folder), new ChannelFile(folder)}) {
            try (file) {
                long[] at = {0};
                assertEquals(16, file.move(true, 4096, 8, () -> at[0] < 16 ? at[0]++ * 4096 : -1));
                at[0] = 0;
                assertEquals(16, file.move(false, 4096, 8, () -> at[0] < 16 ? at[0]++ * 4096 : -1));
                // Past its end nothing can be read: an error, never a figure.
                at[0] = 1000;
                assertThrows(
                        IOException.class,
                        () -> file.move(false, 4096, 8, () -> at[0] < 1016 ? at[0]++ * 4096 : -1));
            }
        }
    }

    @Test
    void aDepthOf32HasThatManyRequestsInFlight() throws Exception {
        try (var file = BlockFile.in(folder)) {
            long[] asked = {0};
            // All of the first places are asked for before any request can have come back.
            long moved = file.move(true, 4096, 32, () -> asked[0] < 32 ? asked[0]++ * 4096 : -1);
            assertEquals(32, moved);
        }
    }

    @Test
    void withoutRoomTheDriveIsNotTouched() {
        var refused = assertThrows(IOException.class, () -> runs(300_000_000).close());
        assertTrue(
                String.valueOf(refused.getMessage()).contains("too little space: 300 MB free"),
                refused.toString());
        assertFalse(Files.exists(folder.resolve(BlockFile.NAME)));
    }

    @Test
    void aLinkInItsPlaceIsTakenAwayAndNotFollowed() throws Exception {
        var precious = Files.writeString(folder.resolve("precious"), "mine");
        Files.createSymbolicLink(folder.resolve(BlockFile.NAME), precious);
        try (var runs = runs(4L << 30)) {
            assertTrue(runs.write() > 0);
        }
        assertEquals("mine", Files.readString(precious));
    }

    @Test
    void aFolderThatIsGoneIsSaid() {
        var refused =
                assertThrows(
                        IOException.class,
                        () ->
                                new DiskRuns(
                                                folder.resolve("gone"),
                                                64L << 20,
                                                RUN,
                                                System::nanoTime,
                                                () -> false)
                                        .close());
        assertEquals("its folder is not there", refused.getMessage());
    }

    @Test
    void cancellingEndsARunSoon() throws Exception {
        var asked = new AtomicInteger();
        try (var runs =
                new DiskRuns(
                        folder,
                        4L << 30,
                        64L << 20,
                        1000 * RUN,
                        clock(RUN),
                        () -> asked.incrementAndGet() > 100)) {
            assertTrue(runs.write() >= 0);
        }
        // A thread for each request may ask once more.
        assertTrue(asked.get() <= 101 + DiskRuns.IN_ORDER, asked + " blocks of 1000");
    }
}
