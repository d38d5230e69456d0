package hearth.monitors.bench;

import java.util.List;

/** The benchmark's process in {@link BenchChildTest}. */
public final class ChildForTest {
    private ChildForTest() {}

    /** Started by the test. */
    public static void main(String[] args) throws InterruptedException {
        BenchChild.serve(args, List.of(), System.out);
    }
}
