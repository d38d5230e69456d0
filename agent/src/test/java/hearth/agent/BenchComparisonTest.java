package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.link.wire.BenchReport;
import hearth.link.wire.Condition;
import hearth.link.wire.Measure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

final class BenchComparisonTest {
    @TempDir Path folder;

    private static BenchReport report(long at, String mode, String governor, double iops) {
        return BenchReport.newBuilder()
                .setAt(at)
                .setMode(mode)
                .setThreads(16)
                .setTrustworthy(true)
                .addConditions(Condition.newBuilder().setName("governor").setValue(governor))
                .addMeasures(
                        Measure.newBuilder()
                                .setName("disk.random.write.qd32")
                                .setUnit("IOPS")
                                .setRule("median")
                                .setValue(iops)
                                .setMedian(iops)
                                .setSpread(0.01))
                .build();
    }

    private static Measure newest(BenchReport... reports) {
        return BenchComparison.of(List.of(reports)).getFirst();
    }

    @Test
    void aSlowerDriveIsFoundAgainstTheMedianOfBefore() {
        var found =
                newest(
                        report(1, "full", "performance", 520),
                        report(2, "full", "performance", 516),
                        report(3, "sustained", "performance", 518),
                        report(4, "full", "performance", 312));
        assertEquals(518, found.getBaseline());
        assertEquals(312 / 518.0 - 1, found.getChange(), 1e-9);
        assertEquals(4, found.getSlowerSince());
    }

    @Test
    void otherConditionsAndQuickRunsDoNotCount() {
        var found =
                newest(
                        report(1, "full", "performance", 520),
                        report(2, "full", "performance", 516),
                        report(3, "quick", "performance", 900),
                        report(4, "full", "powersave", 312));
        assertFalse(found.hasChange());
    }

    @Test
    void reportsOfABusyMachineCountForNothing() {
        var busy = report(3, "full", "performance", 100).toBuilder().setTrustworthy(false).build();
        var found =
                newest(
                        report(1, "full", "performance", 520),
                        report(2, "full", "performance", 516),
                        busy,
                        report(4, "full", "performance", 517));
        assertEquals(518, found.getBaseline());
        assertEquals(0, found.getSlowerSince());
        assertFalse(
                newest(
                                report(1, "full", "performance", 520),
                                report(2, "full", "performance", 516),
                                busy)
                        .hasChange());
    }

    @Test
    void theArchiveKeepsEveryReportInOrderAndTakesTheOldFileOver() throws Exception {
        var before = folder.resolve("bench.last");
        Files.write(before, report(1, "quick", "performance", 1).toByteArray());
        var file = folder.resolve("bench.db");
        try (var archive = new BenchArchive(file, before, InstantSource.system())) {
            archive.add(report(2, "full", "performance", 2));
            archive.add(report(3, "network", "performance", 3));
        }
        try (var archive = new BenchArchive(file, before, InstantSource.system())) {
            assertEquals(
                    List.of(1L, 2L, 3L),
                    archive.newest(10).stream().map(BenchReport::getAt).toList());
            assertEquals(2, archive.last().orElseThrow().getAt());
            assertEquals(
                    List.of(2L, 3L), archive.newest(2).stream().map(BenchReport::getAt).toList());
        }
    }

    @Test
    void nothingFromOutsideBeginsALineOfItsOwnInTheSignedText() {
        var text =
                BenchText.of(
                        report(1_000, "full", "evil\nmeasure disk.read: 9E9 B/s", 2).toBuilder());
        assertEquals(1, text.lines().filter(line -> line.startsWith("measure ")).count());
        assertTrue(
                text.startsWith("Hearth benchmark report, format 1\nat: 1970-01-01T00:00:01Z\n"));
    }
}
