package hearth.network.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hearth.kernel.Hash32;

import org.junit.jupiter.api.Test;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Hash;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class OpeningTest {
    private static final byte[] SECRET = Fixed.hash("secret").bytes();
    private static final List<AssignedUnit> UNITS = List.of(unit(4), unit(9), unit(17));

    private static AssignedUnit unit(int index) {
        return new AssignedUnit(
                index, Fixed.hash("unit" + index), Fixed.hash("code" + index), Fixed.address("c"));
    }

    private static Opening opening() {
        var seed = Fixed.hash("seed");
        return new Opening(
                BatchSalt.of(SECRET, 3, 2),
                List.of(
                        Optional.of(Fixed.answer(UNITS.get(0).codeHash(), seed)),
                        Optional.empty(),
                        Optional.of(Fixed.answer(UNITS.get(2).codeHash(), seed))));
    }

    @Test
    void isThirtyTwoBytesAndFortyNineForEachUnit() {
        byte[] encoded = opening().encode();
        assertEquals(32 + 3 * 49, encoded.length);
        assertEquals(opening(), Opening.decode(encoded, 3));
        assertEquals(2, opening().answered());
    }

    @Test
    void anotherLengthIsRefusedBeforeAnythingIsRead() {
        byte[] encoded = opening().encode();
        assertThrows(IllegalArgumentException.class, () -> Opening.decode(encoded, 2));
        assertThrows(IllegalArgumentException.class, () -> Opening.decode(encoded, 70_000));
        assertThrows(IllegalArgumentException.class, () -> Opening.decode(new byte[0], 0));
    }

    @Test
    void anAnswerThatIsNoneIsRefused() {
        byte[] encoded = opening().encode();
        encoded[32 + 1] = (byte) 0xff; // overall risk above 10000
        assertThrows(IllegalArgumentException.class, () -> Opening.decode(encoded, 3));
        byte[] noVersion = opening().encode();
        noVersion[32] = 0;
        assertThrows(IllegalArgumentException.class, () -> Opening.decode(noVersion, 3));
    }

    @Test
    void leavesAreSaltedAndNameTheNode() {
        var root = opening().resultsRoot(7, 3, 2, UNITS);
        assertNotEquals(root, opening().resultsRoot(8, 3, 2, UNITS));
        assertNotEquals(root, opening().resultsRoot(7, 4, 2, UNITS));
        assertNotEquals(root, opening().resultsRoot(7, 3, 1, UNITS));
        var otherSalt =
                new Opening(BatchSalt.of(Fixed.hash("else").bytes(), 3, 2), opening().answers());
        assertNotEquals(root, otherSalt.resultsRoot(7, 3, 2, UNITS));
    }

    @Test
    void aLeafIsSoliditysEncoding() {
        var answer = Fixed.answer(UNITS.getFirst().codeHash(), Fixed.hash("seed"));
        var salt = BatchSalt.of(SECRET, 3, 2);
        var single = new Opening(salt, List.of(Optional.of(answer)));
        var encoded =
                TypeEncoder.encode(new Uint256(7))
                        + TypeEncoder.encode(new Uint256(3))
                        + TypeEncoder.encode(new Uint256(2))
                        + TypeEncoder.encode(new Bytes32(UNITS.getFirst().unit().bytes()))
                        + TypeEncoder.encode(new Bytes32(answer.digest().bytes()))
                        + TypeEncoder.encode(new Bytes32(salt.of(4).bytes()));
        var leaf = Hash.sha3(Hash.sha3("0x" + encoded));
        assertEquals(leaf, single.resultsRoot(7, 3, 2, List.of(UNITS.getFirst())).hex());
    }

    @Test
    void theTraceChangesWithTheSeed() {
        int[] features = {1, -2, 65_536};
        var trace = UnitAnswer.trace(Fixed.hash("a"), features);
        assertNotEquals(trace, UnitAnswer.trace(Fixed.hash("b"), features));
        byte[] bytes = new byte[32 + 12];
        System.arraycopy(Fixed.hash("a").bytes(), 0, bytes, 0, 32);
        byte[] encoded = {0, 0, 0, 1, -1, -1, -1, -2, 0, 1, 0, 0};
        System.arraycopy(encoded, 0, bytes, 32, 12);
        assertEquals(Hash32.of(Hash.sha3(bytes)), trace);
    }

    @Test
    void aResultIsSeventeenBytesInTheAgreedOrder() {
        var result = new UnitResult(1, 9_999, 258, 3, 4, List.of(512, 7, 3, 0));
        byte[] expected = {1, 0x27, 0x0f, 1, 2, 0, 3, 0, 4, 2, 0, 0, 7, 0, 3, 0, 0};
        assertEquals(Arrays.toString(expected), Arrays.toString(result.encode()));
        assertEquals(result, UnitResult.decode(expected));
    }
}
