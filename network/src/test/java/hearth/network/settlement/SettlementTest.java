package hearth.network.settlement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Wei;
import hearth.network.score.Ppm;
import hearth.network.work.Fixed;
import hearth.network.work.MerkleTree;
import hearth.network.work.Signed;
import hearth.network.work.Submission;
import hearth.network.work.TicketHolder;
import hearth.network.work.Verdict;
import hearth.network.work.WorkReceipt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

final class SettlementTest {
    @TempDir Path directory;

    private static <T> Collection<T> shuffledWithReplays(List<T> list, Random random) {
        var more = new ArrayList<>(list);
        for (var one : list) {
            if (random.nextBoolean()) {
                more.add(one);
            }
        }
        Collections.shuffle(more, random);
        return more;
    }

    /** An epoch in which everything happens that can happen. */
    private static void randomEpoch(Epochs network, long epoch, Random random) {
        network.nextEpoch();
        for (int number = 0; number < 3; number++) {
            var round = network.round(epoch, number, random.nextInt(12));
            for (var holder : network.tickets) {
                long node = holder.nodeId();
                var receipt = network.receipt(round, node, "secret" + node);
                int chance = random.nextInt(10);
                if (receipt.isEmpty() || chance == 0) {
                    network.beat(round, node);
                } else if (chance > 1) {
                    network.deliver(receipt.get(), random.nextInt(4_500));
                    if (chance == 2) {
                        network.judge(receipt.get(), Verdict.Kind.WRONG_RESULT, network.gatekeeper);
                    } else if (chance == 3) {
                        network.receipt(round, node, "another secret")
                                .ifPresent(second -> network.deliver(second, 10));
                    }
                }
            }
        }
    }

    @Test
    void orderAndReplaysChangeNothingAndNothingIsLost() {
        long seed = 20_261_121;
        var random = new Random(seed);
        for (int run = 0; run < 6; run++) {
            var network = new Epochs(directory, run % 2 == 0 ? 0 : 50_000, run % 3);
            for (int node = 1; node <= 4; node++) {
                network.join(node, Fixed.address("owner" + random.nextInt(3)), random.nextInt(4));
            }
            var books = Books.EMPTY;
            for (long epoch = 1; epoch <= 3; epoch++) {
                randomEpoch(network, epoch, random);
                var what = "seed " + seed + ", run " + run + ", epoch " + epoch;
                var settled = new Settlement(network.rules).settle(network.records(epoch), books);
                var again =
                        new Settlement(network.rules)
                                .settle(
                                        new EpochRecords(
                                                epoch,
                                                shuffledWithReplays(network.tickets, random),
                                                shuffledWithReplays(network.earlier, random),
                                                shuffledWithReplays(network.rounds, random),
                                                shuffledWithReplays(network.deliveries, random),
                                                shuffledWithReplays(network.heartbeats, random),
                                                shuffledWithReplays(network.verdicts, random),
                                                Map.of()),
                                        books);
                assertEquals(settled.root(), again.root(), what);
                assertArrayEquals(settled.leaves().bytes(), again.leaves().bytes(), what);
                assertEquals(settled.nodes(), again.nodes(), what);
                assertEquals(settled.books(), again.books(), what);

                var paid = Wei.ZERO;
                for (var node : settled.nodes()) {
                    paid = paid.plus(node.pay());
                    assertTrue(node.verified() + node.refused() <= node.assigned(), what);
                }
                var envelope = settled.envelope();
                assertEquals(
                        envelope.total(),
                        paid.plus(envelope.fee()).plus(envelope.carryOut()).plus(envelope.lapsed()),
                        what);
                assertTrue(envelope.carryOut().compareTo(envelope.base()) <= 0, what);
                assertEquals(settled.root().total(), settled.leaves().total(), what);
                var grown = settled.root().total().minus(total(books));
                assertTrue(grown.compareTo(Wei.coins(200)) <= 0, what);
                books = settled.books();
            }
        }
    }

    private static Wei total(Books books) {
        return LeavesFile.of(books.cumulative()).total();
    }

    @Test
    void anHonestNodeIsPaidTheEnvelopeAndCanProveIt() {
        var network = new Epochs(directory, 0, 0);
        var owner = Fixed.address("owner");
        network.join(1, owner, 4);
        for (int number = 0; number < 12; number++) {
            var round = network.round(1, number, 20);
            network.deliver(network.receipt(round, 1, "s").orElseThrow(), 700);
        }
        var settled = new Settlement(network.rules).settle(network.records(1), Books.EMPTY);
        var node = settled.nodes().getFirst();
        assertEquals(240, node.assigned());
        assertEquals(240, node.verified());
        assertEquals(0, node.missed());
        assertEquals(Ppm.ONE, node.score().speed().value().value());
        assertEquals(444_444, node.score().performance().value().value());
        assertEquals(Ppm.ONE, node.score().maintenance().value().value());
        assertEquals(444_444, node.score().value().value());
        assertEquals(BigInteger.valueOf(240L * 444_444), settled.totalWeight());
        assertEquals(Wei.coins(100), node.pay());
        assertEquals(240, node.after().consecutiveVerified());
        assertEquals(1, settled.root().leafCount());
        assertTrue(
                MerkleTree.verify(
                        settled.root().root(),
                        LeavesFile.leaf(owner, Wei.coins(100)),
                        settled.leaves().proof(owner)));
        assertEquals(
                owner.hex() + ",100000000000000000000\n",
                new String(settled.leaves().bytes(), StandardCharsets.US_ASCII));
    }

    @Test
    void splittingAMachineChangesItsPayByLessThanAWeiPerIdentity() {
        for (int parts : List.of(3, 7)) {
            var whole = paidToSplitter(1, parts);
            var split = paidToSplitter(parts, 1);
            // two owners, two replicas: both answer every unit, however the tickets are spread
            assertEquals(Wei.coins(50), whole);
            assertTrue(
                    whole.value().subtract(split.value()).abs().intValueExact() < parts,
                    whole + " against " + split);
        }
    }

    private Wei paidToSplitter(int identities, int ticketsEach) {
        var network = new Epochs(directory, 0, 0);
        network.join(100, Fixed.address("other"), 3);
        for (int id = 1; id <= identities; id++) {
            network.join(id, Fixed.address("splitter"), ticketsEach);
        }
        var round = network.round(1, 0, 53);
        for (var holder : network.tickets) {
            network.receipt(round, holder.nodeId(), "s")
                    .ifPresent(receipt -> network.deliver(receipt, 100));
        }
        return new Settlement(network.rules)
                .settle(network.records(1), Books.EMPTY)
                .leaves()
                .owed(Fixed.address("splitter"));
    }

    @Test
    void aReceiptInWhichALieWasFoundIsUnpaidAndTrustBeginsAnew() {
        var network = new Epochs(directory, 0, 0);
        network.join(1, Fixed.address("honest"), 1);
        network.join(2, Fixed.address("liar"), 1);
        var round = network.round(1, 0, 10);
        network.deliver(network.receipt(round, 1, "s1").orElseThrow(), 100);
        var lie = network.receipt(round, 2, "s2").orElseThrow();
        network.deliver(lie, 100);
        network.judge(lie, Verdict.Kind.WRONG_RESULT, network.gatekeeper);
        var settled = new Settlement(network.rules).settle(network.records(1), Books.EMPTY);
        assertEquals(Wei.coins(100), settled.nodes().get(0).pay());
        var liar = settled.nodes().get(1);
        assertEquals(Wei.ZERO, liar.pay());
        assertEquals(10, liar.refused());
        assertEquals(0, liar.verified());
        assertEquals(0, liar.after().consecutiveVerified());
        assertEquals(450_000, liar.after().smoothed().value());
    }

    @Test
    void wrongWorkThatIsFoundLaterSetsTrustBackAndIsRememberedForSevenEpochsOfWork() {
        var network = new Epochs(directory, 0, 0);
        network.join(1, Fixed.address("a"), 1);
        network.join(2, Fixed.address("b"), 1);
        var settlement = new Settlement(network.rules);
        var books = Books.EMPTY;
        var first = network.round(1, 0, 10);
        var lie = network.receipt(first, 1, "s").orElseThrow();
        network.deliver(lie, 100);
        books = settlement.settle(network.records(1), books).books();
        assertEquals(10, books.standingOf(1).consecutiveVerified());
        assertEquals(0, books.standingOf(1).watched());

        network.nextEpoch();
        var second = network.round(2, 0, 10);
        network.deliver(network.receipt(second, 1, "s").orElseThrow(), 100);
        network.judge(lie, Verdict.Kind.WRONG_RESULT, network.gatekeeper);
        var found = settlement.settle(network.records(2), books);
        assertEquals(
                10, found.nodes().getFirst().verified(), "this epoch's receipt is not the one");
        assertEquals(0, found.nodes().getFirst().after().consecutiveVerified());
        assertEquals(7, found.books().standingOf(1).watched());
        assertEquals(0, found.books().standingOf(2).watched());
        books = found.books();

        // in quarantine, then back without work, then at work
        var holder = network.tickets.removeFirst();
        network.nextEpoch();
        network.round(3, 0, 10);
        books = settlement.settle(network.records(3), books).books();
        assertEquals(7, books.standingOf(1).watched());
        network.tickets.addFirst(holder);
        network.nextEpoch();
        books = settlement.settle(network.records(4), books).books();
        for (int worked = 0; worked < 9; worked++) {
            assertEquals(Math.max(0, 7 - worked), books.standingOf(1).watched());
            network.nextEpoch();
            long epoch = books.epoch() + 1;
            network.deliver(
                    network.receipt(network.round(epoch, 0, 10), 1, "s").orElseThrow(), 100);
            books = settlement.settle(network.records(epoch), books).books();
        }
        assertEquals(90, books.standingOf(1).consecutiveVerified());

        // found when it takes part no more
        network.tickets.removeFirst();
        network.nextEpoch();
        network.judge(lie, Verdict.Kind.WRONG_TRACE, network.gatekeeper);
        books = settlement.settle(network.records(books.epoch() + 1), books).books();
        assertEquals(0, books.standingOf(1).consecutiveVerified());
        assertEquals(7, books.standingOf(1).watched());
    }

    @Test
    void aStrangersVerdictCountsForNothing() {
        var network = new Epochs(directory, 0, 0);
        network.join(1, Fixed.address("a"), 1);
        var receipt = network.receipt(network.round(1, 0, 10), 1, "s").orElseThrow();
        network.deliver(receipt, 100);
        network.judge(receipt, Verdict.Kind.WRONG_RESULT, network.key(1));
        var settled = new Settlement(network.rules).settle(network.records(1), Books.EMPTY);
        assertEquals(10, settled.nodes().getFirst().verified());
    }

    @Test
    void twoReceiptsForOneRoundVoidBoth() {
        var network = new Epochs(directory, 0, 0);
        network.join(1, Fixed.address("a"), 1);
        var round = network.round(1, 0, 10);
        network.deliver(network.receipt(round, 1, "s").orElseThrow(), 100);
        network.deliver(network.receipt(round, 1, "t").orElseThrow(), 200);
        var settled = new Settlement(network.rules).settle(network.records(1), Books.EMPTY);
        assertEquals(0, settled.nodes().getFirst().verified());
        assertEquals(10, settled.nodes().getFirst().missed());
        assertEquals(MerkleTree.EMPTY, settled.root().receiptsRoot());
    }

    @Test
    void aReceiptThatNobodyAcknowledgedInTimeIsNoSignOfLife() {
        var network = new Epochs(directory, 0, 0);
        network.join(1, Fixed.address("a"), 1);
        var inTime = network.round(1, 0, 10);
        network.deliver(network.receipt(inTime, 1, "s").orElseThrow(), 100);
        var late = network.round(1, 1, 10);
        network.deliver(
                network.receipt(late, 1, "s").orElseThrow(), network.rules.commitMillis() + 1);
        var madeUp = network.round(1, 2, 10);
        network.deliveries.add(
                new Delivery(network.receipt(madeUp, 1, "s").orElseThrow(), List.of()));
        var settled = new Settlement(network.rules).settle(network.records(1), Books.EMPTY);
        assertEquals(1, settled.nodes().getFirst().score().maintenance().seen());
    }

    @Test
    void aCopiedRootOpensNothing() {
        var network = new Epochs(directory, 0, 0);
        network.join(1, Fixed.address("a"), 1);
        network.join(2, Fixed.address("b"), 1);
        var round = network.round(1, 0, 10);
        var original = network.receipt(round, 1, "s").orElseThrow();
        network.deliver(original, 100);
        var model = original.receipt().message();
        var copied =
                new WorkReceipt(
                        2,
                        1,
                        0,
                        model.manifest(),
                        model.modelDigest(),
                        model.count(),
                        model.resultsRoot());
        network.deliver(
                new Submission(
                        new Signed<>(copied, network.key(2).sign(copied.in(Epochs.WORK))),
                        original.opening()),
                90);
        var settled = new Settlement(network.rules).settle(network.records(1), Books.EMPTY);
        assertEquals(10, settled.nodes().get(0).verified());
        assertEquals(0, settled.nodes().get(1).verified());
    }

    @Test
    void anEpochWithoutWorkCarriesItsEnvelopeOverAtMostOnce() {
        var network = new Epochs(directory, 50_000, 0);
        network.join(1, Fixed.address("a"), 1);
        var first = new Settlement(network.rules).settle(network.records(1), Books.EMPTY);
        assertEquals(Wei.ZERO, first.envelope().fee());
        assertEquals(Wei.coins(100), first.envelope().carryOut());
        assertEquals(MerkleTree.EMPTY, first.root().root());
        var second = new Settlement(network.rules).settle(network.records(2), first.books());
        assertEquals(Wei.coins(100), second.envelope().carryOut());
        assertEquals(Wei.coins(100), second.envelope().lapsed());
        network.deliver(network.receipt(network.round(3, 0, 10), 1, "s").orElseThrow(), 100);
        var third = new Settlement(network.rules).settle(network.records(3), second.books());
        assertEquals(Wei.coins(10), third.envelope().fee());
        assertEquals(Wei.coins(190), third.envelope().paid());
    }

    @Test
    void heldPayIsOwedOnlyAfterItsHoldTime() {
        var network = new Epochs(directory, 0, 2);
        network.join(1, Fixed.address("a"), 1);
        var books = Books.EMPTY;
        for (long epoch = 1; epoch <= 3; epoch++) {
            network.nextEpoch();
            network.deliver(
                    network.receipt(network.round(epoch, 0, 10), 1, "s").orElseThrow(), 100);
            books = new Settlement(network.rules).settle(network.records(epoch), books).books();
            var owed = books.cumulative().getOrDefault(Fixed.address("a"), Wei.ZERO);
            assertEquals(epoch == 3 ? Wei.coins(100) : Wei.ZERO, owed);
        }
        assertEquals(2, books.held().size());
    }

    @Test
    void heldPayOfAnOwnerWhoseWrongWorkWasFoundIsForfeitedAndNobodyElses() {
        var network = new Epochs(directory, 0, 2);
        network.join(1, Fixed.address("liar"), 1);
        network.join(2, Fixed.address("honest"), 1);
        var books = Books.EMPTY;
        for (long epoch = 1; epoch <= 4; epoch++) {
            network.nextEpoch();
            var round = network.round(epoch, 0, 10);
            var lie = network.receipt(round, 1, "one").orElseThrow();
            network.deliver(lie, 100);
            network.deliver(network.receipt(round, 2, "two").orElseThrow(), 100);
            if (epoch == 2) {
                network.judge(lie, Verdict.Kind.WRONG_RESULT, network.gatekeeper);
            }
            if (epoch == 3) {
                // void is no breach, and a stranger's word counts for nothing
                network.judge(lie, Verdict.Kind.VOID, network.gatekeeper);
                network.judge(lie, Verdict.Kind.WRONG_RESULT, network.key(2));
            }
            books = new Settlement(network.rules).settle(network.records(epoch), books).books();
        }
        // what the liar had earned until then is gone; what it earns later is not
        assertEquals(Wei.ZERO, books.cumulative().getOrDefault(Fixed.address("liar"), Wei.ZERO));
        assertEquals(
                Wei.coins(150), books.cumulative().getOrDefault(Fixed.address("honest"), Wei.ZERO));
        var held = new ArrayList<Long>();
        for (var pay : books.held()) {
            if (pay.owner().equals(Fixed.address("liar"))) {
                held.add(pay.epoch());
            }
        }
        assertEquals(List.of(3L, 4L), held);
    }

    @Test
    void heldPayIsForfeitedThoughTheNodeHasLeft() {
        var network = new Epochs(directory, 0, 2);
        network.join(1, Fixed.address("liar"), 1);
        network.join(2, Fixed.address("honest"), 1);
        var round = network.round(1, 0, 10);
        var lie = network.receipt(round, 1, "one").orElseThrow();
        network.deliver(lie, 100);
        network.deliver(network.receipt(round, 2, "two").orElseThrow(), 100);
        var books = new Settlement(network.rules).settle(network.records(1), Books.EMPTY).books();
        assertEquals(2, books.held().size());
        network.nextEpoch();
        network.earlier.addAll(network.tickets);
        network.tickets.removeFirst();
        network.judge(lie, Verdict.Kind.WRONG_RESULT, network.gatekeeper);
        books = new Settlement(network.rules).settle(network.records(2), books).books();
        assertEquals(
                List.of(Fixed.address("honest")),
                books.held().stream().map(Books.HeldPay::owner).toList());
    }

    private NodeTally tally(Epochs network, long node, String owner, int units) {
        var holder = new TicketHolder(node, Fixed.address(owner), network.key(node).address(), 1);
        var tally = new NodeTally(holder, 1, new Ppm(Ppm.ONE));
        tally.opened(units);
        tally.seen(0);
        tally.verified(units, new Ppm(100_000));
        return tally;
    }

    @Test
    void splittingANodeChangesNoSumButAWeiForEachPart() {
        long seed = 20_261_127;
        var random = new Random(seed);
        var network = new Epochs(directory, 0, 0);
        var settlement = new Settlement(network.rules);
        for (int run = 0; run < 40; run++) {
            int parts = 2 + random.nextInt(7);
            int each = 1 + random.nextInt(500);
            var others = tally(network, 20, "other", 1 + random.nextInt(5_000));
            var whole =
                    settlement.share(
                            List.of(tally(network, 1, "one", parts * each), others), Books.EMPTY);
            var tallies = new ArrayList<NodeTally>();
            for (int part = 1; part <= parts; part++) {
                tallies.add(tally(network, part, "one", each));
            }
            tallies.add(others);
            var split = settlement.share(tallies, Books.EMPTY);
            var sum = BigInteger.ZERO;
            for (var node : split.nodes().subList(0, parts)) {
                sum = sum.add(node.pay().value());
            }
            var lost = whole.nodes().getFirst().pay().value().subtract(sum).longValueExact();
            assertTrue(lost >= 0 && lost <= parts, "seed " + seed + ", run " + run + ": " + lost);
        }
    }
}
