package hearth.network.practice;

import hearth.testkit.LocalChain;

/** Lets tests on real chains be skipped, loudly, where there is no chain. */
public final class Anvils {
    private Anvils() {}

    public static void require() {
        LocalChain.require(AnvilBinary.find().isPresent());
    }
}
