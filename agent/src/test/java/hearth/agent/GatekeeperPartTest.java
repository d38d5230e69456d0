package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.network.chain.NetworkParameters;
import hearth.network.chain.NodeKey;
import hearth.network.gatekeeper.Consequences;
import hearth.network.gatekeeper.Gatekeeper;
import hearth.network.gatekeeper.GatekeeperSettings;
import hearth.network.gatekeeper.GatekeeperStore;
import hearth.network.gatekeeper.NodeDirectory;
import hearth.network.gatekeeper.RootPoster;
import hearth.network.gatekeeper.RoundDriver;
import hearth.network.gatekeeper.SeedBlocks;
import hearth.network.gatekeeper.SourceChain;
import hearth.network.work.Domain;
import hearth.network.work.RootMessage;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class GatekeeperPartTest {
    private static final Hash32 HASH = Hash32.of(new byte[32]);

    @TempDir Path folder;

    /** An empty chain for everything that a gatekeeper asks. */
    private static final class EmptyChain
            implements SourceChain, SeedBlocks, RootPoster, Consequences {
        @Override
        public long chainId() {
            return 31338;
        }

        @Override
        public Head head() {
            return new Head(0, HASH);
        }

        @Override
        public Hash32 blockHash(long number) {
            return HASH;
        }

        @Override
        public List<Deployment> deployments(long fromBlock, long toBlock) {
            return List.of();
        }

        @Override
        public long upcoming() {
            return 1;
        }

        @Override
        public Optional<Hash32> hash(long number) {
            return Optional.empty();
        }

        @Override
        public long lastEpoch() {
            return 0;
        }

        @Override
        public Optional<PostOutcome.Posted> find(long epoch) {
            return Optional.empty();
        }

        @Override
        public PostOutcome post(Signed<RootMessage> root) {
            return new PostOutcome.NotPosted("an empty chain takes no root");
        }

        @Override
        public Optional<String> condemn(Signed<Verdict> verdict) {
            return Optional.empty();
        }

        @Override
        public List<String> tend() {
            return List.of();
        }
    }

    private GatekeeperPart part(NodeDirectory directory, Threads threads, ActivityLog activity)
            throws Exception {
        var chain = new EmptyChain();
        var key = NodeKey.openOrCreate(folder.resolve("gatekeeper.key"), new SecureRandom());
        var contract = Address.of(new byte[20]);
        var settings =
                new GatekeeperSettings(
                        NetworkParameters.practice(),
                        Domain.work(31337, contract),
                        Domain.rewards(31337, contract),
                        HASH,
                        key);
        var store = GatekeeperStore.open(folder.resolve("gatekeeper.db"), threads.time());
        var gatekeeper =
                new Gatekeeper(
                        settings, store, chain, chain, (units, seed) -> List.of(), threads.time());
        var driver = new RoundDriver(gatekeeper, directory, chain, chain);
        return new GatekeeperPart(
                store,
                gatekeeper,
                new GatekeeperSteps.Alone(gatekeeper, driver),
                () -> {},
                threads,
                activity);
    }

    @Test
    void aBugThatComesAgainAndAgainStopsTheGatekeeperAndIsTold() throws Exception {
        var asked = new AtomicInteger();
        NodeDirectory directory =
                () -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("a bit flipped");
                };
        try (var threads = Threads.system();
                var activity = new ActivityLog(folder.resolve("activity.db"), threads.time());
                var part = part(directory, threads, activity)) {
            part.start();
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (activity.needsYou() == 0) {
                assertTrue(System.nanoTime() < deadline, "not told after " + asked);
                var _ = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            }
            var told = activity.list(0, 10, "").getEntries(0);
            assertEquals("The gatekeeper stopped", told.getTitle());
            assertEquals("GATE-2", told.getCode());
            assertEquals("fault", told.getLevel());
            assertTrue(told.getDetail().contains("a bit flipped"), told.getDetail());
            assertEquals(12, asked.get());
        }
    }
}
