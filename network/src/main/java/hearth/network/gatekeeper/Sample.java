package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.work.AbiWords;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Which units of a receipt are computed again: each with p = max(floor, 10/CV), CV being the units
 * verified since the last wrong one. Drawn from a secret and the receipt, after it was handed in.
 */
final class Sample {
    private static final int ONE = 1_000_000;
    private static final int TRUSTED_FROM = 10;

    private Sample() {}

    /** p in parts per million. */
    static int share(long consecutiveVerified, int floorPpm) {
        if (consecutiveVerified <= TRUSTED_FROM) {
            return ONE;
        }
        return (int) Math.max(floorPpm, (long) TRUSTED_FROM * ONE / consecutiveVerified);
    }

    /** Positions in the list of answers; at least one. */
    static List<Integer> draw(Hash32 secret, Hash32 receipt, int answers, int sharePpm) {
        var drawn = new ArrayList<Integer>();
        int nearest = 0;
        int nearestLot = ONE;
        for (int i = 0; i < answers; i++) {
            int lot = lot(secret, receipt, i);
            if (lot < sharePpm) {
                drawn.add(i);
            }
            if (lot < nearestLot) {
                nearest = i;
                nearestLot = lot;
            }
        }
        return drawn.isEmpty() && answers > 0 ? List.of(nearest) : drawn;
    }

    private static int lot(Hash32 secret, Hash32 receipt, int i) {
        var word = new AbiWords().hash(secret).hash(receipt).uint(i).keccak();
        return new BigInteger(1, word.bytes()).mod(BigInteger.valueOf(ONE)).intValue();
    }
}
