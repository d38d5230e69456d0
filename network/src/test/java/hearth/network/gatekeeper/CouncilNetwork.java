package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.EpochRoot;
import hearth.network.chain.NetworkParameters;
import hearth.network.remote.CouncilDesk;
import hearth.network.remote.GatekeeperDesk;
import hearth.network.remote.Line;
import hearth.network.remote.LineFailedException;
import hearth.network.remote.ManyGatekeepers;
import hearth.network.remote.Question;
import hearth.network.remote.RemoteColleague;
import hearth.network.remote.RemoteGatekeeper;
import hearth.network.work.AssignedUnit;
import hearth.network.work.AssignedWork;
import hearth.network.work.Fixed;
import hearth.network.work.Gatekeepers;
import hearth.network.work.Hello;
import hearth.network.work.Manifest;
import hearth.network.work.NodeIdentity;
import hearth.network.work.NodeJournal;
import hearth.network.work.NodeSession;
import hearth.network.work.RootMessage;
import hearth.network.work.RoundWalk;
import hearth.network.work.Signature;
import hearth.network.work.Signed;
import hearth.network.work.SubmitOutcome;
import hearth.network.work.TicketHolder;
import hearth.network.work.UnitAnswer;
import hearth.network.work.Verdict;
import hearth.network.work.WorkFailedException;
import hearth.network.work.WorkReceipt;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several gatekeepers and nodes with everything between them but the sockets: each message goes
 * through the bytes that a line would carry. Time passes when told.
 */
final class CouncilNetwork implements AutoCloseable {
    static final Duration EPOCH = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(250);

    final FakeNetwork world;
    final NetworkParameters parameters;
    final Gatekeepers gatekeepers;
    final List<Member> members = new ArrayList<>();
    final AgreedPool pool = new AgreedPool();
    final Map<Hash32, List<Signed<Verdict>>> condemned = new HashMap<>();
    final Map<Long, Node> nodes = new HashMap<>();

    /** How often each was asked to consent to the same, by its name and the bytes. */
    final Map<String, Integer> consentsAsked = new HashMap<>();

    private final Path directory;
    private final Instant began;
    private int steps;

    CouncilNetwork(Path directory, int all, int threshold) throws Exception {
        this.directory = directory;
        world = new FakeNetwork(directory);
        began = world.clock.instant();
        var practice = NetworkParameters.practice();
        parameters =
                new NetworkParameters(
                        EPOCH,
                        practice.round(),
                        3,
                        2,
                        practice.auditFloorPpm(),
                        0,
                        0,
                        practice.window(),
                        practice.stakePerTicket(),
                        practice.basePerEpoch(),
                        2,
                        threshold,
                        50_000,
                        2);
        var addresses = new ArrayList<Address>();
        for (int i = 0; i < all; i++) {
            addresses.add(Fixed.key(directory, "gatekeeper" + i).address());
        }
        gatekeepers = new Gatekeepers(addresses, threshold);
        for (int i = 0; i < all; i++) {
            members.add(new Member("gatekeeper" + i));
        }
        for (var member : members) {
            member.begin();
        }
        world.source.deploy("code", 60);
    }

    /** Who has registered, for every epoch. */
    private final EpochDirectory registry =
            new EpochDirectory() {
                @Override
                public List<TicketHolder> nodes(long epoch) {
                    return List.copyOf(world.registered);
                }

                @Override
                public Optional<Address> owner(long node) {
                    return world.registered.stream()
                            .filter(one -> one.nodeId() == node)
                            .map(TicketHolder::owner)
                            .findFirst();
                }
            };

    /** One gatekeeper. */
    final class Member {
        private final String name;
        final GatekeeperSettings settings;
        final GatekeeperStore store;
        final Gatekeeper gatekeeper;
        final Council council;
        final GatekeeperDesk desk;
        final CouncilDesk councilDesk;
        private final NetworkTime time = new Time();
        private CouncilDriver driver;
        private CouncilSettling settling;

        /** Whether it says nothing and does nothing any more. */
        boolean silent;

        /** How far its time is off. */
        Duration off = Duration.ZERO;

        /** How it computes. */
        UnitExecutor computes = FakeNetwork::honest;

        @SuppressWarnings("NullAway.Init") // begin() sets what is not set here
        Member(String name) throws Exception {
            this.name = name;
            settings =
                    new GatekeeperSettings(
                            parameters,
                            FakeNetwork.WORK,
                            FakeNetwork.REWARDS,
                            FakeNetwork.MODEL,
                            Fixed.key(directory, name),
                            gatekeepers);
            store = GatekeeperStore.open(directory.resolve(name + ".db"), world.clock);
            var seeds = world.source.new Seeds();
            gatekeeper = new Gatekeeper(settings, store, world.source, seeds, this::execute, time);
            council = new Council(gatekeeper, seeds, registry, this::execute);
            desk =
                    new GatekeeperDesk(
                            gatekeeper, settings, () -> List.copyOf(world.registered), world.clock);
            councilDesk = new CouncilDesk(council, FakeNetwork.WORK);
        }

        private List<Optional<UnitAnswer>> execute(List<AssignedUnit> units, Hash32 seed)
                throws InterruptedException {
            return computes.execute(units, seed);
        }

        Address address() {
            return settings.key().address();
        }

        private void begin() {
            var others = new ArrayList<Colleague>();
            for (var member : members) {
                if (member != this) {
                    others.add(
                            new RemoteColleague(
                                    member.address(),
                                    member.line(Fixed.hash(name)),
                                    FakeNetwork.WORK,
                                    world.clock));
                }
            }
            var colleagues = new Colleagues(others, Runnable::run);
            driver = new CouncilDriver(gatekeeper, council, colleagues, registry, time);
            settling =
                    new CouncilSettling(
                            gatekeeper, council, colleagues, driver, time, pool, new Court());
        }

        /** A line to it, without sockets. */
        Line line(Hash32 pin) {
            return new Line() {
                @Override
                public byte[] ask(Question question, byte[] asked) throws LineFailedException {
                    if (silent) {
                        throw new LineFailedException("GATE-8", name + " does not answer.");
                    }
                    if (question == Question.CONSENT) {
                        consentsAsked.merge(
                                name + " " + HexFormat.of().formatHex(asked), 1, Integer::sum);
                    }
                    if (question.betweenGatekeepers()) {
                        return councilDesk.answer(question, asked);
                    }
                    if (asked.length > desk.limit(question, pin)) {
                        throw new LineFailedException("GATE-6", "Too long.");
                    }
                    return desk.answer(question, pin, asked);
                }

                @Override
                public void close() {}
            };
        }

        private final class Time implements NetworkTime {
            @Override
            public void look() {}

            @Override
            public Instant began() {
                return began;
            }

            @Override
            public Instant instant() {
                return world.clock.instant().plus(off);
            }
        }
    }

    /** One node with its walk through the rounds. */
    final class Node implements RoundWalk.Told {
        final List<SubmitOutcome> outcomes = new ArrayList<>();
        final List<String> missed = new ArrayList<>();
        final ManyGatekeepers access;
        private final RoundWalk walk;

        Node(long id, AssignedWork worker) throws Exception {
            var key = Fixed.key(directory, "node" + id);
            var pin = Fixed.hash("tls of node " + id);
            var hello = new Hello(id, pin);
            var signed = new Signed<>(hello, key.sign(hello.in(FakeNetwork.WORK)));
            var remote = new ArrayList<RemoteGatekeeper>();
            for (var member : members) {
                remote.add(
                        new RemoteGatekeeper(
                                member.address(),
                                member.line(pin),
                                signed,
                                FakeNetwork.WORK,
                                parameters.round(),
                                world.clock));
            }
            access = new ManyGatekeepers(remote, gatekeepers, Runnable::run);
            walk =
                    new RoundWalk(
                            new NodeSession(
                                    new NodeIdentity(id, key, Fixed.hash("secret" + id).bytes()),
                                    NodeJournal.open(
                                            directory.resolve("work" + id + ".db"), world.clock),
                                    worker,
                                    gatekeepers,
                                    FakeNetwork.MODEL),
                            this);
        }

        /** As an agent does: what fails is tried again. */
        private void step() throws InterruptedException {
            try {
                walk.step(access, false);
            } catch (WorkFailedException e) {
                missed.add(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public void decided(WorkReceipt receipt, int assigned, SubmitOutcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void missed(Manifest manifest, int assigned, String sentence) {
            missed.add(sentence);
        }
    }

    /** Registers a node and lets it work. */
    Node join(long id, String owner, AssignedWork worker) throws Exception {
        world.join(id, owner, 1);
        var node = new Node(id, worker);
        nodes.put(id, node);
        return node;
    }

    /** Lets time pass for everybody. */
    void run(Duration length) throws Exception {
        for (long left = length.toMillis(); left > 0; left -= STEP.toMillis()) {
            world.clock.advance(STEP);
            steps++;
            for (var member : members) {
                if (!member.silent) {
                    member.driver.judge();
                    world.events.addAll(member.driver.tick());
                    if (steps % 4 == 0) {
                        member.settling.step();
                    }
                }
            }
            for (var node : nodes.values()) {
                node.step();
            }
        }
    }

    /** Lets time pass until the pool has a root of an epoch, and everybody has taken it over. */
    void settle(long epoch) throws Exception {
        for (int i = 0; i < 200 && pool.lastEpoch() < epoch; i++) {
            run(Duration.ofSeconds(1));
        }
        if (pool.lastEpoch() < epoch) {
            throw new AssertionError("epoch " + epoch + " is not settled: " + world.events);
        }
        run(Duration.ofSeconds(2));
    }

    /** A pool that takes contiguous epochs with enough signatures. */
    final class AgreedPool implements AgreedRootPoster {
        final List<EpochRoot> roots = new ArrayList<>();

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
            return post(root.message().root(), List.of(root.signature()));
        }

        @Override
        public PostOutcome post(EpochRoot root, List<Signature> signatures) {
            var digest = new RootMessage(root).in(FakeNetwork.REWARDS);
            if (root.epoch() != roots.size() + 1) {
                return new PostOutcome.NotPosted("Another epoch is next.");
            }
            if (!gatekeepers.agreed(digest, signatures)) {
                return new PostOutcome.NotPosted("Too few signers.");
            }
            roots.add(root);
            return new PostOutcome.Posted(Fixed.hash("tx" + root.epoch()), root.epoch());
        }

        @Override
        public Optional<Hash32> root(long epoch) {
            return epoch >= 1 && epoch <= roots.size()
                    ? Optional.of(roots.get((int) epoch - 1).root())
                    : Optional.empty();
        }
    }

    private final class Court implements AgreedConsequences {
        @Override
        public Optional<String> condemn(Signed<Verdict> verdict) {
            return condemn(List.of(verdict));
        }

        @Override
        public Optional<String> condemn(List<Signed<Verdict>> verdicts) {
            condemned.putIfAbsent(verdicts.getFirst().message().receipt(), verdicts);
            return Optional.empty();
        }

        @Override
        public List<String> tend() {
            return List.of();
        }
    }

    @Override
    public void close() throws SQLException {
        for (var member : members) {
            member.store.close();
        }
        world.close();
    }
}
