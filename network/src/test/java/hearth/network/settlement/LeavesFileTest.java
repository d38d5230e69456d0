package hearth.network.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.EpochRoot;
import hearth.network.work.Fixed;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

final class LeavesFileTest {
    private static final LeavesFile LEAVES =
            LeavesFile.of(
                    Map.of(
                            Fixed.address("a"),
                            Wei.coins(3),
                            Fixed.address("b"),
                            Wei.parse("1"),
                            Fixed.address("nothing"),
                            Wei.ZERO));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void isReadAsItWasWritten() {
        assertEquals(2, LEAVES.count());
        var read = LeavesFile.parse(LEAVES.bytes());
        assertEquals(LEAVES.root(), read.root());
        assertEquals(LEAVES.digest(), read.digest());
        assertEquals(Wei.coins(3), read.owed(Fixed.address("a")));
        assertEquals(0, LeavesFile.parse(new byte[0]).count());
    }

    @Test
    void anyOtherFormIsRefused() {
        var a = Fixed.address("a").hex();
        for (var text :
                new String[] {
                    a + ",1",
                    a + ",01\n",
                    a + ",0\n",
                    a + ",1\n\n",
                    a + ",1\n" + a + ",1\n",
                    a + ",\n",
                    a + ",-1\n",
                    a.toUpperCase(Locale.ROOT).replace("0X", "0x") + ",1\n",
                    "x\n",
                    a + "," + "9".repeat(200) + "\n"
                }) {
            assertThrows(IllegalArgumentException.class, () -> LeavesFile.parse(bytes(text)), text);
        }
    }

    @Test
    void jsonSaysTheSame() {
        var root =
                new EpochRoot(
                        7,
                        LEAVES.root(),
                        LEAVES.total(),
                        LEAVES.digest(),
                        LEAVES.count(),
                        Fixed.hash("receipts"));
        var read = JsonMapper.builder().build().readTree(LeavesJson.write(root, LEAVES));
        assertEquals(7, read.get("epoch").asLong());
        assertEquals(LEAVES.root().hex(), read.get("root").asString());
        assertEquals(2, read.get("leaves").size());
        for (var leaf : read.get("leaves")) {
            var owner = new Address(leaf.get("owner").asString());
            assertEquals(LEAVES.owed(owner), Wei.parse(leaf.get("cumulative").asString()));
        }
    }

    @Test
    void aProofFitsItsOwnRootAlone() {
        var owner = Fixed.address("a");
        var proof =
                new ClaimProof(
                        1,
                        owner,
                        LEAVES.owed(owner),
                        LeavesFile.leaf(owner, LEAVES.owed(owner)),
                        LEAVES.proof(owner),
                        LEAVES.root());
        assertTrue(proof.fits(LEAVES.root()));
        assertFalse(proof.fits(Fixed.hash("another root")));
        var more =
                new ClaimProof(1, owner, Wei.coins(4), proof.leaf(), proof.proof(), proof.root());
        assertFalse(more.fits(LEAVES.root()));
    }
}
