package hearth.workers.risk.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.workers.risk.FakeModel;
import hearth.workers.risk.Finding;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.Soon;
import hearth.workers.risk.TestAnvil;
import hearth.workers.risk.extract.ChainReader;
import hearth.workers.risk.extract.CodeSource;
import hearth.workers.risk.extract.Endpoint;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The whole worker in one process, against a real chain. */
final class ContractRiskTest {
    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Hash32 SEED = new Hash32("0x" + "07".repeat(32));

    @TempDir Path folder;
    private Threads threads;

    @BeforeEach
    void start() {
        threads = Threads.system();
    }

    @AfterEach
    void stop() {
        threads.close();
    }

    private ContractRisk open(Endpoint endpoint) throws Exception {
        return new ContractRisk(
                new RiskConfig(endpoint, 0, folder.resolve("graph"), Duration.ofMillis(100), 2),
                new FakeModel(),
                threads,
                Clock.systemUTC());
    }

    private static List<Address> deploy(TestAnvil anvil, int from, int to) throws Exception {
        var addresses = new ArrayList<Address>();
        for (int i = from; i < to; i++) {
            addresses.add(anvil.deploy(FakeModel.code(Finding.PONZI, 70, 3, i)));
        }
        return addresses;
    }

    private static List<Address> shown(ContractRisk risk) {
        return risk.graph().insights(0, "", EVER, 500).rows().stream()
                .map(row -> row.address())
                .toList();
    }

    @Test
    void followsAChainAndGoesOnFromItsCursor() throws Exception {
        try (var anvil = TestAnvil.start(folder)) {
            var first = deploy(anvil, 0, 30);
            try (var risk = open(anvil.endpoint())) {
                Soon.holds("30 loaded", () -> risk.graph().totals().contracts() == 30);
                assertEquals(first.reversed(), shown(risk));
                var more = deploy(anvil, 10, 20);
                Soon.holds("10 copies loaded", () -> risk.graph().totals().contracts() == 40);
                assertEquals(30, risk.graph().totals().codes());
                assertEquals(more.reversed(), shown(risk).subList(0, 10));
                Soon.holds("caught up", () -> risk.stats().state() == WorkerStats.State.CAUGHT_UP);
                Soon.holds("counted", () -> risk.stats().stages().getLast().done() == 40);
                var stats = risk.stats();
                assertEquals(40, stats.headBlock());
                assertEquals(40, stats.readBlock());
                assertEquals(0.25, stats.knownShare(), 1e-9);
                assertTrue(stats.bytesPerContract() > 0);
                for (var stage : stats.stages()) {
                    assertEquals(40, stage.done(), stage.name());
                    assertEquals(0, stage.errors(), stage.lastError());
                }
            }
            var offline = deploy(anvil, 100, 105);
            try (var risk = open(anvil.endpoint())) {
                Soon.holds("what came meanwhile", () -> shown(risk).size() == 45);
                assertEquals(offline.reversed(), shown(risk).subList(0, 5));
                assertEquals(5, risk.stats().stages().getFirst().done());
            }
        }
    }

    @Test
    void newBlocksComeBySubscription() throws Exception {
        try (var anvil = TestAnvil.start(folder)) {
            var endpoint = anvil.endpointWithSocket();
            try (var risk =
                    new ContractRisk(
                            new RiskConfig(
                                    endpoint,
                                    0,
                                    folder.resolve("graph"),
                                    Duration.ofMinutes(10),
                                    1),
                            new FakeModel(),
                            threads,
                            Clock.systemUTC())) {
                Soon.holds("subscribed", () -> risk.stats().subscribed());
                deploy(anvil, 0, 3);
                Soon.holds("3 loaded", () -> risk.graph().totals().contracts() == 3);
            }
        }
    }

    @Test
    void reorganisationTakesItsContractsBack() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var risk = open(anvil.endpoint())) {
            var kept = deploy(anvil, 0, 5);
            var snapshot = anvil.call("evm_snapshot", "[]").asString();
            deploy(anvil, 5, 10);
            Soon.holds("10 loaded", () -> risk.graph().totals().contracts() == 10);
            anvil.call("evm_revert", "[\"" + snapshot + "\"]");
            var other = deploy(anvil, 20, 28);
            var expected = new ArrayList<>(kept);
            expected.addAll(other);
            Soon.holds("the new branch", () -> shown(risk).equals(expected.reversed()));
            Soon.holds("13 counted", () -> risk.graph().totals().contracts() == 13);
            assertEquals(18, risk.graph().totals().codes());
        }
    }

    @Test
    void chainThatBeganAnewIsReadFromItsBeginning() throws Exception {
        int port;
        try (var anvil = TestAnvil.start(folder)) {
            port = anvil.port();
            deploy(anvil, 0, 12);
            try (var risk = open(anvil.endpoint())) {
                Soon.holds("12 loaded", () -> risk.graph().totals().contracts() == 12);
                anvil.kill();
                Soon.holds("it waits", () -> risk.stats().state() == WorkerStats.State.WAITING);
                try (var anew = TestAnvil.start(folder, port)) {
                    var fresh = deploy(anew, 6, 20);
                    Soon.holds(
                            "read again",
                            () ->
                                    risk.graph().totals().codes() == 20
                                            && shown(risk).containsAll(fresh));
                    // The account and so the addresses differ: what was there stays as history.
                    assertTrue(risk.stats().stages().getFirst().errors() > 0);
                }
            }
        }
    }

    @Test
    void unitsAreAnsweredEvenWhenPaused() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var risk = open(anvil.endpoint())) {
            var addresses = deploy(anvil, 0, 150);
            Soon.holds("150 loaded", () -> risk.graph().totals().contracts() == 150);
            risk.pause(true);
            Soon.holds("paused", () -> risk.stats().state() == WorkerStats.State.PAUSED);
            var keccak = new Keccak();
            var scorer = new FakeModel().newScorer();
            var units = new ArrayList<Unit>();
            var expected = new ArrayList<UnitOutcome>();
            for (int i = 0; i < 150; i++) {
                byte[] code = FakeModel.code(Finding.PONZI, 70, 3, i);
                var hash = keccak.of(code).hash32();
                // Every third is asked for at a wrong address: the graph knows a right one.
                units.add(new Unit(hash, addresses.get(i % 3 == 0 ? (i + 1) % 150 : i)));
                var answer = scorer.answer(code, SEED);
                expected.add(new UnitOutcome.Answered(hash, answer.result(), answer.trace()));
            }
            assertEquals(expected, risk.execute(units, SEED, LONG));
            for (var stage : risk.stats().stages()) {
                assertEquals(300, stage.done(), stage::name);
            }
            var nobody = new Unit(SEED, addresses.getFirst());
            assertInstanceOf(
                    UnitOutcome.Missing.class,
                    risk.execute(List.of(nobody), SEED, LONG).getFirst());
            deploy(anvil, 500, 501);
            assertEquals(150, risk.graph().totals().contracts());
            risk.pause(false);
            Soon.holds("it goes on", () -> risk.graph().totals().contracts() == 151);
        }
    }

    @Test
    void whatTheTimeDoesNotReachForIsMissingAndTheRestIsAnswered() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var reader = new ChainReader(anvil.endpoint())) {
            var addresses = deploy(anvil, 0, 250);
            var keccak = new Keccak();
            var units = new ArrayList<Unit>();
            for (int i = 0; i < 250; i++) {
                var hash = keccak.of(FakeModel.code(Finding.PONZI, 70, 3, i)).hash32();
                units.add(new Unit(hash, addresses.get(i)));
            }
            var clock = new AtomicLong();
            var scorer =
                    new UnitScorer(
                            new FakeModel(),
                            new CodeSource(reader, 0),
                            _ -> List.of(),
                            UnitScorer.Progress.none(),
                            () -> clock.addAndGet(1_000_000)); // each look takes a millisecond
            var outcomes = scorer.execute(units, SEED, Duration.ofMillis(300));
            long answered =
                    outcomes.stream().filter(one -> one instanceof UnitOutcome.Answered).count();
            assertEquals(250, outcomes.size());
            // the first hundred with its check, and as many of the next as can be checked, too
            assertTrue(answered > 100 && answered < 200, () -> answered + " answered");
            for (int i = 0; i < 250; i++) {
                assertEquals(units.get(i).codeHash(), outcomes.get(i).codeHash());
                assertEquals(i < answered, outcomes.get(i) instanceof UnitOutcome.Answered);
            }
            assertEquals(answered, scorer.answered());
            assertEquals(250 - answered, scorer.missing());
        }
    }
}
