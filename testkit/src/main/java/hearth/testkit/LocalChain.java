package hearth.testkit;

import org.junit.jupiter.api.Assumptions;

/** Tests on a real chain run where its program is. */
public final class LocalChain {
    private LocalChain() {}

    /** Skips the test where it is not, and says so aloud. */
    public static void require(boolean found) {
        if (!found) {
            System.err.println(
                    "WARNING: no local chain (anvil) on this computer: tests on a real chain are"
                            + " skipped. Run npm ci in network/sidecar.");
        }
        Assumptions.assumeTrue(found, "no anvil");
    }
}
