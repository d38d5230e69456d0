package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.Random;

/** The hash must be Ethereum's for every length and every place in an array. */
final class KeccakTest {
    @Test
    void hashesNothingAsEthereumDoes() {
        assertEquals(
                "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
                HexFormat.of().formatHex(new Keccak().hash(new byte[0], 0, 0)));
    }

    @Test
    void agreesWithAnotherImplementationAroundEveryBlockBorder() {
        byte[] bytes = new byte[1_000];
        new Random(7).nextBytes(bytes);
        var keccak = new Keccak();
        for (int length = 0; length < 900; length++) {
            int offset = length % 13;
            var other = new KeccakDigest(256);
            other.update(bytes, offset, length);
            byte[] expected = new byte[Keccak.BYTES];
            other.doFinal(expected, 0);
            assertArrayEquals(expected, keccak.hash(bytes, offset, length), length + " bytes");
        }
    }
}
