package hearth.bench.network;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.gatekeeper.RootPoster;
import hearth.network.gatekeeper.SeedBlocks;
import hearth.network.gatekeeper.SourceChain;
import hearth.network.work.RootMessage;
import hearth.network.work.Signed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A clock, a source chain with a block a second and a pool that takes every root. */
final class SimulatedChains implements SourceChain, SeedBlocks, RootPoster, InstantSource {
    private final Instant genesis = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Deployment> deployed = new ArrayList<>();
    private final String name;
    private long second;
    private long posted;

    SimulatedChains(String name) {
        this.name = name;
    }

    void passSecond() {
        second++;
    }

    /** Deploys codes that nobody has seen, in the next block. */
    void deploy(int count) {
        for (int i = 0; i < count; i++) {
            var code = Truth.hash(name + " code " + deployed.size());
            deployed.add(new Deployment(address(code), code, second + 1));
        }
    }

    static Address address(Hash32 hash) {
        return new Address(hash.hex().substring(0, 42));
    }

    @Override
    public Instant instant() {
        return genesis.plus(Duration.ofSeconds(second));
    }

    @Override
    public long chainId() {
        return 31338;
    }

    @Override
    public Head head() {
        return new Head(second, blockHash(second));
    }

    @Override
    public Hash32 blockHash(long block) {
        return Truth.hash(name + " block " + block);
    }

    @Override
    public List<Deployment> deployments(long fromBlock, long toBlock) {
        return deployed.stream()
                .filter(one -> one.block() >= fromBlock && one.block() <= toBlock)
                .toList();
    }

    @Override
    public long upcoming() {
        return second + 1;
    }

    @Override
    public Optional<Hash32> hash(long block) {
        return block <= second ? Optional.of(blockHash(block)) : Optional.empty();
    }

    @Override
    public long lastEpoch() {
        return posted;
    }

    @Override
    public Optional<PostOutcome.Posted> find(long epoch) {
        return epoch >= 1 && epoch <= posted
                ? Optional.of(new PostOutcome.Posted(Truth.hash("root " + epoch), epoch))
                : Optional.empty();
    }

    @Override
    public PostOutcome post(Signed<RootMessage> root) {
        posted = root.message().root().epoch();
        return new PostOutcome.Posted(Truth.hash("root " + posted), posted);
    }
}
