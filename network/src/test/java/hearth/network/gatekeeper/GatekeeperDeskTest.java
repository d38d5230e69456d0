package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hash32;
import hearth.network.remote.GatekeeperDesk;
import hearth.network.remote.LineFailedException;
import hearth.network.remote.Question;
import hearth.network.work.DigestSigner;
import hearth.network.work.Domain;
import hearth.network.work.Fixed;
import hearth.network.work.Heartbeat;
import hearth.network.work.Hello;
import hearth.network.work.RoundOutcome;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.UnitAnswer;
import hearth.network.work.Wire;
import hearth.network.work.WorkReceipt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** What a gatekeeper answers to whom, and how much it lets anybody say. */
final class GatekeeperDeskTest {
    private static final Hash32 PIN = Fixed.hash("the TLS key of node 1");
    private static final Hash32 OTHER_PIN = Fixed.hash("another TLS key");

    @TempDir Path directory;
    private FakeNetwork network;
    private GatekeeperDesk desk;
    private DigestSigner key;

    @BeforeEach
    void open() throws Exception {
        network = new FakeNetwork(directory);
        network.join(1, "ada", 1);
        network.join(2, "bob", 1);
        network.source.deploy("code", 400);
        key = Fixed.key(directory, "node1");
        desk =
                new GatekeeperDesk(
                        network.gatekeeper,
                        network.settings,
                        () -> network.registered,
                        network.clock);
    }

    @AfterEach
    void close() throws Exception {
        network.close();
    }

    private byte[] hello(long node, Hash32 pin, DigestSigner signer, Domain domain) {
        var hello = new Hello(node, pin);
        return Wire.encode(new Signed<>(hello, signer.sign(hello.in(domain))));
    }

    private void sayHello() throws LineFailedException {
        assertArrayEquals(
                new byte[0],
                desk.answer(Question.HELLO, PIN, hello(1, PIN, key, FakeNetwork.WORK)));
    }

    private String refused(Question question, Hash32 pin, byte[] asked) {
        return assertThrows(
                        LineFailedException.class,
                        () -> {
                            int limit = desk.limit(question, pin);
                            assertTrue(asked.length <= limit, () -> asked.length + " > " + limit);
                            desk.answer(question, pin, asked);
                        })
                .code();
    }

    @Test
    void onlyTheNodesKeyBindsAConnectionAndOnlyThisOne() throws Exception {
        var domain = FakeNetwork.WORK;
        var stranger = Fixed.key(directory, "node2");
        assertEquals("GATE-14", refused(Question.HELLO, PIN, hello(1, PIN, stranger, domain)));
        assertEquals("GATE-14", refused(Question.HELLO, PIN, hello(9, PIN, key, domain)));
        // heard on the way and said again on another connection
        assertEquals("GATE-14", refused(Question.HELLO, OTHER_PIN, hello(1, PIN, key, domain)));
        var elsewhere = Domain.work(1, Fixed.address("registry"));
        assertEquals("GATE-14", refused(Question.HELLO, PIN, hello(1, PIN, key, elsewhere)));
        assertEquals("GATE-10", refused(Question.HEARTBEAT, PIN, new byte[193]));
        sayHello();
        assertEquals("GATE-11", refused(Question.HEARTBEAT, PIN, new byte[192]));
    }

    @Test
    void aNewHelloTakesThePlaceOfTheOneBefore() throws Exception {
        sayHello();
        desk.answer(Question.HELLO, OTHER_PIN, hello(1, OTHER_PIN, key, FakeNetwork.WORK));
        assertEquals("GATE-10", refused(Question.HEARTBEAT, PIN, new byte[193]));
    }

    @Test
    void aConnectionSpeaksForItsNodeAlone() throws Exception {
        sayHello();
        var beat = new Heartbeat(2, 1, 0, Heartbeat.IDLE);
        var two = Fixed.key(directory, "node2");
        var asked = Wire.encode(new Signed<>(beat, two.sign(beat.in(FakeNetwork.WORK))));
        assertEquals("GATE-13", refused(Question.HEARTBEAT, PIN, asked));
    }

    @Test
    void gatekeepersQuestionsAreNotForNodes() throws Exception {
        sayHello();
        assertEquals("GATE-19", refused(Question.RECORDS, PIN, new byte[8]));
        assertEquals("GATE-19", refused(Question.SIGN, PIN, new byte[8]));
    }

    @Test
    void anOpeningIsAsLongAsTheNodesUnitsOfTheOpenRound() throws Exception {
        sayHello();
        int closed = desk.limit(Question.REVEAL, PIN);
        assertEquals(7 * 32 + 65 + 32, closed, "nothing is assigned yet");
        var offer = network.nextRound();
        int assigned = offer.assignedTo(1).size();
        assertTrue(assigned > 0);
        assertEquals(closed + UnitAnswer.BYTES * assigned, desk.limit(Question.REVEAL, PIN));
        assertTrue(desk.limit(Question.HEARTBEAT, PIN) <= Submission.HEARTBEAT_BYTES);
    }

    @Test
    void aReceiptOfAnotherChainIsRefusedAndTheSameOneCountsOnce() throws Exception {
        var session = network.session(1, FakeNetwork::honest);
        var offer = network.nextRound();
        sayHello();
        var worked = session.work(offer, network.gatekeeper);
        var handed = (RoundOutcome.HandedIn) worked;
        var receipt = handed.receipt();
        var again = Wire.encode(new Signed<>(receipt, key.sign(receipt.in(FakeNetwork.WORK))));
        assertArrayEquals(
                desk.answer(Question.COMMIT, PIN, again), desk.answer(Question.COMMIT, PIN, again));
        assertEquals(1, network.store.receipts(1, 0, 1).size(), "kept once");

        var elsewhere = Domain.work(1, Fixed.address("registry"));
        var forged =
                new WorkReceipt(
                        1,
                        1,
                        0,
                        receipt.manifest(),
                        receipt.modelDigest(),
                        receipt.count(),
                        Fixed.hash("another root"));
        var asked = Wire.encode(new Signed<>(forged, key.sign(forged.in(elsewhere))));
        var said = new String(desk.answer(Question.COMMIT, PIN, asked), StandardCharsets.UTF_8);
        assertTrue(said.contains("BAD_SIGNATURE"), said);
    }

    @Test
    void aClockThatJumpsDoesNotKeepStrangersAway() throws Exception {
        assertEquals("GATE-14", refused(Question.HELLO, PIN, hello(3, PIN, key, FakeNetwork.WORK)));
        network.clock.set(Duration.ofDays(-1));
        sayHello();
    }
}
