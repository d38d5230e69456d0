package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.Intent;
import hearth.network.SigningFailedException;
import hearth.network.TransactionTerms;
import hearth.network.chain.Calls;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainEvidence;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.FeeLimits;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.Pool;
import hearth.network.chain.Proven;
import hearth.network.chain.Registry;
import hearth.network.chain.RevertedException;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.Token;
import hearth.network.chain.TransactionSender;
import hearth.network.chain.TransactionState;
import hearth.wallet.internal.SentIntent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An owner on one network's settlement chain: balances, previews and the flows that send
 * transactions. Does not own the client. All methods block on the chain.
 */
public final class OwnerChain {
    private final DataDir dir;
    private final NetworkFile network;
    private final Account account;
    private final ChainClient chain;
    private final InstantSource time;
    private final Registry registry;
    private final Pool pool;
    private final Token token;
    private final ChainPreview preview;
    private final ChainEvidence evidence;
    private final List<Long> mine = new ArrayList<>();
    private long looked;

    public OwnerChain(
            DataDir dir,
            NetworkFile network,
            Account account,
            ChainClient chain,
            InstantSource time) {
        this.dir = dir;
        this.network = network;
        this.account = account;
        this.chain = chain;
        this.time = time;
        this.registry = new Registry(chain, network);
        this.pool = new Pool(chain, network);
        this.token = new Token(chain, network);
        this.preview = new ChainPreview(chain, network);
        this.evidence = new ChainEvidence(chain);
    }

    /** The owner. */
    public Account account() {
        return account;
    }

    /** The network. */
    public NetworkFile network() {
        return network;
    }

    /**
     * What the owner has now. The first call looks at every node of the network.
     *
     * @throws ChainFailedException also when the endpoints contradict each other
     */
    public Balances balances() throws ChainFailedException {
        Address owner = account.address();
        Proven<ChainEvidence.Holdings> held = evidence.holdings(owner, network);
        return new Balances(
                held.value().tokens(),
                held.value().coins(),
                staked(),
                pool.claimed(owner),
                preview.symbol(),
                held.value().block(),
                time.instant(),
                held.trust());
    }

    /** An owner never changes, so nodes looked at once are only asked again if they are ours. */
    private synchronized Wei staked() throws ChainFailedException {
        long count = registry.nodeCount();
        if (count < looked) {
            // The chain was begun anew.
            looked = 0;
            mine.clear();
        }
        while (looked < count) {
            long id = looked + 1;
            Optional<Registry.Node> node = registry.node(id);
            if (node.isPresent() && node.get().owner().equals(account.address())) {
                mine.add(id);
            }
            looked = id;
        }
        Wei staked = Wei.ZERO;
        for (long id : mine) {
            staked = staked.plus(registry.node(id).map(Registry.Node::stake).orElse(Wei.ZERO));
        }
        return staked;
    }

    /**
     * A transaction that was sent and is not final yet.
     *
     * @param stuck whether it waits in no block for so long that a higher fee may be what it lacks
     */
    public record UnderWay(SentTransaction sent, TransactionState state, boolean stuck) {
        static UnderWay of(SentTransaction sent, TransactionSender sender)
                throws ChainFailedException {
            TransactionState state = sender.state(sent);
            boolean waits =
                    state instanceof TransactionState.Pending
                            && sent.refusal().isEmpty()
                            && !sender.givenUp(sent);
            return new UnderWay(sent, state, waits && sender.stuck(sent));
        }
    }

    /** What was sent and is not final yet, oldest first; also from before a restart. */
    public List<UnderWay> underWay() throws ChainFailedException {
        try {
            List<UnderWay> all = new ArrayList<>();
            TransactionSender sender = sender();
            for (SentTransaction sent : sender.open()) {
                all.add(UnderWay.of(sent, sender));
            }
            return all;
        } catch (IOException e) {
            throw new ChainFailedException(
                    "The list of sent transactions cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * What signing an intent now would ask, for a dialog that is open before the wallet is.
     *
     * @throws SigningFailedException where the wallet or the contract would refuse it
     */
    public Consent preview(Intent intent) throws ChainFailedException, SigningFailedException {
        try {
            TransactionTerms terms = sender().quote(Calls.of(intent, network));
            return signer(_ -> new ConsentPrompt.Answer.Refused("only a preview"))
                    .preview(intent, terms);
        } catch (RevertedException e) {
            throw new SigningFailedException(
                    "The contract would refuse it (" + e.error() + ").", e);
        } catch (IOException e) {
            throw new SigningFailedException(
                    "The wallet's files cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Registers a machine's node. */
    public JoinFlow join(ConsentPrompt prompt) {
        return new JoinFlow(this, prompt);
    }

    /** Takes rewards. */
    public ClaimFlow claim(ConsentPrompt prompt) {
        return new ClaimFlow(this, prompt);
    }

    /** Ends a node's work, and later takes its stake back. */
    public LeaveFlow leave(ConsentPrompt prompt) {
        return new LeaveFlow(this, prompt);
    }

    /** Sends rewards elsewhere. */
    public PayoutFlow payout(ConsentPrompt prompt) {
        return new PayoutFlow(this, prompt);
    }

    /** Sends coins to somebody. */
    public TransferFlow transfer(ConsentPrompt prompt) {
        return new TransferFlow(this, prompt);
    }

    /** Raises the fee of what waits. */
    public RaiseFlow raise(ConsentPrompt prompt) {
        return new RaiseFlow(this, prompt);
    }

    WalletSigner signer(ConsentPrompt prompt) {
        return new WalletSigner(account, network, SigningLimits.usual(), preview, prompt);
    }

    /**
     * The journal's name tells chains apart that share an id, so that nothing signed for a practice
     * chain is ever sent to the one that followed it.
     */
    TransactionSender sender() throws ChainFailedException, IOException {
        Hash32 named = network.settlement().genesisHash();
        Hash32 genesis = named == null ? chain.genesisHash() : named;
        String name =
                "sent-"
                        + network.settlement().chainId()
                        + "-"
                        + genesis.hex().substring(2, 10)
                        + "-"
                        + account.address().hex().substring(2, 10)
                        + ".json";
        Path journal = dir.folder("wallet").resolve(name);
        return TransactionSender.journalled(
                chain, account.address(), FeeLimits.usual(), time, journal, this::keep);
    }

    /** The chain tells nobody what was sent to whom by this wallet: its ledger does. */
    private void keep(SentTransaction sent, TransactionState.Inclusion inclusion)
            throws ChainFailedException {
        Optional<Intent> intent = SentIntent.of(sent, network);
        if (intent.isEmpty() || !(intent.get() instanceof Intent.Transfer transfer)) {
            return;
        }
        ChainClient.Block block =
                chain.block(inclusion.block())
                        .filter(told -> told.hash().equals(inclusion.blockHash()))
                        .orElseThrow(() ->
                                new ChainFailedException(
                                        "Block "
                                                + inclusion.block()
                                                + " is not the one that was proven."));
        Instant at = Instant.ofEpochSecond(block.timestamp());
        try (RewardLedger ledger =
                RewardLedger.open(dir, network, account.address(), chain, time)) {
            ledger.add(
                    new SentTransfer(
                            at, inclusion.block(), inclusion.hash(), transfer, inclusion.fee()));
        } catch (LedgerFailedException e) {
            throw new ChainFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    Instant now() {
        return time.instant();
    }

    DataDir dir() {
        return dir;
    }

    ChainEvidence evidence() {
        return evidence;
    }

    ChainClient chain() {
        return chain;
    }

    Registry registry() {
        return registry;
    }

    Pool pool() {
        return pool;
    }

    Token token() {
        return token;
    }

    String symbol() throws ChainFailedException {
        return preview.symbol();
    }
}
