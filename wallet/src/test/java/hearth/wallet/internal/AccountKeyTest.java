package hearth.wallet.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.web3j.crypto.Bip32ECKeyPair;

import java.util.Arrays;
import java.util.HexFormat;

final class AccountKeyTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int H = AccountKey.HARDENED;

    /** Published test vector 1 of BIP-32, its private keys in hexadecimal. */
    @Test
    void followsTheFirstPublishedVector() {
        byte[] seed = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
        assertEquals(
                "e8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35"
                        + "873dff81c02f525623fd1fe5167eac3a55a049de3d314bb42ee227ffed37d508",
                HEX.formatHex(AccountKey.extended(seed, new int[0])));
        assertEquals(
                "edb2e14f9ee77d26dd93b4ecede8d16ed408ce149b6cd80b0715a2d911a0afea",
                HEX.formatHex(AccountKey.derive(seed, new int[] {H})));
        assertEquals(
                "3c6cb8d0f6a264c91ea8b5030fadaa8e538b020f0a387421a12de9319dc93368",
                HEX.formatHex(AccountKey.derive(seed, new int[] {H, 1})));
        assertEquals(
                "cbce0d719ecf7431d88e6a89fa1483e02e35092af60c042b1df2ff59fa424dca",
                HEX.formatHex(AccountKey.derive(seed, new int[] {H, 1, 2 | H})));
    }

    @Test
    void derivesAsAnotherImplementationDoes() {
        for (int i = 0; i < 20; i++) {
            byte[] seed = new byte[64];
            Arrays.fill(seed, (byte) (i * 7 + 1));
            int[] path = {44 | H, 60 | H, H, 0, i};
            String theirs =
                    Bip32ECKeyPair.deriveKeyPair(Bip32ECKeyPair.generateKeyPair(seed), path)
                            .getPrivateKey()
                            .toString(16);
            String ours = HEX.formatHex(AccountKey.derive(seed, i));
            assertEquals("0".repeat(64 - theirs.length()) + theirs, ours);
        }
    }

    @Test
    void knowsWhatIsAKey() {
        String order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
        String below = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140";
        assertFalse(AccountKey.isKey(HEX.parseHex(order)));
        assertTrue(AccountKey.isKey(HEX.parseHex(below)));
        assertFalse(AccountKey.isKey(new byte[32]));
        assertFalse(AccountKey.isKey(new byte[31]));
    }
}
