package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.EpochRoot;
import hearth.network.chain.ChainClient;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.Pool;
import hearth.network.chain.PoolPoster;
import hearth.network.chain.Registry;
import hearth.network.gatekeeper.RootPoster.PostOutcome;
import hearth.network.practice.AnvilBinary;
import hearth.network.practice.PracticeNetwork;
import hearth.network.work.AbiWords;
import hearth.network.work.Domain;
import hearth.network.work.MerkleTree;
import hearth.network.work.RootMessage;
import hearth.testkit.LocalChain;
import hearth.testkit.StillThreads;
import hearth.wallet.internal.ScryptCost;
import hearth.wallet.internal.ScryptProcess;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A practice network whose time and blocks only the test moves, and an owner on it. */
final class PracticeOwner implements AutoCloseable {
    private final Threads threads;
    private final PracticeNetwork practice;
    private final Wallet wallet;
    private final Unlocked unlocked;
    private final DataDir dir;
    private final Map<Address, Wei> owed = new TreeMap<>();

    private PracticeOwner(DataDir dir, Threads threads, PracticeNetwork practice) throws Exception {
        this.dir = dir;
        this.threads = threads;
        this.practice = practice;
        this.wallet =
                Wallets.open(
                        dir,
                        threads,
                        ScryptProcess.in(dir.root()),
                        new ScryptCost(1 << 10, 8, 1),
                        new SecureRandom());
        try (Passphrase pass = practicePassphrase();
                RecoveryWords _ = wallet.create(pass)) {
            this.unlocked = wallet.unlock(pass);
        }
        practice.faucet(address());
    }

    static PracticeOwner start(Path root) throws Exception {
        LocalChain.require(AnvilBinary.find().isPresent());
        // Neither blocks nor contracts come by themselves.
        Threads threads = StillThreads.open();
        DataDir dir = DataDir.open(root);
        PracticeNetwork practice = PracticeNetwork.start(dir, threads, Optional.empty());
        return new PracticeOwner(dir, threads, practice);
    }

    static Passphrase practicePassphrase() {
        return Passphrase.ofUtf8("practice".getBytes(StandardCharsets.UTF_8));
    }

    DataDir dir() {
        return dir;
    }

    Address address() {
        return unlocked.account().address();
    }

    Unlocked unlocked() {
        return unlocked;
    }

    NetworkFile network() {
        return practice.network();
    }

    ChainClient chain() {
        return practice.settlementChain();
    }

    Registry registry() {
        return new Registry(chain(), network());
    }

    Pool pool() {
        return new Pool(chain(), network());
    }

    /** As a process that has just started sees it. */
    OwnerChain owner() {
        return new OwnerChain(dir, network(), unlocked.account(), chain(), threads.time());
    }

    ConsentPrompt yes() {
        return new UnattendedConsent(unlocked, network(), Wei.coins(100));
    }

    RewardLedger ledger() throws Exception {
        return RewardLedger.open(dir, network(), address(), chain(), threads.time());
    }

    void mine(int blocks) throws Exception {
        chain().command("anvil_mine", "0x" + Integer.toHexString(blocks));
    }

    void pass(long seconds) throws Exception {
        chain().command("evm_increaseTime", seconds);
        mine(1);
    }

    /** Ends the running epoch and settles it with an award for an owner; gives the claim. */
    ClaimFlow.Request award(Address to, Wei amount) throws Exception {
        return award(to, amount, true);
    }

    /** The same; claimable at once, or only after the window. */
    ClaimFlow.Request award(Address to, Wei amount, boolean wait) throws Exception {
        owed.merge(to, amount, Wei::plus);
        owed.merge(new Address("0x" + "5a".repeat(20)), Wei.ONE, Wei::plus);
        pass(network().parameters().epoch().toSeconds());
        long epoch = pool().lastEpoch() + 1;
        List<Hash32> leaves = new ArrayList<>();
        Wei total = Wei.ZERO;
        for (Map.Entry<Address, Wei> each : owed.entrySet()) {
            leaves.add(leaf(each.getKey(), each.getValue()));
            total = total.plus(each.getValue());
        }
        MerkleTree tree = MerkleTree.of(leaves);
        Hash32 digest = new Hash32("0x" + "dd".repeat(32));
        EpochRoot root = new EpochRoot(epoch, tree.root(), total, digest, leaves.size(), digest);
        RootMessage message = new RootMessage(root);
        Domain domain =
                Domain.rewards(network().settlement().chainId(), network().contracts().pool());
        PoolPoster poster =
                new PoolPoster(chain(), network(), practice.gatekeeperKey(), threads.time());
        PostOutcome outcome =
                poster.post(root, List.of(practice.gatekeeperKey().sign(message.in(domain))));
        if (!(outcome instanceof PostOutcome.Posted)) {
            throw new AssertionError(outcome);
        }
        if (wait) {
            pass(network().parameters().window().toSeconds() + 1);
        }
        Wei all = owed.getOrDefault(to, Wei.ZERO);
        return new ClaimFlow.Request(epoch, all, tree.proof(leaf(to, all)));
    }

    private static Hash32 leaf(Address owner, Wei cumulative) {
        return new AbiWords().address(owner).uint(cumulative.value()).leaf();
    }

    /** The chain was taken back: what was awarded since never was. */
    void forget() {
        owed.clear();
    }

    static Wei halves(long number) {
        return new Wei(
                BigInteger.TEN.pow(18).divide(BigInteger.TWO).multiply(BigInteger.valueOf(number)));
    }

    @Override
    public void close() {
        wallet.close();
        practice.close();
        threads.close();
    }
}
