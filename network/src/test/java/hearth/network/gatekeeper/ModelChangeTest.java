package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Hash32;
import hearth.network.work.AssignedUnit;
import hearth.network.work.Fixed;
import hearth.network.work.SubmitOutcome.Accepted;
import hearth.network.work.SubmitOutcome.Reason;
import hearth.network.work.SubmitOutcome.Refused;
import hearth.network.work.UnitAnswer;
import hearth.network.work.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A release brings another model: its answers differ, and nobody lied before. */
final class ModelChangeTest {
    private static final Set<Long> ALL = Set.of(1L, 2L, 3L);

    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private FakeNetwork network;

    @SuppressWarnings("NullAway.Init")
    private Crowd crowd;

    @BeforeEach
    void start() throws Exception {
        network = new FakeNetwork(directory);
        crowd = new Crowd(network);
        network.source.deploy("code", 40);
        crowd.join(3, Set.of());
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    /** What the new model answers. */
    private static List<Optional<UnitAnswer>> retrained(List<AssignedUnit> units, Hash32 seed) {
        return FakeNetwork.honest(units, seed).stream()
                .map(answer ->
                        answer.map(old ->
                                new UnitAnswer(
                                        Fixed.result(old.result().overall() + 1), old.trace())))
                .toList();
    }

    /** The new model for everything but one code. */
    private static List<Optional<UnitAnswer>> oldFor(
            Hash32 code, List<AssignedUnit> units, Hash32 seed) {
        var answers = new ArrayList<>(retrained(units, seed));
        var old = FakeNetwork.honest(units, seed);
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i).codeHash().equals(code)) {
                answers.set(i, old.get(i));
            }
        }
        return answers;
    }

    private void upgrade() throws Exception {
        network.kill();
        network.model = Fixed.hash("retrained");
        network.computes = ModelChangeTest::retrained;
        network.start();
        for (long node : ALL) {
            crowd.works(node, ModelChangeTest::retrained);
        }
    }

    @Test
    void answersOfTheNewModelOverturnNoneOfTheOld() throws Exception {
        crowd.trust(ALL);
        upgrade();
        network.executed = 0;
        for (int i = 0; i < 4; i++) {
            for (var outcome : crowd.round(ALL).values()) {
                assertInstanceOf(Accepted.class, outcome);
            }
        }
        assertEquals(List.of(), crowd.condemned());
        assertTrue(network.executed < 40, "computed again: " + network.executed);
        // known again: an answer like the old model's differs from what is on record
        for (long node : ALL) {
            crowd.works(node, (units, seed) -> oldFor(Fixed.hash("code7"), units, seed));
        }
        for (var outcome : crowd.round(ALL).values()) {
            assertEquals(Reason.WRONG_RESULT, assertInstanceOf(Refused.class, outcome).reason());
        }
    }

    @Test
    void whatWasOpenedBeforeAndIsJudgedAfterIsVoidWithoutBlame() throws Exception {
        crowd.trust(ALL);
        var opened = crowd.opened(network.nextRound(), ALL);
        upgrade();
        crowd.round(ALL);
        for (var receipt : opened.values()) {
            var outcome = network.gatekeeper.outcome(receipt.receipt()).orElseThrow();
            assertEquals(Reason.NOT_CHECKABLE, assertInstanceOf(Refused.class, outcome).reason());
        }
        assertEquals(List.of(), crowd.condemned());
    }

    @Test
    void aRingThatGivesAnOldAnswerIsCondemnedForTheNewRoundsAlone() throws Exception {
        crowd.trust(ALL);
        upgrade();
        var code = Fixed.hash("code7");
        for (long node : ALL) {
            crowd.works(node, (units, seed) -> oldFor(code, units, seed));
        }
        crowd.nextEpoch();
        network.canExecute = false; // no audit: three equal answers are taken
        var lied = new HashSet<Hash32>();
        for (int i = 0; i < 2; i++) {
            for (var outcome : crowd.round(ALL).values()) {
                assertInstanceOf(Accepted.class, outcome);
            }
        }
        for (var kept : network.store.receipts(network.store.newestEpoch().orElseThrow().epoch())) {
            lied.add(kept.digest());
        }
        network.canExecute = true;
        for (long node = 4; node <= 5; node++) {
            network.join(node, "owner" + node, 4);
            crowd.works(node, ModelChangeTest::retrained);
        }
        for (long node : ALL) {
            crowd.works(node, ModelChangeTest::retrained);
        }
        crowd.nextEpoch();
        for (int i = 0; i < 3; i++) {
            crowd.round(Set.of(1L, 2L, 3L, 4L, 5L));
        }
        var guilty = crowd.condemned();
        assertFalse(guilty.isEmpty());
        assertEquals(lied, new HashSet<>(guilty.stream().map(Verdict::receipt).toList()));
    }
}
