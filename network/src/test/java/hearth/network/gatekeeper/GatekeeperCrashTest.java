package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Database;
import hearth.kernel.Wei;
import hearth.network.work.AssignedWork;
import hearth.network.work.Fixed;
import hearth.network.work.NodeJournal;
import hearth.network.work.NodeSession;
import hearth.network.work.RoundOffer;
import hearth.network.work.RoundOutcome;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Held;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.UnitAnswer;
import hearth.network.work.WorkFailedException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The process dies at any moment; nothing confirmed is lost or doubled. */
final class GatekeeperCrashTest {
    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private FakeNetwork network;

    @BeforeEach
    void start() throws Exception {
        network = new FakeNetwork(directory);
        network.source.deploy("code", 50);
        network.join(1, "alice", 1);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private NodeSession session(AssignedWork worker) throws Exception {
        return network.session(1, worker);
    }

    /** Ticks until so many epochs are closed. */
    private void untilClosed(long epochs) throws Exception {
        for (int i = 0; i < 2_000 && network.gatekeeper.book().lastEpoch() < epochs; i++) {
            network.tick();
            network.clock.advance(Duration.ofMillis(250));
        }
        network.clock.advance(Duration.ofSeconds(31));
        network.tick();
    }

    @Test
    void theCutOffEpochGoesOnWhereItsTimeStands() throws Exception {
        var session = session(FakeNetwork::honest);
        for (int i = 0; i < 4; i++) {
            network.deliver(session, network.nextRound());
        }
        var before = network.gatekeeper.preview().orElseThrow();
        network.kill();
        network.clock.advance(Duration.ofSeconds(12));
        network.start();
        network.tick();
        var after = network.gatekeeper.preview().orElseThrow();
        assertEquals(before.nodes(), after.nodes());
        assertEquals(1, after.epoch());
        int rounds = 4;
        for (var offer = network.nextRound();
                offer.manifest().message().epoch() == 1;
                offer = network.nextRound()) {
            network.deliver(session, offer);
            rounds++;
        }
        assertTrue(rounds >= 10 && rounds <= 11, "rounds: " + rounds);
        var report = network.gatekeeper.book().get(1).orElseThrow();
        assertEquals(rounds, report.rounds(), "rounds while it was dead are nobody's");
        assertEquals(rounds * 50L, report.node(1).orElseThrow().verified());
        assertEquals(Wei.coins(100), report.node(1).orElseThrow().pay());
    }

    @Test
    void anEpochWhoseTimeIsOverIsClosedWithWhatWasStored() throws Exception {
        var session = session(FakeNetwork::honest);
        for (int i = 0; i < 4; i++) {
            network.deliver(session, network.nextRound());
        }
        network.kill();
        network.clock.advance(Duration.ofHours(9));
        network.start();
        network.tick();
        var report = network.last(RoundEvent.EpochClosed.class).report();
        assertEquals(1, report.epoch());
        assertEquals(200, report.node(1).orElseThrow().verified());
        assertEquals(Wei.coins(100), report.node(1).orElseThrow().pay());
        assertEquals(2, network.last(RoundEvent.EpochOpened.class).epoch());
        assertEquals(1, network.pool.roots.size());
    }

    @Test
    void aClockSetBackWhileItWasDeadListsNoRoundTwice() throws Exception {
        var session = session(FakeNetwork::honest);
        for (int i = 0; i < 4; i++) {
            network.deliver(session, network.nextRound());
        }
        network.kill();
        network.clock.set(Duration.ofDays(-1));
        network.start();
        network.deliver(session, network.nextRound());
        untilClosed(1);
        var report = network.gatekeeper.book().get(1).orElseThrow();
        assertEquals(250, report.node(1).orElseThrow().verified());
    }

    @Test
    void trustAndPausesSurvive() throws Exception {
        network.join(2, "bob", 1);
        var one = session(FakeNetwork::honest);
        var two = network.session(2, FakeNetwork::honest);
        network.deliver(one, network.nextRound());
        var offer = network.nextRound();
        two.pause(offer, network.gatekeeper);
        network.deliver(one, offer);
        network.kill();
        network.start();
        network.executed = 0;
        var next = network.nextRound();
        assertTrue(next.assignedTo(2).isEmpty());
        network.deliver(one, next);
        assertTrue(network.executed < 50, "checked: " + network.executed);
    }

    @Test
    void aReceiptWhoseCheckWasCutOffIsCheckedAfterTheRestart() throws Exception {
        var session = session(FakeNetwork::honest);
        network.beforeExecution =
                () -> {
                    throw new IllegalStateException("killed");
                };
        var offer = network.nextRound();
        assertThrows(IllegalStateException.class, () -> network.deliver(session, offer));
        network.kill();
        network.beforeExecution = () -> {};
        network.start();
        network.tick();
        assertEquals(50, network.last(RoundEvent.ReceiptAccepted.class).units());
        untilClosed(1);
        var report = network.last(RoundEvent.EpochClosed.class).report();
        assertEquals(50, report.node(1).orElseThrow().verified());
    }

    @Test
    void aClosedEpochIsNotClosedAgainAndItsRootIsFoundOnChain() throws Exception {
        var session = session(FakeNetwork::honest);
        RoundOffer offer = network.nextRound();
        while (offer.manifest().message().epoch() == 1) {
            network.deliver(session, offer);
            offer = network.nextRound();
        }
        assertEquals(1, network.pool.roots.size());
        // died after the posting, before it was noted
        network.store
                .database()
                .inTransaction(connection -> {
                    try (var update = connection.createStatement()) {
                        return update.executeUpdate(
                                "UPDATE closed_epochs SET tx = NULL, block = NULL");
                    }
                });
        network.kill();
        network.start();
        network.tick();
        assertEquals(1, network.pool.roots.size());
        assertEquals(1, network.gatekeeper.book().lastEpoch());
        assertEquals(
                Fixed.hash("tx1"),
                network.gatekeeper
                        .book()
                        .get(1)
                        .orElseThrow()
                        .posting()
                        .orElseThrow()
                        .transaction());
    }

    @Test
    void randomKillsLoseNoPayAndSkipNoEpoch() throws Exception {
        long seed = 8;
        var random = new Random(seed);
        var answers = new ArrayList<Accepted>();
        for (int life = 0; life < 5; life++) {
            var session = session(FakeNetwork::honest);
            int rounds = random.nextInt(16);
            for (int i = 0; i < rounds; i++) {
                if (network.deliver(session, network.nextRound()) instanceof Accepted accepted) {
                    answers.add(accepted);
                }
            }
            network.kill();
            network.clock.advance(Duration.ofSeconds(random.nextInt(90)));
            network.start();
        }
        untilClosed(network.gatekeeper.book().lastEpoch() + 1);
        var book = network.gatekeeper.book();
        long counted = 0;
        var owed = Wei.ZERO;
        for (long epoch = 1; epoch <= book.lastEpoch(); epoch++) {
            var report = book.get(epoch).orElseThrow();
            counted += report.node(1).orElseThrow().verified();
            owed = owed.plus(report.node(1).orElseThrow().pay());
        }
        long accepted = answers.stream().mapToLong(Accepted::units).sum();
        assertEquals(accepted, counted, "seed " + seed);
        assertEquals(book.lastEpoch(), network.pool.roots.size(), "seed " + seed);
        assertEquals(
                owed,
                book.proofFor(FakeNetwork.owner("alice")).orElseThrow().cumulative(),
                "seed " + seed);
    }

    @Test
    void whatWasHeldWhenTheGatekeeperDiedIsOpenedAfterItsRestart() throws Exception {
        var session = session(FakeNetwork::honest);
        var offer = network.nextRound();
        session.work(offer, network.gatekeeper);
        network.clock.advance(Duration.ofSeconds(2));
        network.kill();
        network.clock.advance(Duration.ofMillis(500));
        network.start();
        network.tick();
        // the node too was started again
        var again = session(FakeNetwork::honest);
        assertEquals(offer.manifestDigest(), again.newestHandedIn().orElseThrow().manifest());
        assertInstanceOf(Held.class, network.open(again, offer));
        network.kill();
        network.clock.advance(Duration.ofSeconds(4));
        network.start();
        network.tick();
        assertEquals(50, network.last(RoundEvent.ReceiptAccepted.class).units());
        untilClosed(1);
        var node = network.gatekeeper.book().get(1).orElseThrow().node(1).orElseThrow();
        assertEquals(50, node.verified());
        assertEquals(0, node.refused());
    }

    @Test
    void whatCouldNotBeOpenedBecauseOfACrashIsVoidWithoutBlame() throws Exception {
        var session = session(FakeNetwork::honest);
        session.work(network.nextRound(), network.gatekeeper);
        network.kill();
        network.clock.advance(Duration.ofSeconds(12));
        network.start();
        network.tick();
        assertEquals(Reason.UNOPENED, network.last(RoundEvent.ReceiptRefused.class).reason());
        network.deliver(session, network.nextRound());
        untilClosed(1);
        var node = network.gatekeeper.book().get(1).orElseThrow().node(1).orElseThrow();
        assertEquals(50, node.verified());
        assertEquals(0, node.refused());
        assertEquals(50, node.after().consecutiveVerified());
    }

    @Test
    void aNodeThatDiedAfterSigningHandsInTheSameReceipt() throws Exception {
        var offer = network.nextRound();
        var first =
                assertInstanceOf(
                        RoundOutcome.HandedIn.class,
                        session(FakeNetwork::honest).work(offer, network.gatekeeper));
        // after the restart the worker would answer less: what was signed before counts
        AssignedWork broken =
                (units, seed) -> units.stream().map(unit -> Optional.<UnitAnswer>empty()).toList();
        var again =
                assertInstanceOf(
                        RoundOutcome.HandedIn.class,
                        session(broken).work(offer, network.gatekeeper));
        assertEquals(first, again);
    }

    @Test
    void anotherDigestForASignedRoundIsNeverSigned() throws Exception {
        var offer = network.nextRound();
        session(FakeNetwork::honest).work(offer, network.gatekeeper);
        var other = underAnotherSeed(offer);
        try (var journal = NodeJournal.open(directory.resolve("work1.db"), network.clock)) {
            journal.refuseUpTo(0);
        }
        // the stored submission goes out again; nothing new is signed for the changed offer
        var session = session(FakeNetwork::honest);
        assertInstanceOf(
                Accepted.class,
                network.outcome(session, offer, session.work(other, network.gatekeeper)));
        // and with the kept submission gone, the noted digest stands in the way
        var next = network.nextRound();
        session(FakeNetwork::honest).work(next, network.gatekeeper);
        forgetHandedIn();
        assertThrows(
                WorkFailedException.class,
                () ->
                        session(FakeNetwork::honest)
                                .work(underAnotherSeed(next), network.gatekeeper));
    }

    private static RoundOffer underAnotherSeed(RoundOffer offer) {
        return new RoundOffer(
                offer.domain(),
                offer.manifest(),
                List.copyOf(offer.units()),
                Fixed.hash("another seed"),
                offer.replicas(),
                offer.tickets());
    }

    private void forgetHandedIn() throws Exception {
        try (var database =
                Database.open(
                        directory.resolve("work1.db"),
                        Database.Durability.FULL,
                        List.of(""),
                        network.clock)) {
            database.inTransaction(connection -> {
                try (var delete = connection.createStatement()) {
                    return delete.executeUpdate("DELETE FROM handed_in");
                }
            });
        }
    }

    @Test
    void aRestoredJournalSignsNothingUpToTheChainsEpoch() throws Exception {
        var offer = network.nextRound();
        try (var journal = NodeJournal.open(directory.resolve("work1.db"), network.clock)) {
            journal.refuseUpTo(1);
        }
        assertThrows(
                WorkFailedException.class,
                () -> session(FakeNetwork::honest).work(offer, network.gatekeeper));
        assertTrue(network.store.receipts(1).isEmpty());
    }
}
