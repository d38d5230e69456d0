package hearth.workers.risk.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Bytes;
import hearth.kernel.Hash32;
import hearth.kernel.Reading;
import hearth.kernel.Threads;
import hearth.slots.ProcessSlots;
import hearth.slots.SlotKind;
import hearth.slots.SlotSpec;
import hearth.workers.risk.FakeModel;
import hearth.workers.risk.Finding;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.Soon;
import hearth.workers.risk.TestAnvil;
import hearth.workers.risk.pipeline.Unit;
import hearth.workers.risk.pipeline.UnitOutcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/** The worker's real process in a real slot, killed without a warning. */
final class RiskWorkerTest {
    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final Hash32 SEED = new Hash32("0x" + "07".repeat(32));
    private static final Duration PATIENCE = Duration.ofMinutes(3);

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

    private RiskWorker worker(TestAnvil anvil, Bytes disk) {
        var spec = new SlotSpec("risk-1", SlotKind.PROCESS, 1, Bytes.gib(1), disk);
        var command = new ArrayList<>(WorkerSettings.sameJava(spec.memory().value()));
        command.removeLast();
        command.add(FakeWorkerMain.class.getName());
        return start(anvil, spec, command);
    }

    private RiskWorker start(TestAnvil anvil, SlotSpec spec, List<String> command) {
        return RiskWorker.start(
                new ProcessSlots(folder.resolve("slots"), threads),
                spec,
                new WorkerSettings(
                        anvil.endpoint(),
                        0,
                        folder.resolve("graph"),
                        Duration.ofMillis(100),
                        command),
                threads);
    }

    private static byte[] code(int number) {
        return FakeModel.code(Finding.HONEYPOT, 80, 3, number);
    }

    private static UnitOutcome expected(int number) {
        var answer = new FakeModel().newScorer().answer(code(number), SEED);
        return new UnitOutcome.Answered(hash(number), answer.result(), answer.trace());
    }

    private static Hash32 hash(int number) {
        return new Keccak().of(code(number)).hash32();
    }

    private static long contracts(RiskWorker worker) {
        return worker.stats().measured().map(stats -> stats.totals().contracts()).orElse(-1L);
    }

    private static void kill(RiskWorker worker) {
        worker.slot()
                .flatMap(slot -> ProcessHandle.of(slot.pid()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void worksAnswersAndEnds() throws Exception {
        try (var anvil = TestAnvil.start(folder)) {
            var addresses = new ArrayList<Address>();
            for (int i = 0; i < 20; i++) {
                addresses.add(anvil.deploy(code(i)));
            }
            ProcessHandle process;
            try (var worker = worker(anvil, Bytes.gib(1))) {
                assertInstanceOf(Reading.Missing.class, worker.stats());
                Soon.holds("20 loaded", () -> contracts(worker) == 20);
                var units = new ArrayList<Unit>();
                var answers = new ArrayList<UnitOutcome>();
                for (int i = 0; i < 20; i++) {
                    units.add(new Unit(hash(i), addresses.get(i)));
                    answers.add(expected(i));
                }
                assertEquals(answers, worker.execute(units, SEED, PATIENCE));
                var page = worker.insights(5_000, "", EVER, 500);
                assertEquals(20, page.rows().size());
                assertEquals(addresses.getLast(), page.rows().getFirst().address());
                var detail = worker.insight(addresses.get(3).hex(), 10, 10).orElseThrow();
                assertEquals(hash(3), detail.record().row().codeHash());
                assertEquals(10, detail.record().byDeployer().size());
                assertTrue(detail.explanation() != null, "its code is on the chain");
                assertTrue(worker.insight("0x" + "99".repeat(20), 1, 1).isEmpty());
                var slot = worker.slot().orElseThrow();
                process = ProcessHandle.of(slot.pid()).orElseThrow();
                var use = slot.use();
                assertTrue(use.memory().measured().orElseThrow().value() > 10 << 20);
                assertTrue(use.cpu().measured().orElseThrow().toMillis() > 0);
                assertTrue(use.disk().measured().isPresent());
                assertTrue(
                        slot.limits().stream()
                                .anyMatch(
                                        limit -> limit.what().equals("user") && !limit.enforced()),
                        "that all is one user is said");
            }
            Soon.holds("its process has ended", () -> !process.isAlive());
        }
    }

    @Test
    void killedAtRandomMomentsNothingIsLostOrDoubled() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var worker = worker(anvil, Bytes.gib(1))) {
            var random = new Random(3);
            var addresses = new ArrayList<Address>();
            for (int round = 1; round <= 4; round++) {
                Soon.holds("it lives", () -> worker.stats().measured().isPresent());
                int moment = 10 + random.nextInt(25);
                for (int i = 0; i < 40; i++) {
                    addresses.add(anvil.deploy(code(addresses.size())));
                    if (i == moment) {
                        kill(worker);
                    }
                }
                int last = addresses.size() - 1;
                // Asked while it is dead or dying: the next process answers.
                kill(worker);
                assertEquals(
                        List.of(expected(last)),
                        worker.execute(
                                List.of(new Unit(hash(last), addresses.get(last))),
                                SEED,
                                PATIENCE));
            }
            Soon.holds("all loaded", () -> contracts(worker) == addresses.size());
            var rows = worker.insights(0, "", EVER, 500).rows();
            assertEquals(addresses.size(), rows.size());
            var shown = new HashSet<Address>();
            rows.forEach(row -> shown.add(row.address()));
            assertEquals(new HashSet<>(addresses), shown);
            assertTrue(worker.deaths() >= 4);
            try (var files = Files.list(folder)) {
                assertFalse(
                        files.anyMatch(path -> path.toString().contains("aside")),
                        "a killed graph was taken for a damaged one");
            }
        }
    }

    @Test
    void restsWhenItsDiskIsFullButAnswers() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var worker = worker(anvil, new Bytes(1_000))) {
            var address = anvil.deploy(code(1));
            Soon.holds("it rests", worker::diskFull);
            assertEquals(
                    List.of(expected(1)),
                    worker.execute(List.of(new Unit(hash(1), address)), SEED, PATIENCE));
        }
    }

    @Test
    void commandThatCannotStartSaysSo() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var worker =
                        start(
                                anvil,
                                new SlotSpec(
                                        "risk-1",
                                        SlotKind.PROCESS,
                                        4_000,
                                        Bytes.gib(1),
                                        Bytes.gib(1)),
                                List.of(folder.resolve("nothing").toString()))) {
            assertThrows(
                    WorkerFailedException.class,
                    () -> worker.execute(List.of(), SEED, Duration.ofSeconds(2)));
            assertInstanceOf(Reading.Missing.class, worker.stats());
        }
    }
}
