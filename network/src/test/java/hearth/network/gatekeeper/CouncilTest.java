package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.settlement.Delivery;
import hearth.network.settlement.EpochRecords;
import hearth.network.work.AssignedUnit;
import hearth.network.work.Fixed;
import hearth.network.work.Manifest;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.TicketHolder;
import hearth.network.work.UnitAnswer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several gatekeepers of whom most must agree: two of seven, or one of four, may be faulty. */
@Timeout(120)
final class CouncilTest {
    @TempDir Path directory;

    private CouncilNetwork seven(String name) throws Exception {
        return new CouncilNetwork(Files.createDirectory(directory.resolve(name)), 7, 5);
    }

    private CouncilNetwork four() throws Exception {
        return new CouncilNetwork(directory, 4, 3);
    }

    /** Answers of somebody who made them up. */
    private static List<Optional<UnitAnswer>> madeUp(List<AssignedUnit> units, Hash32 seed) {
        return units.stream()
                .map(unit -> Optional.of(Fixed.answer(Fixed.hash("made up"), seed)))
                .toList();
    }

    private static CouncilNetwork.Node joinThree(CouncilNetwork network) throws Exception {
        var first = network.join(1, "ada", FakeNetwork::honest);
        network.join(2, "bob", FakeNetwork::honest);
        network.join(3, "cyd", FakeNetwork::honest);
        return first;
    }

    private static boolean paid(Map<Address, Wei> owed, String owner) {
        return owed.getOrDefault(Fixed.address(owner), Wei.ZERO).compareTo(Wei.ZERO) > 0;
    }

    private static Map<Address, Wei> owed(CouncilNetwork network, int member, long of)
            throws Exception {
        return network.members.get(member).gatekeeper.book().leaves(of).orElseThrow().cumulative();
    }

    @Test
    void allSettleTheSameRootAndTakeItIntoTheirBooks() throws Exception {
        try (var network = four()) {
            var first = joinThree(network);
            network.settle(2);
            for (int i = 0; i < 4; i++) {
                assertEquals(owed(network, 0, 2), owed(network, i, 2));
            }
            var owed = owed(network, 0, 2);
            assertTrue(paid(owed, "ada"), owed::toString);
            assertInstanceOf(SubmitOutcome.Accepted.class, first.outcomes.getFirst());
            var fee = owed.get(network.members.getFirst().address());
            assertTrue(
                    fee != null && fee.equals(owed.get(network.members.getLast().address())),
                    "all share the fee: " + owed);
        }
    }

    @Test
    void aSilentOneAndALyingOneChangeNothing() throws Exception {
        Map<Address, Wei> honest;
        try (var network = seven("honest")) {
            joinThree(network);
            network.settle(2);
            honest = owed(network, 6, 2);
        }
        try (var network = seven("faulty")) {
            network.members.get(0).silent = true;
            // finds every answer wrong, and accuses everybody
            network.members.get(1).computes = CouncilTest::madeUp;
            joinThree(network);
            network.settle(2);
            var owed = owed(network, 6, 2);
            for (var owner : List.of("ada", "bob", "cyd")) {
                assertTrue(paid(owed, owner), owed::toString);
            }
            assertTrue(network.condemned.isEmpty(), "one verdict has no effect");
            assertEquals(sum(honest), sum(owed), "the envelopes are the same");
        }
    }

    private static Wei sum(Map<Address, Wei> owed) {
        return owed.values().stream().reduce(Wei.ZERO, Wei::plus);
    }

    @Test
    void aClockThatIsADayOffChangesNothing() throws Exception {
        try (var network = four()) {
            // settled alike by the three others, whichever way it is off
            network.members.get(0).off = Duration.ofDays(1);
            joinThree(network);
            network.settle(1);
            network.members.get(0).off = Duration.ofDays(-1);
            network.settle(2);
            var owed = owed(network, 3, 2);
            for (var owner : List.of("ada", "bob", "cyd")) {
                assertTrue(paid(owed, owner), owed::toString);
            }
        }
    }

    @Test
    void whereTooManyAreSilentNoRootIsMadeUntilOneIsBack() throws Exception {
        try (var network = four()) {
            joinThree(network);
            network.settle(1);
            network.members.subList(0, 2).forEach(member -> member.silent = true);
            network.run(CouncilNetwork.EPOCH.multipliedBy(2));
            assertEquals(1, network.pool.lastEpoch(), "two are too few");
            network.members.get(0).silent = false;
            network.settle(3);
            assertEquals(owed(network, 3, 3), owed(network, 0, 3), "it caught up");
        }
    }

    @Test
    void wrongWorkIsCondemnedByAsManyAsTheChainAsksFor() throws Exception {
        try (var network = four()) {
            joinThree(network);
            var liar = network.join(4, "eve", CouncilTest::madeUp);
            network.settle(2);
            assertFalse(network.condemned.isEmpty(), "it was found");
            for (var verdicts : network.condemned.values()) {
                assertTrue(verdicts.size() >= 3, verdicts::toString);
                assertEquals(4, verdicts.getFirst().message().nodeId());
            }
            assertTrue(
                    liar.outcomes.stream().noneMatch(SubmitOutcome.Accepted.class::isInstance),
                    liar.outcomes::toString);
            assertFalse(paid(owed(network, 0, 2), "eve"));
        }
    }

    @Test
    void nobodySignsRecordsThatLeaveOutWhatItAcknowledged() throws Exception {
        try (var network = four()) {
            joinThree(network);
            network.run(CouncilNetwork.EPOCH.multipliedBy(2).minusSeconds(1));
            // the epoch ends, and nobody has proposed its root yet
            long epoch = network.members.getFirst().gatekeeper.epoch();
            network.run(Duration.ofSeconds(4));
            var one = network.members.get(3);
            var whole = one.council.records(epoch);
            assertFalse(whole.deliveries().isEmpty());
            var part =
                    new EpochRecords(
                            epoch,
                            whole.tickets(),
                            whole.earlier(),
                            whole.rounds(),
                            whole.deliveries().stream().skip(1).toList(),
                            whole.heartbeats(),
                            whole.verdicts(),
                            Map.of());
            var refused = assertThrows(NotAgreedException.class, () -> one.council.sign(part));
            assertTrue(refused.sentence().contains("leaves out"), refused::sentence);
            // every ack is there, and one opening is not
            var shut =
                    new EpochRecords(
                            epoch,
                            whole.tickets(),
                            whole.earlier(),
                            whole.rounds(),
                            whole.deliveries().stream().map(CouncilTest::shut).toList(),
                            whole.heartbeats(),
                            whole.verdicts(),
                            Map.of());
            assertThrows(NotAgreedException.class, () -> one.council.sign(shut));
            // a stranger as owner of a node that did wrong work
            var owned =
                    new EpochRecords(
                            epoch,
                            whole.tickets(),
                            List.of(
                                    new TicketHolder(
                                            1, Fixed.address("victim"), Fixed.address("any"), 0)),
                            whole.rounds(),
                            whole.deliveries(),
                            whole.heartbeats(),
                            whole.verdicts(),
                            Map.of());
            var stranger = assertThrows(NotAgreedException.class, () -> one.council.sign(owned));
            assertTrue(stranger.sentence().contains("another owner"), stranger::sentence);
        }
    }

    @Test
    void aListIsConsentedToOnceAndOnlyInItsTurnWithCodesThatAreThere() throws Exception {
        try (var network = four()) {
            joinThree(network);
            network.run(CouncilNetwork.EPOCH.plusSeconds(6));
            var one = network.members.getFirst();
            var offer = one.gatekeeper.taking().orElseThrow();
            var manifest = offer.manifest().message();
            assertTrue(manifest.round() > 0, "the first round lists nothing");
            assertTrue(offer.listings().size() >= 3, "as many consented");

            // the same list again is no new consent, and of another nobody hears
            assertEquals(
                    one.council.consent(offer), one.council.consent(offer), "the same signature");
            var other = renamed(network, offer);
            assertThrows(NotAgreedException.class, () -> one.council.consent(other));
            // nor of the same list among other nodes
            var others =
                    new RoundOffer(
                            offer.domain(),
                            offer.manifest(),
                            offer.units(),
                            offer.seedBlockHash(),
                            offer.replicas(),
                            offer.tickets().subList(1, 3),
                            List.of());
            assertThrows(NotAgreedException.class, () -> one.council.consent(others));
        }
    }

    @Test
    void whoMayListLaterIsNotListenedToBefore() throws Exception {
        try (var network = four()) {
            joinThree(network);
            network.run(CouncilNetwork.EPOCH.plusSeconds(6));
            // a second into round 1: nobody has listed the next one
            var rounds = network.members.getFirst().council.rounds();
            assertEquals(2, network.members.getFirst().gatekeeper.epoch());
            var late = member(network, rounds.turn(2, 2, RoundCouncil.TURNS - 1));
            var first = member(network, rounds.turn(2, 2, 0));
            var early = late.council.rounds().list(2, 2).orElseThrow();
            var inTurn = first.council.rounds().list(2, 2).orElseThrow();
            var others =
                    network.members.stream().filter(one -> one != late && one != first).toList();
            for (var one : others) {
                var refused =
                        assertThrows(NotAgreedException.class, () -> one.council.consent(early));
                assertTrue(refused.sentence().contains("turn"), refused::sentence);
                var known = seededBy(first, inTurn, 1);
                var drawn =
                        assertThrows(NotAgreedException.class, () -> one.council.consent(known));
                assertTrue(drawn.sentence().contains("seed block exists"), drawn::sentence);
                assertEquals(
                        Optional.of(one.address()),
                        network.gatekeepers.signer(
                                inTurn.listing().in(FakeNetwork.WORK),
                                one.council.consent(inTurn)));
            }
        }
    }

    @Test
    void aListerThatLacksConsentsAsksNobodyTwiceAndSaysSoOnce() throws Exception {
        try (var network = four()) {
            joinThree(network);
            network.members.subList(0, 2).forEach(member -> member.silent = true);
            network.run(CouncilNetwork.EPOCH);
            assertFalse(network.consentsAsked.isEmpty());
            network.consentsAsked.forEach((asked, times) -> assertEquals(1, times, asked));
            var told = new HashMap<String, Integer>();
            for (var event : network.world.events) {
                if (event instanceof RoundEvent.Stalled(String sentence)
                        && sentence.contains(" has the consent of ")) {
                    int end = sentence.indexOf(" has the consent of ");
                    told.merge(sentence.substring(0, end), 1, Integer::sum);
                }
            }
            assertFalse(told.isEmpty());
            told.forEach((round, times) -> assertTrue(times <= 2, round + ": each of two once"));
        }
    }

    @Test
    void aListerWhoseTimeIsAheadIsAgreedToInItsTurn() throws Exception {
        try (var network = four()) {
            joinThree(network);
            network.run(CouncilNetwork.EPOCH.plusSeconds(6));
            // a second into round 1 of epoch 2: who lists round 2 first is silent, the next is
            // ahead
            var rounds = network.members.getFirst().council.rounds();
            member(network, rounds.turn(2, 2, 0)).silent = true;
            var lister = member(network, rounds.turn(2, 2, 1));
            lister.off = Duration.ofMillis(1_100);
            network.run(Duration.ofMillis(3_750));
            var agreed = lister.council.rounds().agreed(2, 2).orElseThrow();
            assertEquals(
                    Optional.of(lister.address()),
                    network.gatekeepers.signer(
                            agreed.manifest().message().in(FakeNetwork.WORK),
                            agreed.manifest().signature()));
            assertTrue(
                    network.consentsAsked.values().stream().anyMatch(times -> times > 1),
                    "it was too early at first");
        }
    }

    private static CouncilNetwork.Member member(CouncilNetwork network, Address address) {
        return network.members.stream()
                .filter(one -> one.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static Delivery shut(Delivery delivery) {
        return new Delivery(
                new Submission(delivery.submission().receipt(), new byte[0]), delivery.acks());
    }

    /** Another list for the same round, signed by the same gatekeeper. */
    private static RoundOffer renamed(CouncilNetwork network, RoundOffer offer) {
        return seededBy(
                network.members.getFirst(), offer, offer.manifest().message().seedBlock() + 1);
    }

    /** The same list with another seed block. */
    private static RoundOffer seededBy(
            CouncilNetwork.Member lister, RoundOffer offer, long seedBlock) {
        var message = offer.manifest().message();
        var changed =
                new Manifest(
                        message.epoch(),
                        message.round(),
                        message.chain(),
                        message.fromBlock(),
                        message.toBlock(),
                        message.toBlockHash(),
                        message.unitsRoot(),
                        message.count(),
                        message.modelDigest(),
                        seedBlock,
                        message.previous());
        var key = lister.settings.key();
        return new RoundOffer(
                offer.domain(),
                new Signed<>(changed, key.sign(changed.in(FakeNetwork.WORK))),
                offer.units(),
                offer.seedBlockHash(),
                offer.replicas(),
                offer.tickets(),
                List.of());
    }
}
