package hearth.network.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.chain.Cases;
import hearth.network.chain.CasesPoster;
import hearth.network.chain.Registry;
import hearth.network.work.Domain;
import hearth.network.work.Fixed;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Verdicts as gatekeepers sign them, on a real chain: quarantine, return, second breach, slash. */
@Timeout(120)
final class DisputesOnChainTest {
    private static final long EPOCH_SECONDS = 60;

    @TempDir Path temporary;

    private static Signed<Verdict> verdict(PracticeNetwork practice, long node, String receipt) {
        var verdict =
                new Verdict(
                        node,
                        Fixed.hash(receipt),
                        Fixed.hash("unit"),
                        Fixed.hash("claimed " + node),
                        Fixed.hash("correct"),
                        Fixed.hash("audit trace"),
                        Verdict.Kind.WRONG_RESULT);
        var domain =
                Domain.work(
                        PracticeNetwork.SETTLEMENT_CHAIN,
                        practice.network().contracts().registry());
        return new Signed<>(verdict, practice.gatekeeperKey().sign(verdict.in(domain)));
    }

    private static void pass(PracticeNetwork practice, long epochs) throws Exception {
        practice.settlementChain().command("evm_increaseTime", epochs * EPOCH_SECONDS);
        practice.settlementChain().command("anvil_mine", "0x1");
    }

    @Test
    void wrongWorkCostsQuarantineAtFirstAndTheStakeASecondTime() throws Exception {
        Anvils.require();
        var data = DataDir.open(temporary.resolve("hearth"));
        var threads = Threads.system();
        try (var practice = PracticeNetwork.start(data, threads, Optional.empty())) {
            var neighbours = Neighbours.settle(practice, data, 2, threads.time());
            assertNotEquals(
                    neighbours.get(0).owner().address(), neighbours.get(1).owner().address());
            var again = Neighbours.settle(practice, data, 2, threads.time());
            assertEquals(neighbours.get(0).nodeId(), again.get(0).nodeId(), "registered once");

            var chain = practice.settlementChain();
            var registry = new Registry(chain, practice.network());
            var cases = new Cases(chain, practice.network());
            var poster =
                    new CasesPoster(
                            chain, practice.network(), practice.gatekeeperKey(), threads.time());
            long node = neighbours.get(0).nodeId();
            var first = verdict(practice, node, "first");
            assertEquals(Optional.empty(), poster.condemn(first));
            assertEquals(Optional.empty(), poster.condemn(first), "twice changes nothing");
            assertEquals(Registry.Status.QUARANTINED, registry.node(node).orElseThrow().status());
            assertEquals(1, registry.totalTickets());
            assertEquals(1, cases.of(node).breaches());
            assertEquals(List.of(), poster.tend());

            pass(practice, 7);
            assertEquals(1, poster.tend().size());
            assertEquals(Registry.Status.LIVE, registry.node(node).orElseThrow().status());

            long before = registry.epoch();
            assertEquals(Optional.empty(), poster.condemn(verdict(practice, node, "second")));
            long condemned = cases.of(node).slashEpoch() - 3;
            assertTrue(before <= condemned && condemned <= registry.epoch(), "three epochs on");
            assertEquals(List.of(), poster.tend(), "an appeal runs");
            pass(practice, 3);
            assertTrue(poster.tend().getFirst().contains("was taken"));
            assertEquals(Registry.Status.SLASHED, registry.node(node).orElseThrow().status());
            assertEquals(Wei.ONE, registry.reserve());

            // somebody who is no gatekeeper finds nothing
            var stranger = verdict(practice, neighbours.get(1).nodeId(), "third");
            var forged =
                    new Signed<>(
                            stranger.message(),
                            neighbours
                                    .get(1)
                                    .key()
                                    .sign(
                                            stranger.message()
                                                    .in(
                                                            Domain.work(
                                                                    PracticeNetwork
                                                                            .SETTLEMENT_CHAIN,
                                                                    practice.network()
                                                                            .contracts()
                                                                            .registry()))));
            assertTrue(poster.condemn(forged).orElseThrow().contains("NotAGatekeeper"));
        } finally {
            PracticeNetwork.reset(data, threads);
            threads.close();
        }
    }
}
