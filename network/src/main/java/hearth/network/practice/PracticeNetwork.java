package hearth.network.practice;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.SigningFailedException;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.KeyRing;
import hearth.network.chain.NetworkCheck;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NodeKey;
import hearth.network.chain.RevertedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A whole network on this computer: a settlement chain with Hearth's contracts, a source chain that
 * a {@link Feeder} fills with real contracts, and worthless coins for everybody who asks. Starting
 * it twice, or again after any kill, gives the same network.
 */
public final class PracticeNetwork implements AutoCloseable {
    /** Chain id of the settlement chain. */
    public static final long SETTLEMENT_CHAIN = 31_337;

    /** Chain id of the source chain. */
    public static final long SOURCE_CHAIN = 31_338;

    private static final Logger LOG = LoggerFactory.getLogger(PracticeNetwork.class);
    static final String FOLDER = "agent/practice";
    private static final Wei GATEKEEPER_COINS = Wei.coins(1_000_000);

    private static final long HEIGHT_TICKS = 60;
    private static final long TICK_MILLIS = 1_000;
    private static final long FEED_MILLIS = 200;

    private final Path folder;
    private final Founding founding;
    private final Threads threads;
    private final LocalChains chains;
    private final NodeKey deployer;
    private final NodeKey gatekeeper;
    private final NodeKey guardian;
    private final Feeder feeder;
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final AtomicBoolean feeding = new AtomicBoolean();

    private volatile Sidecar settlement;
    private volatile Sidecar source;
    private volatile NetworkFile network;
    private volatile boolean stopped;
    private long ticks;
    private List<ScheduledFuture<?>> tasks = List.of();

    private PracticeNetwork(
            Path binary,
            Path folder,
            Optional<Path> codes,
            KeyRing keys,
            Optional<Founding> founding,
            Threads threads)
            throws IOException, InterruptedException, PracticeFailedException {
        this.folder = folder;
        this.threads = threads;
        this.chains = new LocalChains(binary, folder, threads.time());
        this.deployer = keys.key("deployer");
        this.gatekeeper = keys.key("gatekeeper");
        this.guardian = keys.key("guardian");
        this.founding = founding.orElse(Founding.alone(gatekeeper.address()));
        this.settlement = chains.startSettlement();
        try {
            this.source = chains.startSource();
        } catch (IOException | InterruptedException e) {
            settlement.close();
            throw e;
        }
        this.feeder = new Feeder(keys.key("feeder"), codes, () -> source.client());
        try {
            this.network = complete();
        } catch (PracticeFailedException e) {
            settlement.close();
            source.close();
            throw e;
        }
    }

    /**
     * Starts the network or finds it running. Blocks for a second or two.
     *
     * @param codes contracts for the source chain, JSON lines with {@code bytecode}, plain or gzip;
     *     empty: {@code data/contracts-unlabelled.jsonl.gz} of the data folder, else the sample
     * @throws PracticeFailedException if it cannot run here, with one sentence for the operator
     */
    public static PracticeNetwork start(DataDir data, Threads threads, Optional<Path> codes)
            throws PracticeFailedException {
        return start(data, threads, codes, Optional.empty());
    }

    /**
     * The same for gatekeepers of other processes: nobody here is one, and the settlement chain
     * makes a block a second, by which they tell the time.
     */
    public static PracticeNetwork found(
            DataDir data, Threads threads, Optional<Path> codes, Founding founding)
            throws PracticeFailedException {
        return start(data, threads, codes, Optional.of(founding));
    }

    private static PracticeNetwork start(
            DataDir data, Threads threads, Optional<Path> codes, Optional<Founding> founding)
            throws PracticeFailedException {
        Path binary = AnvilBinary.require();
        try {
            Path folder = data.folder(FOLDER);
            Optional<Path> file =
                    codes.or(() ->
                            Optional.of(
                                            data.root()
                                                    .resolve("data")
                                                    .resolve("contracts-unlabelled.jsonl.gz"))
                                    .filter(Files::isReadable));
            KeyRing keys = KeyRing.openOrCreate(folder.resolve("seed"), new SecureRandom());
            PracticeNetwork practice =
                    new PracticeNetwork(binary, folder, file, keys, founding, threads);
            keys.wipe();
            practice.watch();
            return practice;
        } catch (IOException e) {
            throw new PracticeFailedException(
                    "The practice network cannot start: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PracticeFailedException("The practice network's start was cancelled.", e);
        }
    }

    /**
     * Ends whatever was left running and deletes the whole practice network: chains, coins, keys.
     * The network must not be open in this process.
     */
    public static void reset(DataDir data, Threads threads) throws PracticeFailedException {
        try {
            Path folder = data.folder(FOLDER);
            LocalChains.endLeftOver(folder, threads.time());
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .filter(file -> !file.equals(folder))
                        .forEach(PracticeNetwork::delete);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new PracticeFailedException(
                    "The practice network cannot be deleted: " + e.getMessage() + ".", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Says whether other programs of this computer shall reach the chains by a port, from their
     * next start on. Then every web page that is open here can change the practice money too.
     */
    public static void wantPort(DataDir data, boolean port) throws IOException {
        LocalChains.wantPort(data.folder(FOLDER), port);
    }

    /** How the chains are kept from everybody else on this computer. */
    public Enclosure enclosure() {
        return chains.enclosure();
    }

    /** Brings the contracts to completion and writes the network file. */
    private NetworkFile complete() throws PracticeFailedException, InterruptedException {
        ChainClient chain = settlement.client();
        Deployment deployment = new Deployment(chain, deployer, threads.time());
        try {
            deployment.complete(founding.parameters(), guardian.address(), founding.gatekeepers());
            for (Address each : founding.gatekeepers()) {
                chain.command("anvil_setBalance", each.hex(), quantity(GATEKEEPER_COINS));
            }
            chain.command("anvil_mine", "0x1");
            // On disk before anybody hears of it: a network file names only what outlives a kill.
            chains.state().save(settlement);
            NetworkFile.Contracts at = deployment.addresses();
            NetworkFile file =
                    new NetworkFile(
                            founding.name(),
                            settlement.endpoint().begunWith(chain.genesisHash()),
                            source.endpoint(),
                            at,
                            new NetworkFile.CodeHashes(
                                    chain.codeHash(at.token()),
                                    chain.codeHash(at.registry()),
                                    chain.codeHash(at.pool())),
                            founding.parameters(),
                            founding.gatekeepers(),
                            founding.doors());
            new PracticeFile(folder).write(file);
            return file;
        } catch (ChainFailedException
                | RevertedException
                | SigningFailedException
                | IOException e) {
            throw new PracticeFailedException(
                    "The practice network cannot be completed: " + e.getMessage(), e);
        }
    }

    private void watch() {
        tasks =
                List.of(
                        every(TICK_MILLIS, ticking, this::tick),
                        every(FEED_MILLIS, feeding, this::feed));
    }

    private ScheduledFuture<?> every(long millis, AtomicBoolean busy, Runnable work) {
        return threads.clock()
                .scheduleWithFixedDelay(
                        () -> {
                            if (busy.compareAndSet(false, true)) {
                                threads.io()
                                        .execute(() -> {
                                            try {
                                                work.run();
                                            } finally {
                                                busy.set(false);
                                            }
                                        });
                            }
                        },
                        millis,
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    private void feed() {
        if (!stopped) {
            feeder.tick();
        }
    }

    /** One second's care: dead chains live again, new blocks reach the disk and become final. */
    private synchronized void tick() {
        if (stopped) {
            return;
        }
        try {
            if (!settlement.isAlive()) {
                LOG.warn("the settlement chain ended; it is started again from its last state");
                settlement.close();
                settlement = chains.startSettlement();
                network = complete();
            }
            boolean looked = ++ticks % HEIGHT_TICKS == 0;
            if (!source.isAlive() || (looked && LocalChains.tooHigh(source.client()))) {
                LOG.info("the source chain begins anew");
                source.close();
                source = chains.startSource();
                network = complete();
            }
            ChainClient chain = settlement.client();
            if (founding.clock()) {
                chain.command("anvil_mine", "0x1");
            }
            // Saved before it can become final: what is final outlives a kill.
            if (chains.state().saveIfNew(settlement)) {
                LocalChains.finalise(chain);
            }
        } catch (ChainFailedException | IOException | PracticeFailedException e) {
            LOG.warn("care for the practice network failed: {}", e.getMessage());
            chains.state().begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The network as it is now. Addresses stay the same as long as their ports are free. */
    public NetworkFile network() {
        return network;
    }

    /** The settlement chain as it is now; ask again after a failure. */
    public ChainClient settlementChain() {
        return settlement.client();
    }

    /** The source chain as it is now; ask again after a failure. */
    public ChainClient sourceChain() {
        return source.client();
    }

    /** Signs as the network's only gatekeeper, and pays for posting roots. */
    public NodeKey gatekeeperKey() {
        return gatekeeper;
    }

    /** Fills the source chain. */
    public Feeder feeder() {
        return feeder;
    }

    /** Process numbers of both chains, for showing what belongs to Hearth. */
    public List<Long> processes() {
        return List.of(settlement.pid(), source.pid());
    }

    /**
     * Gives an owner coins for fees and tokens for stakes, as much as is missing: afterwards there
     * are at least 10 coins and 1,000 tokens. Blocks.
     */
    public synchronized void faucet(Address owner) throws PracticeFailedException {
        ChainClient chain = settlement.client();
        try {
            new Faucet(chain, network, new Deployment(chain, deployer, threads.time())).give(owner);
            chains.state().save(settlement);
        } catch (ChainFailedException
                | RevertedException
                | SigningFailedException
                | IOException e) {
            throw new PracticeFailedException("The faucet gave nothing: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PracticeFailedException("The faucet was interrupted.", e);
        }
    }

    static String quantity(Wei amount) {
        return "0x" + amount.value().toString(16);
    }

    /** Whether an endpoint is this network, for those who read the network file. */
    public NetworkCheck.Outcome check() throws ChainFailedException {
        return NetworkCheck.settlement(network, settlement.client());
    }

    /** Leaves everything as a killed agent does: the chains run on, nobody looks after them. */
    void abandon() {
        stopped = true;
        tasks.forEach(task -> task.cancel(false));
    }

    /** Saves and ends both chains; the network can be started again. Blocks a few seconds. */
    @Override
    public void close() {
        stopped = true;
        tasks.forEach(task -> task.cancel(false));
        synchronized (this) {
            try {
                if (settlement.answers()) {
                    chains.state().save(settlement);
                }
                feeder.close();
            } catch (ChainFailedException | IOException e) {
                LOG.warn("the practice network's last state was not saved: {}", e.getMessage());
            }
            settlement.close();
            source.close();
        }
    }
}
