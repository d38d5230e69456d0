package hearth.network.work;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.settlement.LeavesFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Any bytes at all as what a stranger signed: refused, or read as the one message that is written
 * as these bytes. In the ordinary tests Jazzer runs the seeds; {@code bench/fuzz} looks for inputs
 * of its own.
 */
final class WireFuzzTest {
    private static final List<Function<byte[], Signed<?>>> READERS =
            List.of(
                    Wire::manifest,
                    Wire::receipt,
                    Wire::hello,
                    Wire::ack,
                    Wire::heartbeat,
                    Wire::verdict);

    static List<byte[]> messages() {
        return List.of(
                message(0, 11),
                message(1, 7),
                message(2, 2),
                message(3, 3),
                message(4, 4),
                message(5, 7));
    }

    private static byte[] message(int reader, int words) {
        byte[] signed = Fixed.signedWords(words);
        byte[] seed = new byte[1 + signed.length];
        seed[0] = (byte) reader;
        System.arraycopy(signed, 0, seed, 1, signed.length);
        return seed;
    }

    @MethodSource("messages")
    @FuzzTest
    void signedMessages(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var bytes = Arrays.copyOfRange(input, 1, input.length);
        Signed<?> read;
        try {
            read = READERS.get(Math.floorMod(input[0], READERS.size())).apply(bytes);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertArrayEquals(bytes, Wire.encode(read), "two forms of one message");
    }

    static List<byte[]> answers() {
        var opening =
                new Opening(
                        new BatchSalt(Fixed.hash("salt")),
                        List.of(
                                Optional.of(Fixed.answer(Fixed.hash("code"), Fixed.hash("seed"))),
                                Optional.empty()));
        return List.of(opening.encode());
    }

    @MethodSource("answers")
    @FuzzTest
    void openings(byte[] input) {
        int units = Math.max(0, input.length - 32) / UnitAnswer.BYTES;
        Opening read;
        try {
            read = Opening.decode(input, units);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertArrayEquals(input, read.encode(), "two forms of one opening");
    }

    static List<byte[]> owed() {
        return List.of(
                LeavesFile.of(Map.of(Fixed.address("a"), Wei.ONE, Fixed.address("b"), Wei.coins(3)))
                        .bytes());
    }

    @MethodSource("owed")
    @FuzzTest
    void leavesFiles(byte[] input) {
        LeavesFile read;
        try {
            read = LeavesFile.parse(input);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertArrayEquals(input, read.bytes(), "two files of one content");
        for (Address owner : read.cumulative().keySet()) {
            assertTrue(
                    MerkleTree.verify(
                            read.root(),
                            LeavesFile.leaf(owner, read.owed(owner)),
                            read.proof(owner)));
        }
    }

    static List<byte[]> reports() {
        var text =
                """
                Hearth benchmark report, format 1
                at: 2026-01-01T00:00:00Z
                cpu 1
                -- seal --
                digest: 0x00
                signer: 0xS
                signature: 0xG
                """;
        return List.of(
                text.replace("S", "11".repeat(20))
                        .replace("G", "22".repeat(Signature.BYTES - 1) + "1b")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("reports")
    @FuzzTest
    void sealedReports(byte[] input) {
        SealedText.parse(new String(input, StandardCharsets.UTF_8))
                .ifPresent(read -> assertEquals(read, SealedText.parse(read.file()).orElseThrow()));
    }

    @Test
    void whatItBeginsWithIsRead() {
        for (byte[] seed : messages()) {
            byte[] bytes = Arrays.copyOfRange(seed, 1, seed.length);
            assertArrayEquals(bytes, Wire.encode(READERS.get(seed[0]).apply(bytes)));
        }
        assertEquals(2, Opening.decode(answers().getFirst(), 2).answers().size());
        assertEquals(2, LeavesFile.parse(owed().getFirst()).count());
        assertTrue(
                SealedText.parse(new String(reports().getFirst(), StandardCharsets.UTF_8))
                        .isPresent());
    }
}
