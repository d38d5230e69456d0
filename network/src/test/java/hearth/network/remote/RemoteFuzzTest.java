package hearth.network.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.EpochRoot;
import hearth.network.packed.Packed;
import hearth.network.packed.RecordsBytes;
import hearth.network.packed.RoundBytes;
import hearth.network.settlement.LeavesFile;
import hearth.network.work.Ack;
import hearth.network.work.Domain;
import hearth.network.work.Fixed;
import hearth.network.work.Signature;
import hearth.network.work.SubmitOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Any bytes at all as what a gatekeeper or a node elsewhere sends: refused, or read as something
 * that is written and read again the same. In the ordinary tests Jazzer runs the seeds; {@code
 * bench/fuzz} looks for inputs of its own.
 */
final class RemoteFuzzTest {
    private static final Domain WORK = Domain.work(31337, Fixed.address("registry"));
    private static final Hash32 HASH = Fixed.hash("any");

    private static <T> void readsOrRefuses(
            byte[] input, Function<byte[], T> read, Function<T, byte[]> write) {
        T value;
        try {
            value = read.apply(input);
        } catch (IllegalArgumentException refused) {
            return;
        }
        byte[] written = write.apply(value);
        assertArrayEquals(written, write.apply(read.apply(written)), "read again as another one");
    }

    private static Packed emptyRound(Packed to) {
        return to.blob(Fixed.signedWords(11))
                .list(
                        List.of(HASH),
                        (into, code) -> into.hash(code).address(Fixed.address("contract")))
                .hash(HASH)
                .u32(3)
                .list(List.of(1L), RemoteFuzzTest::holder)
                .list(List.of(Signature.of(Fixed.signedWords(0))), Packed::signature);
    }

    private static void holder(Packed to, long node) {
        to.u64(node).address(Fixed.address("owner")).address(Fixed.address("key")).u32(2);
    }

    static List<byte[]> offers() {
        return List.of(emptyRound(new Packed()).bytes());
    }

    @MethodSource("offers")
    @FuzzTest
    void rounds(byte[] input) {
        readsOrRefuses(input, bytes -> RoundBytes.decode(bytes, WORK), RoundBytes::encode);
    }

    static List<byte[]> epochs() {
        var none = List.<Long>of();
        return List.of(
                new Packed()
                        .u64(7)
                        .list(List.of(1L), RemoteFuzzTest::holder)
                        .list(none, RemoteFuzzTest::holder)
                        .list(List.of(1L), (to, _) -> emptyRound(to))
                        .list(none, Packed::u64)
                        .list(List.of(1L), (to, _) -> to.blob(Fixed.signedWords(4)))
                        .list(none, Packed::u64)
                        .bytes());
    }

    @MethodSource("epochs")
    @FuzzTest
    void records(byte[] input) {
        readsOrRefuses(input, bytes -> RecordsBytes.decode(bytes, WORK), RecordsBytes::encode);
    }

    private static void settledNode(Packed to, long node) {
        to.u64(node).address(Fixed.address("owner")).u32(2).u64(10).u64(9).u64(1);
        to.u32(9).u32(1).u32(1).u32(1).u32(1).u32(1);
        to.u64(3).u64(3).u32(1).u32(1).u32(1).number(BigInteger.ONE).wei(Wei.ONE).u64(5).u32(1);
        to.list(List.of(7L), (into, epoch) -> into.u64(epoch).u32(3).u32(3));
    }

    static List<byte[]> settled() {
        var leaves = LeavesFile.of(Map.of(Fixed.address("owner"), Wei.ONE));
        var root = new EpochRoot(7, leaves.root(), Wei.ONE, leaves.digest(), 1, HASH);
        var to = new Packed().u64(7).u64(1_000).u64(61_000).u32(12);
        ReportBytes.root(to, root).signature(Signature.of(Fixed.signedWords(0)));
        to.wei(Wei.coins(2)).wei(Wei.coins(2));
        for (int part = 0; part < 4; part++) {
            to.wei(Wei.coins(1));
        }
        to.number(BigInteger.TEN)
                .list(List.of(1L), RemoteFuzzTest::settledNode)
                .u8(1)
                .hash(HASH)
                .u64(99);
        return List.of(to.blob(leaves.bytes()).bytes());
    }

    @MethodSource("settled")
    @FuzzTest
    void reports(byte[] input) {
        readsOrRefuses(
                input,
                ReportBytes::decode,
                read -> ReportBytes.encode(read.report(), read.leaves()));
    }

    static List<byte[]> said() {
        return List.of(
                OutcomeBytes.encode(Optional.empty()),
                OutcomeBytes.encode(
                        Optional.of(
                                new SubmitOutcome.Refused(
                                        SubmitOutcome.Reason.NOT_REGISTERED,
                                        "too late",
                                        List.of(HASH)))));
    }

    @MethodSource("said")
    @FuzzTest
    void outcomes(byte[] input) {
        readsOrRefuses(input, OutcomeBytes::decode, OutcomeBytes::encode);
    }

    static List<byte[]> standings() {
        return List.of(
                new Whereabouts(
                                4,
                                Duration.ofSeconds(30),
                                3,
                                Optional.of(HASH),
                                Optional.of(Ack.Phase.COMMIT))
                        .encode());
    }

    @MethodSource("standings")
    @FuzzTest
    void whereabouts(byte[] input) {
        readsOrRefuses(input, Whereabouts::decode, Whereabouts::encode);
    }

    @Test
    void whatItBeginsWithIsRead() {
        assertEquals(1, RoundBytes.decode(offers().getFirst(), WORK).units().size());
        assertEquals(7, RecordsBytes.decode(epochs().getFirst(), WORK).epoch());
        assertEquals(7, ReportBytes.decode(settled().getFirst()).report().epoch());
        assertTrue(OutcomeBytes.decode(said().getLast()).isPresent());
        assertEquals(4, Whereabouts.decode(standings().getFirst()).epoch());
    }
}
