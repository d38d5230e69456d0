package hearth.bench.network;

import hearth.kernel.Hash32;
import hearth.network.work.AssignedUnit;
import hearth.network.work.UnitAnswer;
import hearth.network.work.UnitResult;

import org.web3j.crypto.Hash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What is right: a result and features that follow from a code's hash. */
final class Truth {
    private Truth() {}

    static UnitAnswer of(Hash32 code, Hash32 seed) {
        byte[] bytes = code.bytes();
        int[] features = new int[8];
        for (int i = 0; i < features.length; i++) {
            features[i] = bytes[i] * 1_000 + i;
        }
        return new UnitAnswer(result(bytes[0] & 0xff), UnitAnswer.trace(seed, features));
    }

    static List<Optional<UnitAnswer>> of(List<AssignedUnit> units, Hash32 seed) {
        return units.stream().map(unit -> Optional.of(of(unit.codeHash(), seed))).toList();
    }

    /** Computed as it should be, but with another result. */
    static UnitAnswer wrong(UnitAnswer right, int by) {
        int risk = (right.result().overall() + 1 + by) % 10_000;
        return new UnitAnswer(result(risk), right.trace());
    }

    /** Not computed at all. */
    static UnitAnswer guess(int luck) {
        return new UnitAnswer(result(luck % 256), hash("guess " + luck));
    }

    static Hash32 hash(String name) {
        return Hash32.of(Hash.sha3(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static UnitResult result(int risk) {
        return new UnitResult(1, risk, risk / 2, risk / 3, risk / 4, List.of(risk, 7, 3, 0));
    }
}
