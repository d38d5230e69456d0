package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.DatabaseFailedException;
import hearth.kernel.Hash32;
import hearth.network.chain.NetworkParameters;
import hearth.network.work.Ack;
import hearth.network.work.AssignedUnit;
import hearth.network.work.AssignedWork;
import hearth.network.work.DigestSigner;
import hearth.network.work.Domain;
import hearth.network.work.Fixed;
import hearth.network.work.Gatekeepers;
import hearth.network.work.NodeIdentity;
import hearth.network.work.NodeJournal;
import hearth.network.work.NodeSession;
import hearth.network.work.RootMessage;
import hearth.network.work.RoundOffer;
import hearth.network.work.RoundOutcome;
import hearth.network.work.Signed;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.TicketHolder;
import hearth.network.work.UnitAnswer;
import hearth.network.work.Verdict;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gatekeeper between fake chains, on a clock that moves when told. */
final class FakeNetwork implements AutoCloseable {
    static final Domain WORK = Domain.work(31337, Fixed.address("registry"));
    static final Domain REWARDS = Domain.rewards(31337, Fixed.address("pool"));
    static final Hash32 MODEL = Fixed.hash("model");

    final Path directory;
    private final Domain work;
    private final Domain rewards;
    private final DigestSigner key;
    private final NodeDirectory nodes;
    private final RootPoster poster;
    final FakeClock clock = new FakeClock();
    final FakeSource source = new FakeSource();
    final FakePool pool = new FakePool();
    final List<TicketHolder> registered = new ArrayList<>();
    final List<RoundEvent> events = new ArrayList<>();

    /** How many units the gatekeeper computed again. */
    int executed;

    /** From the next {@link #start} on. */
    NetworkParameters parameters = NetworkParameters.practice();

    /** The model that is asked for, from the next {@link #start} on. */
    Hash32 model = MODEL;

    /** How the gatekeeper computes. */
    UnitExecutor computes = FakeNetwork::honest;

    /** Whether the gatekeeper can compute anything. */
    boolean canExecute = true;

    /** Told before each execution; to crash in the middle of a check. */
    Runnable beforeExecution = () -> {};

    /** What is on the chain, by receipt. */
    final Map<Hash32, Signed<Verdict>> condemned = new LinkedHashMap<>();

    /** Whether the chain takes no verdicts. */
    boolean courtDown;

    Consequences consequences =
            new Consequences() {
                @Override
                public Optional<String> condemn(Signed<Verdict> verdict) {
                    if (courtDown) {
                        return Optional.of("The chain does not answer.");
                    }
                    condemned.putIfAbsent(verdict.message().receipt(), verdict);
                    return Optional.empty();
                }

                @Override
                public List<String> tend() {
                    return List.of();
                }
            };

    GatekeeperSettings settings;
    GatekeeperStore store;
    Gatekeeper gatekeeper;
    RoundDriver driver;

    @SuppressWarnings("NullAway.Init") // start() sets what is not set here
    FakeNetwork(Path directory) throws Exception {
        this.directory = directory;
        this.work = WORK;
        this.rewards = REWARDS;
        this.key = Fixed.key(directory, "gatekeeper");
        this.nodes = () -> List.copyOf(registered);
        this.poster = pool;
        start();
    }

    /** With another settlement chain than the fake one. */
    @SuppressWarnings("NullAway.Init")
    FakeNetwork(
            Path directory,
            Domain work,
            Domain rewards,
            DigestSigner key,
            NodeDirectory nodes,
            RootPoster poster)
            throws Exception {
        this.directory = directory;
        this.work = work;
        this.rewards = rewards;
        this.key = key;
        this.nodes = nodes;
        this.poster = poster;
        start();
    }

    /** Starts the gatekeeper; also after {@link #kill}. */
    void start() throws Exception {
        settings = new GatekeeperSettings(parameters, work, rewards, model, key);
        store = GatekeeperStore.open(directory.resolve("gatekeeper.db"), clock);
        gatekeeper =
                new Gatekeeper(settings, store, source, source.new Seeds(), this::execute, clock);
        driver = new RoundDriver(gatekeeper, nodes, poster, consequences);
    }

    /** Ends the gatekeeper without a word, as kill -9 does: nothing is written that was not. */
    void kill() throws SQLException {
        store.close();
    }

    private List<Optional<UnitAnswer>> execute(List<AssignedUnit> units, Hash32 seed)
            throws InterruptedException {
        beforeExecution.run();
        executed += units.size();
        return canExecute
                ? computes.execute(units, seed)
                : units.stream().map(_ -> Optional.<UnitAnswer>empty()).toList();
    }

    /** Registers a node with its key. */
    void join(long node, String owner, int tickets) {
        registered.add(
                new TicketHolder(
                        node,
                        Fixed.address(owner),
                        Fixed.key(directory, "node" + node).address(),
                        tickets));
    }

    /** A node's session with a worker. */
    NodeSession session(long node, AssignedWork worker) throws DatabaseFailedException {
        return new NodeSession(
                new NodeIdentity(
                        node,
                        Fixed.key(directory, "node" + node),
                        Fixed.hash("secret" + node).bytes()),
                NodeJournal.open(directory.resolve("work" + node + ".db"), clock),
                worker,
                Gatekeepers.alone(settings.key().address()),
                model);
    }

    /** A worker that answers rightly. */
    static List<Optional<UnitAnswer>> honest(List<AssignedUnit> units, Hash32 seed) {
        return units.stream()
                .map(unit -> Optional.of(Fixed.answer(unit.codeHash(), seed)))
                .toList();
    }

    /** Ticks once, now. */
    List<RoundEvent> tick() throws GatekeeperFailedException, InterruptedException {
        gatekeeper.judge();
        var now = driver.tick(clock.instant());
        events.addAll(now);
        return now;
    }

    /** Ticks each quarter second until a new round takes receipts. */
    RoundOffer nextRound() throws GatekeeperFailedException, InterruptedException {
        var before = gatekeeper.current().map(RoundOffer::manifestDigest);
        for (int i = 0; i < 400; i++) {
            tick();
            var current = gatekeeper.current();
            if (current.isPresent()
                    && !Optional.of(current.get().manifestDigest()).equals(before)) {
                return current.get();
            }
            clock.advance(Duration.ofMillis(250));
        }
        throw new AssertionError("no round opened: " + events);
    }

    /** Works on a round, opens it in time and waits for its outcome. */
    SubmitOutcome deliver(NodeSession session, RoundOffer offer) throws Exception {
        return outcome(session, offer, session.work(offer, gatekeeper));
    }

    /** Opens what was handed in, in time, and waits for its outcome. */
    SubmitOutcome outcome(NodeSession session, RoundOffer offer, RoundOutcome worked)
            throws Exception {
        var handed = (RoundOutcome.HandedIn) worked;
        if (!(handed.outcome() instanceof SubmitOutcome.Held)) {
            return handed.outcome();
        }
        if (!(open(session, offer) instanceof SubmitOutcome.Held held)) {
            throw new AssertionError("not opened: " + offer);
        }
        untilOver(offer);
        return gatekeeper
                .outcome(handed.receipt())
                .orElseThrow(() -> new AssertionError("undecided: " + held));
    }

    /** Opens a round of a session when it takes openings. */
    SubmitOutcome open(NodeSession session, RoundOffer offer) throws Exception {
        untilOpening(offer);
        var manifest = offer.manifest().message();
        return session.reveal(manifest.epoch(), manifest.round(), gatekeeper).orElseThrow();
    }

    /** Ticks until a round takes openings. */
    void untilOpening(RoundOffer offer) throws Exception {
        untilPhase(offer, Optional.of(Ack.Phase.REVEAL));
    }

    /** Ticks until a round is judged. */
    void untilOver(RoundOffer offer) throws Exception {
        untilPhase(offer, Optional.empty());
        tick();
    }

    private void untilPhase(RoundOffer offer, Optional<Ack.Phase> phase) throws Exception {
        for (int i = 0; i < 100; i++) {
            if (gatekeeper.phase(offer.manifestDigest()).equals(phase)) {
                return;
            }
            clock.advance(Duration.ofMillis(250));
            tick();
        }
        throw new AssertionError("the round does not come to " + phase);
    }

    /** The last event of a kind. */
    <T extends RoundEvent> T last(Class<T> kind) {
        return events.reversed().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + events));
    }

    @Override
    public void close() throws SQLException {
        store.close();
    }

    /** A clock that moves when told. */
    static final class FakeClock implements InstantSource {
        private Duration passed = Duration.ZERO;
        private Instant now = Instant.parse("2026-11-21T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        /** Time passes. */
        void advance(Duration by) {
            now = now.plus(by);
            passed = passed.plus(by);
        }

        /** Somebody sets it. */
        void set(Duration by) {
            now = now.plus(by);
        }
    }

    /** A chain that makes a block a second and whose contracts are told to it. */
    final class FakeSource implements SourceChain {
        private final List<Deployment> deployed = new ArrayList<>();
        private Duration genesis = clock.passed;
        private String name = "first";
        boolean silent;

        /** Deploys codes of these names in the newest block. */
        void deploy(String prefix, int count) {
            for (int i = 0; i < count; i++) {
                deployed.add(
                        new Deployment(
                                Fixed.address(name + prefix + i),
                                Fixed.hash(prefix + i),
                                number()));
            }
        }

        /** Begins anew, as a chain kept in memory does after a restart. */
        void restart(String newName) {
            deployed.clear();
            genesis = clock.passed;
            name = newName;
        }

        private long number() {
            return clock.passed.minus(genesis).toSeconds();
        }

        @Override
        public long chainId() {
            return 31338;
        }

        @Override
        public Head head() throws SourceFailedException {
            if (silent) {
                throw new SourceFailedException("The source chain does not answer.");
            }
            return new Head(number(), blockHash(number()));
        }

        @Override
        public Hash32 blockHash(long block) {
            return Fixed.hash(name + " block " + block);
        }

        @Override
        public List<Deployment> deployments(long fromBlock, long toBlock) {
            return deployed.stream()
                    .filter(one -> one.block() >= fromBlock && one.block() <= toBlock)
                    .toList();
        }

        /** Its blocks as seeds. */
        final class Seeds implements SeedBlocks {
            @Override
            public long upcoming() {
                return number() + 1;
            }

            @Override
            public Optional<Hash32> hash(long block) {
                return block <= number() ? Optional.of(blockHash(block)) : Optional.empty();
            }
        }
    }

    /** A pool that takes contiguous epochs. */
    static final class FakePool implements RootPoster {
        final List<Signed<RootMessage>> roots = new ArrayList<>();
        boolean down;

        @Override
        public long lastEpoch() {
            return roots.size();
        }

        @Override
        public Optional<PostOutcome.Posted> find(long epoch) {
            return epoch >= 1 && epoch <= roots.size()
                    ? Optional.of(new PostOutcome.Posted(Fixed.hash("tx" + epoch), epoch))
                    : Optional.empty();
        }

        @Override
        public PostOutcome post(Signed<RootMessage> root) {
            if (down) {
                return new PostOutcome.NotPosted("The chain does not answer.");
            }
            if (root.message().root().epoch() != roots.size() + 1) {
                throw new AssertionError("epochs are not contiguous: " + root);
            }
            roots.add(root);
            long epoch = root.message().root().epoch();
            return new PostOutcome.Posted(Fixed.hash("tx" + epoch), epoch);
        }
    }

    /** An address for an owner's name. */
    static Address owner(String name) {
        return Fixed.address(name);
    }
}
