package hearth.agent;

import hearth.monitors.bench.BenchChild;

import java.util.List;

/** The benchmark's process; started by {@link BenchPart}, never by a person. */
public final class BenchMain {
    private BenchMain() {}

    /** Its entry point: the folder for the drive's file and the number of threads. */
    public static void main(String[] args) throws InterruptedException {
        BenchChild.serve(args, List.of(InferenceKernel.load()), System.out);
    }
}
