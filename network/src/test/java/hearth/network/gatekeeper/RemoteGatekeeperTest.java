package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Database;
import hearth.kernel.Hash32;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.Pool;
import hearth.network.packed.Packed;
import hearth.network.remote.GatekeeperDesk;
import hearth.network.remote.Line;
import hearth.network.remote.LineFailedException;
import hearth.network.remote.Question;
import hearth.network.remote.RemoteColleague;
import hearth.network.remote.RemoteGatekeeper;
import hearth.network.remote.SettledEpochs;
import hearth.network.settlement.BooksTable;
import hearth.network.settlement.EpochReport;
import hearth.network.work.Ack;
import hearth.network.work.DigestSigner;
import hearth.network.work.Fixed;
import hearth.network.work.Hello;
import hearth.network.work.RoundOutcome;
import hearth.network.work.Signed;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.Verdict;
import hearth.network.work.Wire;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a node believes of a gatekeeper elsewhere that refuses, lies or is not there. */
@Timeout(60)
final class RemoteGatekeeperTest {
    private static final Hash32 PIN = Fixed.hash("the TLS key of node 1");

    @TempDir Path directory;
    private FakeNetwork network;
    private GatekeeperDesk desk;
    private DigestSigner key;
    private int asked;
    private int postingsAsked;

    /** What the chain's endpoint says of how a root was posted. */
    @FunctionalInterface
    private interface Logs {
        Optional<EpochReport.Posting> posting(long epoch) throws ChainFailedException;
    }

    private Logs logs =
            epoch -> Optional.of(new EpochReport.Posting(Fixed.hash("on chain"), epoch));

    /** What is done to an honest answer on its way. */
    @FunctionalInterface
    private interface Bend {
        byte[] bend(Question question, byte[] asked, byte[] answer) throws LineFailedException;
    }

    private volatile Bend bend = (_, _, answer) -> answer;

    @BeforeEach
    void open() throws Exception {
        network = new FakeNetwork(directory);
        network.join(1, "ada", 1);
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

    private RemoteGatekeeper remote() {
        var hello = new Hello(1, PIN);
        var line =
                new Line() {
                    @Override
                    public byte[] ask(Question question, byte[] words) throws LineFailedException {
                        asked++;
                        var _ = desk.limit(question, PIN);
                        return bend.bend(question, words, desk.answer(question, PIN, words));
                    }

                    @Override
                    public void close() {}
                };
        return new RemoteGatekeeper(
                network.settings.key().address(),
                line,
                new Signed<>(hello, key.sign(hello.in(FakeNetwork.WORK))),
                FakeNetwork.WORK,
                network.settings.parameters().round(),
                network.clock);
    }

    private static Bend failing(String code) {
        return (_, _, _) -> {
            throw new LineFailedException(code, "It says no.");
        };
    }

    private Signed<WorkReceipt> receipt() throws Exception {
        var session = network.session(1, FakeNetwork::honest);
        var worked =
                assertInstanceOf(
                        RoundOutcome.HandedIn.class,
                        session.work(network.nextRound(), network.gatekeeper));
        return new Signed<>(worked.receipt(), key.sign(worked.receipt().in(FakeNetwork.WORK)));
    }

    @Test
    void aRefusalIsAnAnswerAndSilenceIsAFaultThatRests() {
        var remote = remote();
        for (var code : List.of("GATE-11", "GATE-12", "GATE-13", "GATE-15", "GATE-16", "GATE-21")) {
            bend = failing(code);
            int before = asked;
            assertThrows(WorkFailedException.class, () -> remote.epoch(1));
            assertEquals(Optional.empty(), remote.fault(), code);
            assertTrue(asked > before, code + " made it rest");
        }
        bend = (_, _, answer) -> answer;
        for (var code : List.of("GATE-5", "GATE-7", "GATE-8")) {
            var fresh = remote();
            bend = failing(code);
            assertEquals(Optional.empty(), whereabouts(fresh));
            assertTrue(fresh.fault().isPresent(), code);
            bend = (_, _, answer) -> answer;
            int before = asked;
            assertEquals(Optional.empty(), whereabouts(fresh));
            assertEquals(before, asked, code + " is asked again at once");
            network.clock.advance(Duration.ofMinutes(1));
            assertTrue(whereabouts(fresh).isPresent());
            assertEquals(Optional.empty(), fresh.fault());
        }
    }

    private static Optional<?> whereabouts(RemoteGatekeeper remote) {
        try {
            return remote.whereabouts();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAckOfSomethingElseIsNone() throws Exception {
        var receipt = receipt();
        var digest = receipt.digest(FakeNetwork.WORK);
        var gatekeeper = network.settings.key();
        assertInstanceOf(SubmitOutcome.Held.class, remote().commit(receipt));
        var worthless =
                List.of(
                        acknowledged(Fixed.hash("other"), Ack.Phase.COMMIT, gatekeeper),
                        acknowledged(digest, Ack.Phase.REVEAL, gatekeeper),
                        acknowledged(digest, Ack.Phase.COMMIT, key));
        for (var answer : worthless) {
            bend = (question, _, honest) -> question == Question.COMMIT ? answer : honest;
            assertThrows(WorkFailedException.class, () -> remote().commit(receipt));
        }
    }

    private static byte[] acknowledged(Hash32 receipt, Ack.Phase phase, DigestSigner signer) {
        var ack = new Ack(receipt, 1, phase);
        var signed = new Signed<>(ack, signer.sign(ack.in(FakeNetwork.WORK)));
        return new Packed().u8(1).blob(Wire.encode(signed)).bytes();
    }

    @Test
    void whileNobodySaysWhereARoundStandsItIsNotOver() throws Exception {
        var offer = network.nextRound();
        var digest = offer.manifestDigest();
        var remote = remote();
        assertFalse(remote.closed(digest), "nothing is known yet");
        assertTrue(remote.current().isPresent());
        assertFalse(remote.closed(digest), "it takes receipts");
        bend = failing("GATE-8");
        network.untilOpening(offer);
        assertFalse(remote.closed(digest), "it is silent");
        bend = (_, _, answer) -> answer;
        network.clock.advance(Duration.ofMillis(200));
        var again = remote();
        assertTrue(whereabouts(again).isPresent());
        assertTrue(again.closed(digest), "it takes openings");
    }

    /** Settles so many epochs with work in each. */
    private void settle(int epochs) throws Exception {
        var session = network.session(1, FakeNetwork::honest);
        while (network.gatekeeper.book().lastEpoch() < epochs) {
            network.deliver(session, network.nextRound());
        }
    }

    private Optional<Pool.Posted> posted(long epoch) {
        try {
            return network.gatekeeper
                    .book()
                    .get(epoch)
                    .map(EpochReport::root)
                    .map(root ->
                            new Pool.Posted(
                                    epoch,
                                    root.root(),
                                    root.total(),
                                    network.clock.instant(),
                                    root.leafCount(),
                                    root.leavesDigest(),
                                    root.receiptsRoot()));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private SettledEpochs taking(Database database) {
        return new SettledEpochs(
                database,
                List.of(remote()),
                new SettledEpochs.Roots() {
                    @Override
                    public Optional<Pool.Posted> posted(long epoch) {
                        return RemoteGatekeeperTest.this.posted(epoch);
                    }

                    @Override
                    public Optional<EpochReport.Posting> posting(long epoch)
                            throws ChainFailedException {
                        postingsAsked++;
                        return logs.posting(epoch);
                    }
                },
                network.clock);
    }

    /** As often as it takes, with the postings, and a while later. */
    private void takeOver(SettledEpochs epochs, long newest) throws Exception {
        network.clock.advance(Duration.ofMinutes(10));
        for (int i = 0; i < 2 * newest; i++) {
            epochs.takeOver(newest);
        }
    }

    private Database database() throws Exception {
        return Database.open(
                directory.resolve("epochs.db"),
                Database.Durability.FULL,
                List.of(BooksTable.SCHEMA, BooksTable.WATCHED),
                network.clock);
    }

    @Test
    void anotherEpochThanTheOneAskedForIsNotKept() throws Exception {
        settle(2);
        var first = number(1);
        try (var database = database()) {
            var epochs = taking(database);
            // the truth about epoch 1, told of epoch 2
            bend = (_, _, _) -> desk.answer(Question.EPOCH, PIN, first);
            takeOver(epochs, 2);
            assertEquals(1, epochs.book().lastEpoch(), "only as what it is");
            // the truth about epoch 2, with a number that makes all later ones look old
            bend = (_, _, answer) -> ByteBuffer.wrap(answer.clone()).putLong(0, 1L << 62).array();
            takeOver(epochs, 2);
            assertEquals(1, epochs.book().lastEpoch());
            assertTrue(epochs.book().leaves(1).isPresent(), "nothing was dropped for it");
            bend = (_, _, answer) -> answer;
            takeOver(epochs, 2);
            assertEquals(2, epochs.book().lastEpoch());
        }
    }

    private static byte[] number(long epoch) {
        return ByteBuffer.allocate(Long.BYTES).putLong(epoch).array();
    }

    @Test
    void oneEpochThatNobodyTellsHoldsUpNoClaimAndIsTakenLater() throws Exception {
        settle(3);
        try (var database = database()) {
            var epochs = taking(database);
            bend =
                    (_, words, answer) -> {
                        if (ByteBuffer.wrap(words).getLong() == 2) {
                            throw new LineFailedException("GATE-16", "Too long ago.");
                        }
                        return answer;
                    };
            takeOver(epochs, 3);
            assertTrue(epochs.book().get(2).isEmpty());
            var proof = epochs.book().proofFor(Fixed.address("ada"));
            assertEquals(Optional.of(3L), proof.map(one -> one.epoch()), "with its posting");
            assertEquals(
                    Optional.of(Fixed.hash("on chain")),
                    transaction(epochs, 3),
                    "whatever the gatekeeper says of it");
            bend = (_, _, answer) -> answer;
            takeOver(epochs, 3);
            assertTrue(epochs.book().get(2).isPresent());
            assertEquals(3, epochs.book().lastEpoch());
        }
    }

    private static Optional<Hash32> transaction(SettledEpochs epochs, long epoch) throws Exception {
        return epochs.book().get(epoch).flatMap(one -> one.posting()).map(at -> at.transaction());
    }

    @Test
    void whereNoLogsAreToldAnEpochIsKeptAndClaimableAllTheSame() throws Exception {
        settle(2);
        var honest = logs;
        try (var database = database()) {
            var epochs = taking(database);
            Logs limited =
                    _ -> {
                        throw new ChainFailedException(
                                "Logs are limited.", new IOException("limit"));
                    };
            for (var without : List.<Logs>of(_ -> Optional.empty(), limited)) {
                logs = without;
                takeOver(epochs, 2);
                for (long epoch = 1; epoch <= 2; epoch++) {
                    assertTrue(epochs.book().proofFor(epoch, Fixed.address("ada")).isPresent());
                    assertEquals(Optional.empty(), transaction(epochs, epoch));
                }
            }
            int before = asked;
            takeOver(epochs, 2);
            assertEquals(before, asked, "what is kept is not asked of gatekeepers again");
            int looked = postingsAsked;
            takeOver(epochs, 2);
            assertEquals(looked + 2, postingsAsked, "once each until the while is over");
            logs = honest;
            takeOver(epochs, 2);
            assertEquals(Optional.of(Fixed.hash("on chain")), transaction(epochs, 1));
            assertEquals(Optional.of(Fixed.hash("on chain")), transaction(epochs, 2));
        }
    }

    @Test
    void aClockThatWasAheadHoldsUpNoEpoch() throws Exception {
        settle(1);
        try (var database = database()) {
            var epochs = taking(database);
            network.clock.advance(Duration.ofDays(2));
            bend = failing("GATE-16");
            epochs.takeOver(1);
            bend = (_, _, answer) -> answer;
            network.clock.advance(Duration.ofDays(-2));
            epochs.takeOver(1);
            assertEquals(1, epochs.book().lastEpoch());
        }
    }

    @Test
    void whatIsTooLongForAColleagueIsNotSentAndSaysSo() throws Exception {
        var line =
                new Line() {
                    @Override
                    public byte[] ask(Question question, byte[] words) {
                        throw new AssertionError("it was sent");
                    }

                    @Override
                    public void close() {}
                };
        try (var colleague =
                new RemoteColleague(
                        Fixed.address("colleague"), line, FakeNetwork.WORK, network.clock)) {
            var verdict =
                    new Verdict(
                            1,
                            Fixed.hash("receipt"),
                            Fixed.hash("unit"),
                            Fixed.hash("claimed"),
                            Fixed.hash("correct"),
                            Fixed.hash("audit"),
                            Verdict.Kind.VOID);
            var one = new Signed<>(verdict, key.sign(verdict.in(FakeNetwork.WORK)));
            var refused =
                    assertThrows(
                            NotAgreedException.class,
                            () -> colleague.accuse(Collections.nCopies(10_000, one)));
            assertTrue(refused.sentence().contains("too large"), refused::sentence);
        }
    }
}
