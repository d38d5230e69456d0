package hearth.network.practice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.EpochRoot;
import hearth.network.Intent;
import hearth.network.chain.Call;
import hearth.network.chain.Calls;
import hearth.network.chain.ChainClient;
import hearth.network.chain.ChainFailedException;
import hearth.network.chain.FeeLimits;
import hearth.network.chain.NetworkCheck;
import hearth.network.chain.NetworkFile;
import hearth.network.chain.NetworkFileJson;
import hearth.network.chain.NetworkParameters;
import hearth.network.chain.NodeKey;
import hearth.network.chain.Payload;
import hearth.network.chain.Pool;
import hearth.network.chain.PoolPoster;
import hearth.network.chain.Registry;
import hearth.network.chain.RevertedException;
import hearth.network.chain.SentTransaction;
import hearth.network.chain.Token;
import hearth.network.chain.TransactionSender;
import hearth.network.chain.TransactionState;
import hearth.network.contracts.PracticeToken;
import hearth.network.gatekeeper.RootPoster;
import hearth.network.work.Domain;
import hearth.network.work.RootMessage;
import hearth.network.work.Signature;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Hash;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** On real local chains; skipped with a warning where there is none. */
@Timeout(120)
final class PracticeNetworkTest {
    private static final Hash32 DIGEST = new Hash32("0x" + "11".repeat(32));
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path temporary;
    private Threads threads;
    private DataDir data;
    private Path codes;

    @BeforeEach
    void open() throws Exception {
        Anvils.require();
        threads = Threads.system();
        data = DataDir.open(temporary.resolve("hearth"));
        codes = temporary.resolve("codes.jsonl");
        Files.writeString(
                codes,
                """
                {"bytecode":"0x600160005260206000f3"}
                {"bytecode":"0xef0001"}
                not json
                {"bytecode":"0x600260005260206000f3"}
                """);
    }

    @AfterEach
    void end() throws Exception {
        if (threads != null) {
            PracticeNetwork.reset(data, threads);
            threads.close();
        }
    }

    private PracticeNetwork start() throws PracticeFailedException {
        return PracticeNetwork.start(data, threads, Optional.of(codes));
    }

    private NodeKey key(String name) throws Exception {
        return NodeKey.openOrCreate(data.root().resolve(name), new SecureRandom());
    }

    /** An owner whose key this test holds; the real one is behind the wallet's wall. */
    private final class Owner {
        final NodeKey key;
        final PracticeNetwork practice;
        final TransactionSender sender;

        Owner(PracticeNetwork practice) throws Exception {
            this.key = key("owner.key");
            this.practice = practice;
            this.sender =
                    TransactionSender.journalled(
                            practice.settlementChain(),
                            key.address(),
                            FeeLimits.usual(),
                            threads.time(),
                            data.root().resolve("owner.journal"),
                            (_, _) -> {});
        }

        SentTransaction send(Intent intent) throws Exception {
            Call call = Calls.of(intent, practice.network());
            return sender.send(Payload.of(key, call, intent.getClass().getSimpleName()));
        }

        TransactionState act(Intent intent) throws Exception {
            return sender.awaitIncluded(send(intent), LIMIT);
        }
    }

    @Test
    void goesFromNothingToAPaidClaim() throws Exception {
        try (PracticeNetwork practice = start()) {
            NetworkFile network = practice.network();
            Registry registry = new Registry(practice.settlementChain(), network);
            Pool pool = new Pool(practice.settlementChain(), network);
            Token token = new Token(practice.settlementChain(), network);
            assertInstanceOf(NetworkCheck.Outcome.Matches.class, practice.check());
            assertEquals("SUB0", token.symbol());
            assertEquals(0, registry.epoch());

            Owner owner = new Owner(practice);
            Address me = owner.key.address();
            practice.faucet(me);
            practice.faucet(me);
            assertEquals(Wei.coins(1_000), token.balance(me));
            assertTrue(practice.settlementChain().balance(me).compareTo(Wei.ONE) > 0);

            NodeKey node = key("node.key");
            Address payout = new Address("0x" + "ab".repeat(20));
            RevertedException refused =
                    assertThrows(
                            RevertedException.class,
                            () -> owner.send(new Intent.Join(node.address(), 4, payout, DIGEST)));
            assertEquals("ERC20InsufficientAllowance", refused.errorName());
            assertTrue(included(owner.act(new Intent.Approve(Wei.coins(4)))));
            assertTrue(included(owner.act(new Intent.Join(node.address(), 4, payout, DIGEST))));
            Registry.Node joined = registry.node(1).orElseThrow();
            assertEquals(me, joined.owner());
            assertEquals(4, joined.tickets());
            assertEquals(Wei.coins(4), joined.stake());
            assertEquals(Optional.of(1L), registry.nodeOfKey(node.address()));
            assertEquals(4, registry.totalTickets());
            assertEquals(1, registry.epoch());
            assertEquals(payout, registry.payoutOf(me));

            NodeKey gatekeeper = practice.gatekeeperKey();
            PoolPoster poster =
                    new PoolPoster(practice.settlementChain(), network, gatekeeper, threads.time());
            Wei cumulative = Wei.coins(60);
            Hash32 mine = leaf(me, cumulative);
            Hash32 other = leaf(payout, Wei.coins(40));
            EpochRoot root = new EpochRoot(1, pair(mine, other), Wei.coins(100), DIGEST, 2, DIGEST);
            Domain domain =
                    Domain.rewards(PracticeNetwork.SETTLEMENT_CHAIN, network.contracts().pool());
            List<Signature> signatures = List.of(gatekeeper.sign(new RootMessage(root).in(domain)));
            var early =
                    assertInstanceOf(
                            RootPoster.PostOutcome.NotPosted.class, poster.post(root, signatures));
            assertTrue(early.sentence().contains("EpochStillOpen(1)"), early.sentence());
            practice.settlementChain().command("evm_increaseTime", 60);
            var strangers =
                    assertInstanceOf(
                            RootPoster.PostOutcome.NotPosted.class,
                            poster.post(
                                    root, List.of(node.sign(new RootMessage(root).in(domain)))));
            assertTrue(strangers.sentence().contains("NotAGatekeeper"), strangers.sentence());
            assertInstanceOf(RootPoster.PostOutcome.Posted.class, poster.post(root, signatures));
            assertEquals(1, pool.lastEpoch());
            assertEquals(Wei.coins(100), pool.posted(1).orElseThrow().total());

            Intent.Claim claim = new Intent.Claim(1, me, cumulative, List.of(other));
            SentTransaction claimed = claimWhenActive(practice, owner, claim);
            assertTrue(included(owner.sender.awaitIncluded(claimed, LIMIT)));
            assertEquals(cumulative, token.balance(payout));
            assertEquals(cumulative, pool.claimed(me));
            assertEquals(cumulative, pool.paid());
            RevertedException twice =
                    assertThrows(RevertedException.class, () -> owner.send(claim));
            assertEquals("NothingToClaim", twice.errorName());
            // Nobody sends anything more, and yet the claim becomes final.
            await(() -> owner.sender.state(claimed) instanceof TransactionState.Final);
            assertEquals(List.of(), owner.sender.tend());
            assertEquals(List.of(), owner.sender.open());

            List<Pool.Event> events = pool.events(0, practice.settlementChain().latest().number());
            var paid = assertInstanceOf(Pool.Event.Claimed.class, events.getLast());
            assertEquals(payout, paid.payout());
            assertEquals(cumulative, paid.amount());
            assertInstanceOf(Pool.Event.RootPosted.class, events.get(events.size() - 2));
            List<Registry.Event> joins =
                    registry.events(0, practice.settlementChain().latest().number());
            assertTrue(joins.stream().anyMatch(e -> e instanceof Registry.Event.Registered));
        }
    }

    /**
     * Refused while the root can still be vetoed: five seconds, which a busy machine may be late
     * for.
     */
    private static SentTransaction claimWhenActive(
            PracticeNetwork practice, Owner owner, Intent.Claim claim) throws Exception {
        var chain = practice.settlementChain();
        var active = new Pool(chain, practice.network()).posted(1).orElseThrow().activeAt();
        SentTransaction claimed;
        try {
            claimed = owner.send(claim);
        } catch (RevertedException early) {
            assertEquals("RootNotActive", early.errorName());
            chain.command("evm_increaseTime", 5);
            chain.command("anvil_mine", "0x1");
            return owner.send(claim);
        }
        assertTrue(
                chain.latest().timestamp() >= active.getEpochSecond(), "accepted before its time");
        return claimed;
    }

    private static boolean included(TransactionState state) {
        return state instanceof TransactionState.Included
                || state instanceof TransactionState.Final;
    }

    @Test
    void isTheSameNetworkAfterAStopAndAfterAKill() throws Exception {
        NetworkFile first;
        Owner owner;
        try (PracticeNetwork practice = start()) {
            first = practice.network();
            owner = new Owner(practice);
            practice.faucet(owner.key.address());
        }
        try (PracticeNetwork practice = start()) {
            assertEquals(first.contracts(), practice.network().contracts());
            assertEquals(
                    first.settlement().genesisHash(),
                    practice.network().settlement().genesisHash());
            Token token = new Token(practice.settlementChain(), practice.network());
            assertEquals(Wei.coins(1_000), token.balance(owner.key.address()));

            for (long pid : practice.processes()) {
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            }
            await(() -> alive(practice) && balanceKept(practice, owner));
            assertEquals(first.contracts(), practice.network().contracts());
            assertInstanceOf(NetworkCheck.Outcome.Matches.class, practice.check());
            await(() -> practice.sourceChain().latest().number() > 1);
        }
    }

    private static boolean alive(PracticeNetwork practice) {
        return practice.processes().stream()
                .allMatch(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
    }

    private static boolean balanceKept(PracticeNetwork practice, Owner owner) throws Exception {
        return new Token(practice.settlementChain(), practice.network())
                .balance(owner.key.address())
                .equals(Wei.coins(1_000));
    }

    @Test
    void findsItsChainsAgainWhenOnlyTheAgentWasKilled() throws Exception {
        PracticeNetwork killed = start();
        List<Long> processes = killed.processes();
        killed.abandon();
        try (PracticeNetwork practice = start()) {
            assertEquals(processes, practice.processes());
            assertEquals(killed.network(), practice.network());
        }
        for (long pid : processes) {
            assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
        PracticeNetwork.wantPort(data, true);
        int port;
        try (PracticeNetwork practice = start()) {
            port = practice.network().settlement().rpc().getFirst().getPort();
        }
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                PracticeNetwork practice = start()) {
            assertTrue(taken.isBound());
            NetworkFile now = practice.network();
            assertTrue(now.settlement().rpc().getFirst().getPort() != port);
            assertEquals(
                    now, NetworkFileJson.read(data.root().resolve("agent/practice/network.json")));
            assertInstanceOf(NetworkCheck.Outcome.Matches.class, practice.check());
        }
    }

    @Test
    void findsTheChainsProgramByPropertyThenOnThePath() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("bin"));
        Path program = Files.createFile(folder.resolve("anvil"));
        assertEquals(Optional.empty(), AnvilBinary.find(null, folder.toString()));
        assertTrue(program.toFile().setExecutable(true));
        assertEquals(Optional.of(program), AnvilBinary.find(null, "/nowhere:" + folder));
        assertEquals(Optional.of(program), AnvilBinary.find(program.toString(), null));
        assertEquals(Optional.of(program), AnvilBinary.find("/nowhere/a", folder.toString()));
        assertEquals(Optional.empty(), AnvilBinary.find("", "bin:"));
    }

    @Test
    void takesAStateWholeOrNotAtAll() throws Exception {
        assertEquals("00ff10", unhexed("{\"id\":1,\"result\":\"0x00fF10\"}"));
        for (String broken :
                List.of(
                        "",
                        "{\"id\":1,\"error\":{}}",
                        "{\"result\":\"0x00f",
                        "{\"result\":\"0x00",
                        "{\"result\":\"0x0\"}",
                        "{\"result\":\"0xzz\"}")) {
            assertThrows(IOException.class, () -> unhexed(broken), broken);
        }
    }

    private static String unhexed(String json) throws Exception {
        var out = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(json.getBytes(StandardCharsets.US_ASCII));
        StateDump.unhex(in, out);
        return Hex.of(out.toByteArray()).substring(2);
    }

    @Test
    void keepsADamagedStateAsideAndBeginsAnew() throws Exception {
        NetworkFile first;
        try (PracticeNetwork practice = start()) {
            first = practice.network();
        }
        Path state = data.root().resolve("agent/practice/settlement.state.gz");
        byte[] half = Files.readAllBytes(state);
        Files.write(state, Arrays.copyOf(half, half.length / 2));
        try (PracticeNetwork practice = start()) {
            assertEquals(first.contracts(), practice.network().contracts());
            assertInstanceOf(NetworkCheck.Outcome.Matches.class, practice.check());
            try (var files = Files.list(state.getParent())) {
                assertTrue(
                        files.anyMatch(file ->
                                file.getFileName()
                                        .toString()
                                        .startsWith("settlement.state.gz.damaged-")));
            }
        }
    }

    @Test
    void aChainThatDoesNotStartKeepsItsState() throws Exception {
        try (PracticeNetwork practice = start()) {
            assertInstanceOf(NetworkCheck.Outcome.Matches.class, practice.check());
        }
        Path folder = data.root().resolve("agent/practice");
        Path state = folder.resolve("settlement.state.gz");
        byte[] before = Files.readAllBytes(state);
        var broken = new LocalChains(Path.of("/bin/false"), folder, threads.time());
        assertThrows(IOException.class, broken::startSettlement);
        assertArrayEquals(before, Files.readAllBytes(state));
    }

    @Test
    void completesADeploymentThatWasCutOff() throws Exception {
        NetworkFile first;
        try (PracticeNetwork practice = start()) {
            first = practice.network();
        }
        // As if the agent had died before it wrote the network file.
        Files.delete(data.root().resolve("agent/practice/network.json"));
        try (PracticeNetwork practice = start()) {
            assertEquals(first.contracts(), practice.network().contracts());
            assertEquals(first.codeHashes(), practice.network().codeHashes());
        }
    }

    /** Payments of 1, 2, 4, … wei: their sum tells which were made, and how often. */
    @Test
    void losesNothingFinalAndPaysNothingTwiceWhenKilledAtAnyMoment() throws Exception {
        Random moments = new Random(20_261_121);
        Address receiver = new Address("0x" + "77".repeat(20));
        try (PracticeNetwork practice = start()) {
            Owner owner = new Owner(practice);
            practice.faucet(owner.key.address());
            CountDownLatch never = new CountDownLatch(1);
            for (int i = 0; i < 5; i++) {
                Wei amount = new Wei(BigInteger.ONE.shiftLeft(i));
                Intent pay = new Intent.Transfer(Intent.Coin.TOKEN, receiver, amount);
                await(() -> sent(owner, pay));
                assertTrue(!never.await(moments.nextInt(2_500), TimeUnit.MILLISECONDS));
                BigInteger certain = finalSum(owner);
                ProcessHandle.of(practice.processes().getFirst())
                        .ifPresent(ProcessHandle::destroyForcibly);
                await(() -> practice.settlementChain().latest().number() > 0);
                var kept = new Token(practice.settlementChain(), practice.network());
                assertEquals(certain, kept.balance(receiver).value().and(certain));
            }
            await(() -> {
                owner.sender.tend();
                return owner.sender.open().isEmpty();
            });
            Token token = new Token(practice.settlementChain(), practice.network());
            assertEquals(31, token.balance(receiver).value().longValueExact());
        }
    }

    private final List<SentTransaction> payments = new ArrayList<>();

    private boolean sent(Owner owner, Intent pay) throws Exception {
        owner.sender.tend();
        payments.add(owner.send(pay));
        return true;
    }

    /** The payments that are final by now; each is one bit. */
    private BigInteger finalSum(Owner owner) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < payments.size(); i++) {
            try {
                if (owner.sender.state(payments.get(i)) instanceof TransactionState.Final) {
                    sum = sum.setBit(i);
                }
            } catch (ChainFailedException e) {
                return sum;
            }
        }
        return sum;
    }

    @Test
    void deploysOnlyWhatIsMissing() throws Exception {
        Path folder = data.folder("agent/practice");
        Sidecar anvil =
                Sidecar.adoptOrStart(
                        new Sidecar.Spec(
                                AnvilBinary.require(),
                                folder,
                                "partial",
                                31337,
                                List.of(),
                                new Enclosure.Sealed()),
                        threads.time());
        try {
            ChainClient chain = anvil.client();
            NodeKey deployer = key("deployer.key");
            chain.command("anvil_setBalance", deployer.address().hex(), "0x8ac7230489e80000");
            String token = PracticeToken.BINARY;
            TransactionSender sender =
                    TransactionSender.forgetful(
                            chain, deployer.address(), FeeLimits.usual(), threads.time());
            Call create = new Call(null, BigInteger.ZERO, "0x" + token);
            sender.awaitIncluded(sender.send(Payload.of(deployer, create, "Deploy")), LIMIT);

            Deployment deployment = new Deployment(chain, deployer, threads.time());
            for (int i = 0; i < 2; i++) {
                deployment.complete(
                        NetworkParameters.practice(),
                        key("guardian.key").address(),
                        List.of(key("gatekeeper.key").address()));
                assertEquals(5, chain.nonce(deployer.address(), false));
            }
            assertTrue(chain.code(deployment.addresses().pool()).length > 0);
        } finally {
            anvil.close();
        }
    }

    @Test
    void feedsTheSourceChainWithWhatAChainTakes() throws Exception {
        try (PracticeNetwork practice = start()) {
            await(() -> practice.feeder().status().copies() >= 2);
            Feeder.Status status = practice.feeder().status();
            assertEquals(2, status.deployed());
            assertEquals(2, status.refused());
            assertEquals("", status.trouble());
            assertTrue(status.exhausted());
            Address feeder = practice.feeder().account();
            ChainClient source = practice.sourceChain();
            await(() -> source.nonce(feeder, false) >= 4);
            for (long n = 0; n < 4; n++) {
                String code = Hex.of(source.code(Feeder.created(feeder, n)));
                assertTrue(
                        code.equals("0x600160005260206000f3")
                                || code.equals("0x600260005260206000f3"),
                        n + ": " + code);
            }
            assertEquals("0x600260005260206000f3", Hex.of(source.code(Feeder.created(feeder, 1))));
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        CountDownLatch never = new CountDownLatch(1);
        Throwable last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (ChainFailedException e) {
                last = e;
            }
            assertTrue(!never.await(50, TimeUnit.MILLISECONDS));
        }
        throw new AssertionError("did not happen within 30 s", last);
    }

    private static Hash32 leaf(Address owner, Wei cumulative) {
        byte[] word = new byte[32];
        byte[] amount = cumulative.value().toByteArray();
        System.arraycopy(amount, 0, word, 32 - amount.length, amount.length);
        byte[] encoded =
                ByteBuffer.allocate(64).put(new byte[12]).put(owner.bytes()).put(word).array();
        return Hash32.of(Hash.sha3(Hash.sha3(encoded)));
    }

    private static Hash32 pair(Hash32 a, Hash32 b) {
        Hash32 low = a.compareTo(b) < 0 ? a : b;
        Hash32 high = low.equals(a) ? b : a;
        return Hash32.of(
                Hash.sha3(ByteBuffer.allocate(64).put(low.bytes()).put(high.bytes()).array()));
    }

    @Test
    void theSampleHoldsEnoughContracts() throws Exception {
        try (BytecodeFile sample = BytecodeFile.open(Optional.empty())) {
            int count = 0;
            while (sample.next().isPresent()) {
                count++;
            }
            assertTrue(count >= 500, "only " + count);
            assertEquals(0, sample.refused());
        }
        assertTrue(
                new String(
                                PracticeNetwork.class
                                        .getResourceAsStream("LICENCE-contracts-sample.txt")
                                        .readAllBytes(),
                                StandardCharsets.UTF_8)
                        .contains("MIT"));
    }
}
