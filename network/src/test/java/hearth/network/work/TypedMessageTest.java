package hearth.network.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.EpochRoot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.StructuredDataEncoder;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

final class TypedMessageTest {
    private static final Domain WORK = Domain.work(31337, Fixed.address("registry"));
    private static final Domain REWARDS = Domain.rewards(31337, Fixed.address("pool"));

    private static final Manifest MANIFEST =
            new Manifest(
                    3,
                    11,
                    31338,
                    100,
                    140,
                    Fixed.hash("block"),
                    Fixed.hash("units"),
                    125,
                    Fixed.hash("model"),
                    77,
                    Fixed.hash("previous"));
    private static final WorkReceipt RECEIPT =
            new WorkReceipt(
                    5, 3, 11, Fixed.hash("manifest"), Fixed.hash("model"), 125, Fixed.hash("r"));
    private static final Ack ACK = new Ack(Fixed.hash("receipt"), 123_456, Ack.Phase.REVEAL);
    private static final Heartbeat HEARTBEAT = new Heartbeat(5, 3, 11, Heartbeat.PAUSED);
    private static final Verdict VERDICT =
            new Verdict(
                    5,
                    Fixed.hash("receipt"),
                    Fixed.hash("unit"),
                    Fixed.hash("claimed"),
                    Fixed.hash("correct"),
                    Fixed.hash("audit"),
                    Verdict.Kind.WRONG_TRACE);
    private static final RootMessage ROOT =
            new RootMessage(
                    new EpochRoot(
                            3,
                            Fixed.hash("root"),
                            new Wei(BigInteger.TWO.pow(200).add(BigInteger.ONE)),
                            Fixed.hash("leaves"),
                            12,
                            Fixed.hash("receipts")));

    @TempDir Path directory;

    private static Hash32 byTheLibrary(TypedMessage message, Domain domain) throws IOException {
        var type = message.type();
        int open = type.indexOf('(');
        var name = type.substring(0, open);
        var fields = type.substring(open + 1, type.length() - 1).split(",", -1);
        var words = message.fields().bytes();
        var types = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (int i = 0; i < fields.length; i++) {
            var parts = fields[i].split(" ", -1);
            var word = HexFormat.of().formatHex(words, 32 * i, 32 * i + 32);
            types.add("{\"name\":\"" + parts[1] + "\",\"type\":\"" + parts[0] + "\"}");
            var value =
                    parts[0].equals("bytes32") ? "0x" + word : new BigInteger(word, 16).toString();
            values.add("\"" + parts[1] + "\":\"" + value + "\"");
        }
        var json =
                """
                {"types":{"EIP712Domain":[{"name":"name","type":"string"},
                {"name":"version","type":"string"},{"name":"chainId","type":"uint256"},
                {"name":"verifyingContract","type":"address"}],"%s":[%s]},"primaryType":"%s",
                "domain":{"name":"%s","version":"%s","chainId":%d,"verifyingContract":"%s"},
                "message":{%s}}\
                """
                        .formatted(
                                name,
                                String.join(",", types),
                                name,
                                domain.name(),
                                domain.version(),
                                domain.chainId(),
                                domain.verifyingContract(),
                                String.join(",", values));
        return Hash32.of(new StructuredDataEncoder(json).hashStructuredData());
    }

    @Test
    void digestsAreThoseOfEip712() throws IOException {
        for (var message : List.of(MANIFEST, RECEIPT, ACK, HEARTBEAT, VERDICT)) {
            assertEquals(byTheLibrary(message, WORK), message.in(WORK).digest(), message.type());
        }
        assertEquals(byTheLibrary(ROOT, REWARDS), ROOT.in(REWARDS).digest());
    }

    @Test
    void aSignatureCountsForItsChainContractAndKeyAlone() {
        var node = Fixed.key(directory, "node");
        var signature = node.sign(RECEIPT.in(WORK));
        assertTrue(Recover.signedBy(node.address(), RECEIPT.in(WORK), signature));
        var otherChain = Domain.work(1, Fixed.address("registry"));
        assertFalse(Recover.signedBy(node.address(), RECEIPT.in(otherChain), signature));
        var otherContract = Domain.work(31337, Fixed.address("pool"));
        assertFalse(Recover.signedBy(node.address(), RECEIPT.in(otherContract), signature));
        var stranger = Fixed.key(directory, "stranger");
        assertFalse(Recover.signedBy(stranger.address(), RECEIPT.in(WORK), signature));
    }

    @Test
    void theSameDigestGivesTheSameSignature() {
        var node = Fixed.key(directory, "node");
        assertEquals(node.sign(RECEIPT.in(WORK)), node.sign(RECEIPT.in(WORK)));
    }

    @Test
    void theMirroredSignatureIsRefused() {
        var signature = Fixed.key(directory, "node").sign(RECEIPT.in(WORK));
        var order =
                new BigInteger(
                        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
        var mirrored = order.subtract(new BigInteger(1, signature.s().bytes()));
        var s = new AbiWords().uint(mirrored).bytes();
        int v = signature.v() == 27 ? 28 : 27;
        assertThrows(
                IllegalArgumentException.class,
                () -> new Signature(signature.r(), Hash32.of(s), v));
    }

    @Test
    void messagesSurviveTheWire() {
        var node = Fixed.key(directory, "node");
        var manifest = new Signed<>(MANIFEST, node.sign(MANIFEST.in(WORK)));
        assertEquals(manifest, Wire.manifest(Wire.encode(manifest)));
        var receipt = new Signed<>(RECEIPT, node.sign(RECEIPT.in(WORK)));
        assertEquals(receipt, Wire.receipt(Wire.encode(receipt)));
        var ack = new Signed<>(ACK, node.sign(ACK.in(WORK)));
        assertEquals(ack, Wire.ack(Wire.encode(ack)));
        var heartbeat = new Signed<>(HEARTBEAT, node.sign(HEARTBEAT.in(WORK)));
        byte[] encoded = Wire.encode(heartbeat);
        assertEquals(heartbeat, Wire.heartbeat(encoded));
        assertTrue(encoded.length <= Submission.HEARTBEAT_BYTES);
        var verdict = new Signed<>(VERDICT, node.sign(VERDICT.in(WORK)));
        assertEquals(verdict, Wire.verdict(Wire.encode(verdict)));
    }

    @Test
    void whatIsNoMessageIsRefused() {
        var node = Fixed.key(directory, "node");
        byte[] good = Wire.encode(new Signed<>(RECEIPT, node.sign(RECEIPT.in(WORK))));
        assertThrows(
                IllegalArgumentException.class,
                () -> Wire.receipt(Arrays.copyOf(good, good.length - 1)));
        assertThrows(IllegalArgumentException.class, () -> Wire.receipt(new byte[0]));
        byte[] hugeRound = good.clone();
        hugeRound[2 * 32] = 1;
        assertThrows(IllegalArgumentException.class, () -> Wire.receipt(hugeRound));
        byte[] manyUnits = good.clone();
        manyUnits[6 * 32 - 3] = 1;
        assertThrows(IllegalArgumentException.class, () -> Wire.receipt(manyUnits));
        byte[] badV = good.clone();
        badV[badV.length - 1] = 0;
        assertThrows(IllegalArgumentException.class, () -> Wire.receipt(badV));
    }
}
