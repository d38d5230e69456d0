package hearth.workers.risk.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hex;

import org.junit.jupiter.api.Test;

/** What the walk passes over at once, and that it may read to the very end. */
final class WalkedCodeTest {
    private static final String MASK = "6001600160a01b0316";

    private final WalkedCode code = new WalkedCode();

    @Test
    void knowsTheWaysInWhichCompilersRefuse() {
        for (String refusal :
                new String[] {
                    "0x600080fd",
                    "0x5f80fd",
                    "0xfe",
                    "0x6040517f08c379a000000000",
                    "0x604080516246" + "1bcd60e51b",
                    "0x60405162461bcd60e51b",
                    "0x3d6000803e3d6000fd"
                }) {
            read(refusal);
            assertTrue(code.refuses(0), refusal);
        }
        read("0x600080f3");
        assertFalse(code.refuses(0));
    }

    @Test
    void findsAnAddressCutToItsBytes() {
        read("0x33" + MASK);
        assertTrue(code.cutsAddressByShift(1));
        assertFalse(code.cutsAddressByShift(0));
        read("0x3373" + "ff".repeat(20) + "16");
        assertTrue(code.cutsAddressByConstant(1));
        read("0x3373" + "ff".repeat(19) + "fe16");
        assertTrue(code.cutsAddressByConstant(1), "its first bytes decide, as for every constant");
        read("0x3373" + "fe".repeat(20) + "16");
        assertFalse(code.cutsAddressByConstant(1));
    }

    @Test
    void readsBeyondTheEndAsZeros() {
        read("0x" + "ff".repeat(20_000));
        read("0x73");
        assertFalse(code.cutsAddressByConstant(0));
        assertFalse(code.cutsAddressByShift(0));
        assertFalse(code.refuses(0));
    }

    private void read(String hex) {
        byte[] bytes = Hex.parse(hex);
        code.read(bytes, 0, bytes.length);
    }
}
