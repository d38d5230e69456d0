package hearth.app.wallet;

import hearth.app.join.Ask;
import hearth.app.join.JoinJourney;
import hearth.app.join.JourneyOutcome;
import hearth.kernel.Address;
import hearth.kernel.Background;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.link.LinkFailedException;
import hearth.link.wire.AgentMessage;
import hearth.link.wire.NetworkFileRequest;
import hearth.link.wire.PanelMessage;
import hearth.link.wire.ProofRequest;
import hearth.network.Addresses;
import hearth.network.SigningFailedException;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileException;
import hearth.network.chain.NetworkFileJson;
import hearth.wallet.Account;
import hearth.wallet.ClaimFlow;
import hearth.wallet.ClaimOutcome;
import hearth.wallet.Consent;
import hearth.wallet.ConsentPrompt;
import hearth.wallet.FlowEvent;
import hearth.wallet.LedgerFailedException;
import hearth.wallet.OwnerChain;
import hearth.wallet.Passphrase;
import hearth.wallet.RecoveryWords;
import hearth.wallet.UnattendedConsent;
import hearth.wallet.Unlocked;
import hearth.wallet.Wallet;
import hearth.wallet.WalletFailedException;
import hearth.wallet.WalletState;
import hearth.wallet.Wallets;
import hearth.wallet.WordDrill;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The wallet of a data folder. It is opened when first needed and closed with the panel. */
public final class OwnerDesk implements Desk, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerDesk.class);

    /** Stakes of a practice network that joining agrees to as a whole, in tickets. */
    private static final long PRACTICE_TICKETS = 16;

    private static final Duration UNTIL_FINAL = Duration.ofSeconds(60);

    private final DataDir dir;
    private final Threads threads;
    private final Ask agent;
    private @Nullable Wallet wallet;

    public OwnerDesk(DataDir dir, Threads threads, Ask agent) {
        this.dir = dir;
        this.threads = threads;
        this.agent = agent;
    }

    @Override
    public <T> CompletableFuture<T> work(Callable<T> task) {
        return new Background(threads.io()).ask(task);
    }

    @Override
    public Ask agent() {
        return agent;
    }

    synchronized Wallet wallet() throws DeskFailedException {
        var now = wallet;
        if (now == null) {
            try {
                now = Wallets.open(dir, threads);
            } catch (WalletFailedException e) {
                throw failed(e);
            }
            wallet = now;
        }
        return now;
    }

    @Override
    public WalletState state() throws DeskFailedException {
        var now = wallet();
        if (!(now.state().get() instanceof WalletState.Open)) {
            now.reload();
        }
        return now.state().get();
    }

    @Override
    public RecoveryWords create(Passphrase passphrase) throws DeskFailedException {
        try {
            var words = wallet().create(passphrase);
            // Open for the few minutes that joining takes, so that nobody is asked twice.
            wallet().unlock(passphrase);
            return words;
        } catch (WalletFailedException e) {
            throw failed(e);
        }
    }

    @Override
    public Account importWords(RecoveryWords words, Passphrase passphrase)
            throws DeskFailedException {
        try {
            var account = wallet().importWords(words, passphrase);
            wallet().unlock(passphrase);
            return account;
        } catch (WalletFailedException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean checkWords(RecoveryWords words) throws DeskFailedException {
        try {
            return wallet().checkWords(words);
        } catch (WalletFailedException e) {
            throw failed(e);
        }
    }

    @Override
    public Optional<Drill> drill(Optional<Passphrase> passphrase) throws DeskFailedException {
        var unlocked = opened(passphrase);
        try {
            return wallet().drill(unlocked).map(this::drill);
        } catch (WalletFailedException e) {
            throw failed(e);
        } finally {
            // Who had it open before keeps it open.
            if (passphrase.isPresent()) {
                unlocked.close();
            }
        }
    }

    private Drill drill(WordDrill asked) {
        return new Drill() {
            @Override
            public List<Integer> positions() {
                return asked.positions();
            }

            @Override
            public List<Boolean> check(List<char[]> typed) throws DeskFailedException {
                try {
                    return wallet().checkDrill(asked, typed);
                } catch (WalletFailedException e) {
                    throw failed(e);
                }
            }

            @Override
            public void close() {
                asked.close();
            }
        };
    }

    @Override
    public synchronized void lock() {
        if (wallet != null) {
            wallet.lock();
        }
    }

    @Override
    public Report report() throws DeskFailedException {
        var state = state();
        var account = wallet().account();
        if (account.isEmpty()) {
            return OwnerReport.nothing(state);
        }
        var accounts = accounts();
        var keystore = keystore();
        try {
            var file = network();
            try (var chain = new ChainClient(file.settlement(), threads.time())) {
                return new OwnerReport(dir, file, chain, threads.time())
                        .read(state, account.get(), accounts, keystore);
            }
        } catch (DeskFailedException | ChainFailedException | LedgerFailedException e) {
            return OwnerReport.unread(state, accounts, keystore, String.valueOf(e.getMessage()));
        }
    }

    private List<Account> accounts() throws DeskFailedException {
        return sending().accounts();
    }

    /** Where the key is; the page shows what there is without it, too. */
    private Optional<Path> keystore() throws DeskFailedException {
        try {
            return wallet().keystoreFile();
        } catch (WalletFailedException e) {
            LOG.warn("the keystore's file: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Offer offer() throws DeskFailedException {
        var proof =
                ask(PanelMessage.newBuilder().setProof(ProofRequest.getDefaultInstance()))
                        .getProof();
        var account = account();
        if (!account.address().equals(new Address(proof.getOwner()))) {
            throw new DeskFailedException(
                    "REWARD-4",
                    "The agent works for "
                            + proof.getOwner()
                            + ", but this wallet is "
                            + Addresses.checksummed(account.address())
                            + ".");
        }
        var request =
                new ClaimFlow.Request(
                        proof.getEpoch(),
                        Wei.parse(proof.getCumulative()),
                        proof.getProofList().stream().map(Hash32::new).toList());
        var intent = request.intent(account.address());
        var file = network();
        try (var chain = new ChainClient(file.settlement(), threads.time())) {
            var owner = new OwnerChain(dir, file, account, chain, threads.time());
            return new Offer(request, intent, owner.preview(intent));
        } catch (ChainFailedException e) {
            throw new DeskFailedException("chain.unreachable", String.valueOf(e.getMessage()), e);
        } catch (SigningFailedException e) {
            throw new DeskFailedException("wallet.refused", String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public ClaimOutcome claim(Offer offer, Passphrase passphrase, Consumer<FlowEvent> progress)
            throws DeskFailedException {
        var file = network();
        try (var unlocked = wallet().unlock(passphrase);
                var chain = new ChainClient(file.settlement(), threads.time())) {
            var owner = new OwnerChain(dir, file, unlocked.account(), chain, threads.time());
            return owner.claim(asked -> answer(offer.consent(), asked, unlocked))
                    .run(offer.request(), UNTIL_FINAL, progress);
        } catch (WalletFailedException e) {
            throw failed(e);
        }
    }

    /** Only what was on the screen is signed. */
    static ConsentPrompt.Answer answer(Consent shown, Consent asked, Unlocked unlocked) {
        return asked.isCoveredBy(shown)
                ? new ConsentPrompt.Answer.Agreed(unlocked, true)
                : new ConsentPrompt.Answer.Refused(
                        "Not signed: it changed since it was shown. Nothing was spent; look again.");
    }

    @Override
    public SendDesk sending() {
        return new OwnerSendDesk(this, dir, threads);
    }

    @Override
    public JourneyOutcome join(Joining joining) throws DeskFailedException {
        try (var unlocked = opened(joining.passphrase())) {
            var journey = new JoinJourney(agent, dir, threads, joining.progress());
            joining.started().accept(journey);
            boolean practice = joining.plan().networkFile().isEmpty();
            return journey.run(
                    joining.plan(),
                    unlocked.account(),
                    file -> practice ? unattended(unlocked, file) : with(unlocked, joining));
        }
    }

    private static ConsentPrompt with(Unlocked unlocked, Joining joining) {
        return consent ->
                joining.prompt().test(consent)
                        ? new ConsentPrompt.Answer.Agreed(unlocked, false)
                        : new ConsentPrompt.Answer.Refused(
                                "Not signed, as you said. Nothing was spent.");
    }

    private static ConsentPrompt unattended(Unlocked unlocked, NetworkFile file) {
        var most = BigInteger.valueOf(PRACTICE_TICKETS);
        return new UnattendedConsent(
                unlocked, file, new Wei(file.stakePerTicket().value().multiply(most)));
    }

    private Unlocked opened(Optional<Passphrase> passphrase) throws DeskFailedException {
        try {
            if (passphrase.isPresent()) {
                return wallet().unlock(passphrase.get());
            }
            return wallet().unlocked()
                    .orElseThrow(() ->
                            new DeskFailedException("wallet.locked", "The wallet is locked."));
        } catch (WalletFailedException e) {
            throw failed(e);
        }
    }

    Account account() throws DeskFailedException {
        return wallet().account()
                .orElseThrow(
                        () -> new DeskFailedException("wallet.none", "There is no wallet yet."));
    }

    NetworkFile network() throws DeskFailedException {
        var json =
                ask(PanelMessage.newBuilder()
                                .setNetworkFile(NetworkFileRequest.getDefaultInstance()))
                        .getNetworkFile()
                        .getNetworkFile();
        try {
            return NetworkFileJson.parse(json);
        } catch (NetworkFileException e) {
            throw new DeskFailedException("NETWORK-1", String.valueOf(e.getMessage()), e);
        }
    }

    private AgentMessage ask(PanelMessage.Builder message) throws DeskFailedException {
        try {
            return agent.ask(message, _ -> {}).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LinkFailedException refused) {
                throw new DeskFailedException(refused.code(), refused.sentence(), refused);
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeskFailedException("cancelled", "Interrupted.", e);
        }
    }

    static DeskFailedException failed(WalletFailedException e) {
        return new DeskFailedException(e.problem().code(), String.valueOf(e.getMessage()), e);
    }

    @Override
    public synchronized void close() {
        if (wallet != null) {
            wallet.close();
        }
    }
}
