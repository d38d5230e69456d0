package hearth.workers.risk.child;

import hearth.kernel.Threads;
import hearth.workers.risk.FakeModel;

import java.io.BufferedInputStream;
import java.time.Clock;

/** The worker's process with a model whose answers a test can predict. */
public final class FakeWorkerMain {
    private FakeWorkerMain() {}

    public static void main(String[] arguments) {
        var out = System.out;
        System.setOut(System.err);
        int code;
        try (var threads = Threads.system()) {
            code =
                    new RiskWorkerMain(out, threads, new FakeModel(), Clock.systemUTC())
                            .serve(new BufferedInputStream(System.in));
        }
        System.exit(code);
    }
}
