package hearth.agent;

import hearth.monitors.bench.BenchChild;

import java.util.List;

/** The benchmark's process; started by {@link BenchPart}, never by a person. */
public final class BenchMain {
    private BenchMain() {}

    /** Its entry point: what {@link BenchChild#run} hands over. */
    public static void main(String[] args) throws InterruptedException {
        BenchChild.serve(
                args,
                List.of(
                        new KeccakKernel(),
                        new VerifyKernel(),
                        WasmKernel.load(),
                        InferenceKernel.load()),
                System.out);
    }
}
