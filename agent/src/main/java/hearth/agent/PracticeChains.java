package hearth.agent;

import hearth.kernel.Hash32;
import hearth.network.chain.CasesPoster;
import hearth.network.chain.ChainSeedBlocks;
import hearth.network.chain.PoolPoster;
import hearth.network.chain.Registry;
import hearth.network.chain.RegistryDirectory;
import hearth.network.gatekeeper.Consequences;
import hearth.network.gatekeeper.NodeDirectory;
import hearth.network.gatekeeper.RootPoster;
import hearth.network.gatekeeper.SeedBlocks;
import hearth.network.gatekeeper.SourceFailedException;
import hearth.network.practice.PracticeNetwork;
import hearth.network.work.RootMessage;
import hearth.network.work.Signed;
import hearth.network.work.TicketHolder;
import hearth.network.work.Verdict;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The practice chains for a gatekeeper. A side-car that died is replaced, so the chain is asked for
 * at each call.
 */
final class PracticeChains {
    private PracticeChains() {}

    /**
     * Seeds from the source chain: it makes a block a second, while the settlement chain makes one
     * only when somebody sends a transaction.
     */
    record Seeds(PracticeNetwork network) implements SeedBlocks {
        private SeedBlocks now() {
            return new ChainSeedBlocks(network.sourceChain());
        }

        @Override
        public long upcoming() throws SourceFailedException {
            return now().upcoming();
        }

        @Override
        public Optional<Hash32> hash(long number) throws SourceFailedException {
            return now().hash(number);
        }
    }

    /** The nodes by the registry. */
    record Directory(PracticeNetwork network) implements NodeDirectory {
        @Override
        public List<TicketHolder> nodes() throws SourceFailedException {
            var registry = new Registry(network.settlementChain(), network.network());
            return new RegistryDirectory(registry).nodes();
        }
    }

    /** The way of verdicts to the chain. */
    record Court(PracticeNetwork network, InstantSource time) implements Consequences {
        private Consequences now() {
            return new CasesPoster(
                    network.settlementChain(), network.network(), network.gatekeeperKey(), time);
        }

        @Override
        public Optional<String> condemn(Signed<Verdict> verdict) {
            return now().condemn(verdict);
        }

        @Override
        public List<String> tend() {
            return now().tend();
        }
    }

    /** The way of roots to the pool. */
    record Poster(PracticeNetwork network, InstantSource time) implements RootPoster {
        private RootPoster now() {
            return new PoolPoster(
                    network.settlementChain(), network.network(), network.gatekeeperKey(), time);
        }

        @Override
        public long lastEpoch() throws SourceFailedException {
            return now().lastEpoch();
        }

        @Override
        public Optional<PostOutcome.Posted> find(long epoch) throws SourceFailedException {
            return now().find(epoch);
        }

        @Override
        public PostOutcome post(Signed<RootMessage> root) {
            return now().post(root);
        }
    }
}
