package hearth.monitors.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

@Timeout(60)
final class KernelsTest {
    /** One that goes on by so much whenever it is asked. */
    private static LongSupplier clock(long nanos) {
        var now = new AtomicLong();
        return () -> now.addAndGet(nanos);
    }

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
        // A millisecond for each kernel, whatever the machine does meanwhile.
        var runs = new StreamRuns(2, 1 << 20, clock(1_000_000), () -> false);
        runs.run(4);
        assertEquals(8L << 20, runs.bytes());
        for (var kernel : StreamRuns.Kernel.values()) {
            var speeds = runs.speeds(kernel);
            assertEquals(4, speeds.size());
            int bytes =
                    switch (kernel) {
                        case COPY, SCALE -> 16;
                        case ADD, TRIAD -> 24;
                    };
            speeds.forEach(speed -> assertEquals(bytes * (1 << 20) * 1e3, speed, 1, "" + kernel));
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
    void theChaseComesToEachLineOnceAndInNoOrder() {
        int lines = (128 << 20) / 64;
        var chase = new PointerChase(128 << 20, clock(1), () -> false);
        int visited = 0;
        int close = 0;
        int place = 0;
        do {
            int next = chase.after(place);
            // Within 4 KiB: what a prefetcher or the page table's entry just used could know.
            close += Math.abs(next - place) < 1024 ? 1 : 0;
            place = next;
            visited++;
        } while (place != 0 && visited <= lines);
        assertEquals(lines, visited);
        assertTrue(close < lines / 1000, close + " steps are short");
    }

    @Test
    void theChasesFigureIsTheTimeOfOneOfItsLoads() {
        // Twenty microseconds for a stretch of 20,000 loads.
        var chase = new PointerChase(1 << 20, clock(20_000), () -> false);
        assertEquals(1, chase.run(1_000_000), 1e-9);
        int place = 0;
        for (int i = 0; i < 1_000_000; i++) {
            place = chase.after(place);
        }
        assertEquals(place, chase.at());
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
