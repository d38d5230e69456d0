package hearth.monitors.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class KernelsTest {
    /** The figures of sysbench 1.0.20 for its limits. */
    @Test
    void anEventDividesAsOftenAsSysbench() {
        assertEquals(1228, PrimesKernel.event(10_000));
        assertEquals(117_526, PrimesKernel.divisions(10_000));
        assertEquals(6056, PrimesKernel.event(60_000));
        assertEquals(1_358_765, PrimesKernel.divisions(60_000));
        assertEquals(1, PrimesKernel.usual().worker().step());
    }

    /** The published energies of the Computer Language Benchmarks Game. */
    @Test
    void theBodiesKeepTheirEnergy() {
        var sky = new BodiesKernel.Sky();
        assertEquals(-0.169075164, sky.energy(), 5e-10);
        for (int i = 0; i < 1000; i++) {
            sky.step(0.01);
        }
        assertEquals(-0.169087605, sky.energy(), 5e-10);
    }

    @Test
    void memoryIsMeasuredByTheRulesOfStream() throws Exception {
        var runs = new StreamRuns(2, 1 << 20, System::nanoTime, () -> false);
        runs.run(4);
        assertEquals(8L << 20, runs.bytes());
        for (var kernel : StreamRuns.Kernel.values()) {
            var speeds = runs.speeds(kernel);
            assertEquals(4, speeds.size());
            speeds.forEach(speed -> assertTrue(speed > 1e8 && speed < 1e13, kernel + " " + speed));
        }
    }

    @Test
    void cancellingMemoryLetsNoThreadWaitForAnother() throws Exception {
        for (int i = 0; i < 20; i++) {
            int[] asked = {0};
            var runs =
                    new StreamRuns(
                            3,
                            1 << 18,
                            System::nanoTime,
                            () -> {
                                synchronized (asked) {
                                    return ++asked[0] > 4;
                                }
                            });
            try {
                runs.run(1000);
            } catch (IllegalStateException e) {
                assertEquals("another thread failed", e.getMessage());
            }
        }
    }

    @Test
    void theChaseGoesThroughMemoryAndNotThroughACache() {
        var small = new PointerChase(16 << 10, System::nanoTime, () -> false);
        var large = new PointerChase(128 << 20, System::nanoTime, () -> false);
        double unused = small.run(50_000_000) + large.run(50_000_000);
        assertTrue(unused > 0);
        double near = small.run(100_000_000);
        double far = large.run(100_000_000);
        assertTrue(far > 3 * near, near + " ns in the cache, " + far + " ns in memory");
    }

    @Test
    void arraysAreFourTimesTheCachesOrWhatMemoryAllows() {
        assertEquals(128L << 20, Caches.array(32L << 20, 8L << 30));
        assertEquals(32L << 20, Caches.array(1 << 20, 8L << 30));
        assertEquals((1L << 30) * 2 / 5 / 3 / 8 * 8, Caches.array(64L << 20, 1L << 30));
        assertEquals(32L << 20, Caches.size("32768K"));
        assertEquals(16L << 20, Caches.size("16M"));
        assertThrows(NumberFormatException.class, () -> Caches.size("much"));
    }
}
