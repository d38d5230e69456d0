package hearth.network.practice;

import org.junit.jupiter.api.Assumptions;

/** Lets tests on real chains be skipped, loudly, where there is no chain. */
public final class Anvils {
    private Anvils() {}

    public static void require() {
        boolean found = AnvilBinary.find().isPresent();
        if (!found) {
            System.err.println(
                    "WARNING: no local chain (anvil) on this computer: tests on real chains are"
                            + " skipped. Run npm ci in network/sidecar.");
        }
        Assumptions.assumeTrue(found, "no anvil");
    }
}
