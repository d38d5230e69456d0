package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Threads;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class SteadyTaskTest {
    private final Threads threads = Threads.system();

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void aBugEndsOneRunAndTheNextBegins() throws Exception {
        var runs = new CountDownLatch(3);
        try (var _ =
                new SteadyTask(
                        "a task with a bug",
                        0,
                        1,
                        threads,
                        () -> {
                            runs.countDown();
                            throw new IllegalStateException("a bug");
                        })) {
            assertTrue(runs.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aRunIsNeverBegunBesideAnother() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var step = new Semaphore(0);
        var runs = new CountDownLatch(5);
        try (var task =
                new SteadyTask(
                        "a slow task",
                        0,
                        1,
                        threads,
                        () -> {
                            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                            step.acquire();
                            atOnce.decrementAndGet();
                            runs.countDown();
                        })) {
            for (int i = 0; i < 1_000; i++) {
                task.begin();
            }
            step.release(100);
            assertTrue(runs.await(20, TimeUnit.SECONDS));
            assertEquals(1, most.get());
        }
    }
}
