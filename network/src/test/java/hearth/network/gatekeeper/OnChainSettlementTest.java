package hearth.network.gatekeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.chain.Calls;
import hearth.network.chain.FeeLimits;
import hearth.network.chain.NodeKey;
import hearth.network.chain.Payload;
import hearth.network.chain.Pool;
import hearth.network.chain.PoolPoster;
import hearth.network.chain.Registry;
import hearth.network.chain.RegistryDirectory;
import hearth.network.chain.Token;
import hearth.network.chain.TransactionSender;
import hearth.network.chain.TransactionState;
import hearth.network.practice.Anvils;
import hearth.network.practice.PracticeNetwork;
import hearth.network.work.Domain;
import hearth.network.work.Fixed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** Verified work becomes tokens in the pool of a real chain: digest, tree and proof fit it. */
@Timeout(120)
final class OnChainSettlementTest {
    @TempDir Path temporary;

    @Test
    void verifiedWorkIsClaimedFromThePool() throws Exception {
        Anvils.require();
        var data = DataDir.open(temporary.resolve("hearth"));
        var threads = Threads.system();
        try (var practice = PracticeNetwork.start(data, threads, Optional.empty())) {
            var me = NodeKey.openOrCreate(data.root().resolve("owner.key"), new SecureRandom());
            var other = NodeKey.openOrCreate(data.root().resolve("other.key"), new SecureRandom());
            join(practice, threads, me, 1);
            join(practice, threads, other, 2);

            var chain = practice.settlementChain();
            var contracts = practice.network().contracts();
            var registry = new Registry(chain, practice.network());
            var poster =
                    new PoolPoster(
                            chain, practice.network(), practice.gatekeeperKey(), threads.time());
            try (var network =
                    new FakeNetwork(
                            temporary,
                            Domain.work(PracticeNetwork.SETTLEMENT_CHAIN, contracts.registry()),
                            Domain.rewards(PracticeNetwork.SETTLEMENT_CHAIN, contracts.pool()),
                            practice.gatekeeperKey(),
                            new RegistryDirectory(registry),
                            poster)) {
                work(network);
                chain.command("evm_increaseTime", 60);
                network.clock.advance(Duration.ofSeconds(3));
                network.tick();
                var posted = network.last(RoundEvent.RootPosted.class);
                assertEquals(1, posted.epoch());
                assertEquals(1, new Pool(chain, practice.network()).lastEpoch());
                assertEquals(posted.transaction(), poster.find(1).orElseThrow().transaction());

                chain.command("evm_increaseTime", 5);
                chain.command("anvil_mine", "0x1");
                claim(practice, threads, network, me, 1);
                claim(practice, threads, network, other, 2);
            }
        } finally {
            PracticeNetwork.reset(data, threads);
            threads.close();
        }
    }

    private void work(FakeNetwork network) throws Exception {
        network.source.deploy("code", 40);
        var one = network.session(1, FakeNetwork::honest);
        var two = network.session(2, FakeNetwork::honest);
        while (true) {
            var offer = network.nextRound();
            if (network.events.stream().anyMatch(RoundEvent.EpochClosed.class::isInstance)) {
                return;
            }
            one.work(offer, network.gatekeeper);
            two.work(offer, network.gatekeeper);
            network.open(one, offer);
            network.open(two, offer);
        }
    }

    private void claim(
            PracticeNetwork practice,
            Threads threads,
            FakeNetwork network,
            NodeKey owner,
            long node)
            throws Exception {
        var report = network.last(RoundEvent.EpochClosed.class).report();
        var pay = report.node(node).orElseThrow().pay();
        assertEquals(Wei.coins(50), pay);
        var proof = network.gatekeeper.book().proofFor(owner.address()).orElseThrow();
        assertEquals(pay, proof.cumulative());
        var token = new Token(practice.settlementChain(), practice.network());
        var before = token.balance(owner.address());
        send(
                practice,
                threads,
                owner,
                new Intent.Claim(proof.epoch(), proof.owner(), proof.cumulative(), proof.proof()));
        assertEquals(before.plus(pay), token.balance(owner.address()));
    }

    private void join(PracticeNetwork practice, Threads threads, NodeKey owner, int node)
            throws Exception {
        Address key = Fixed.key(temporary, "node" + node).address();
        practice.faucet(owner.address());
        send(practice, threads, owner, new Intent.Approve(Wei.coins(2)));
        send(
                practice,
                threads,
                owner,
                new Intent.Join(key, 2, owner.address(), Fixed.hash("metadata")));
    }

    private static void send(
            PracticeNetwork practice, Threads threads, NodeKey owner, Intent intent)
            throws Exception {
        var sender =
                TransactionSender.forgetful(
                        practice.settlementChain(),
                        owner.address(),
                        FeeLimits.usual(),
                        threads.time());
        var sent = sender.send(Payload.of(owner, Calls.of(intent, practice.network()), "test"));
        var state = sender.awaitIncluded(sent, Duration.ofSeconds(20));
        assertTrue(
                state instanceof TransactionState.Included
                        || state instanceof TransactionState.Final,
                state.toString());
    }
}
