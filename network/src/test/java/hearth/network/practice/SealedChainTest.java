package hearth.network.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Commands;
import hearth.kernel.DataDir;
import hearth.kernel.JsonSocket;
import hearth.kernel.Threads;
import hearth.kernel.Wei;
import hearth.network.chain.ChainClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Who can reach a local chain: its owner's programs, and nobody else. */
@Timeout(120)
final class SealedChainTest {
    private static final Address VICTIM = new Address("0x" + "5a".repeat(20));
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir Path temporary;
    private Threads threads;
    private DataDir data;
    private final List<Sidecar> running = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        Anvils.require();
        threads = Threads.system();
        data = DataDir.open(temporary.resolve("d"));
    }

    @AfterEach
    void end() {
        running.forEach(Sidecar::close);
        if (threads != null) {
            threads.close();
        }
    }

    private static void loudly(boolean there, String what) {
        if (!there) {
            System.err.println("WARNING: " + what);
        }
        Assumptions.assumeTrue(there, what);
    }

    private Sidecar chain(String name, Enclosure enclosure) throws Exception {
        Sidecar chain =
                Sidecar.adoptOrStart(
                        new Sidecar.Spec(
                                AnvilBinary.require(),
                                data.folder("chains"),
                                name,
                                31_337,
                                List.of("--prune-history"),
                                enclosure),
                        threads.time());
        running.add(chain);
        return chain;
    }

    private Sidecar sealed() throws Exception {
        Enclosure here = Enclosure.here(data.folder("chains").resolve("sealed.ipc"), true);
        loudly(
                here instanceof Enclosure.Sealed,
                "no sealed chain on this system, nothing about it is tested: " + here);
        return chain("sealed", here);
    }

    private static Path namespace(String process) throws Exception {
        return Files.readSymbolicLink(Path.of("/proc", process, "ns", "net"));
    }

    @Test
    void aSealedChainSpeaksOverItsSocketAndIsInANetworkOfItsOwn() throws Exception {
        Sidecar chain = sealed();
        assertEquals("unix", chain.endpoint().rpc().getFirst().getScheme());
        assertEquals(31_337, chain.client().chainId());
        assertNotEquals(namespace("self"), namespace(Long.toString(chain.pid())));
        try (JsonSocket heads = JsonSocket.connect(data.root().resolve("chains/sealed.ipc"))) {
            heads.exchange(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}\
                    """
                            .getBytes(StandardCharsets.UTF_8),
                    LIMIT,
                    1 << 16,
                    16);
            chain.client().command("anvil_mine", "0x1");
            String head = new String(heads.next(LIMIT, 1 << 16, 16), StandardCharsets.UTF_8);
            assertTrue(head.contains("eth_subscription"), head);
        }
    }

    @Test
    void aKilledOneIsReplacedAndALivingOneIsFoundAgain() throws Exception {
        Sidecar first = sealed();
        assertEquals(first.pid(), chain("sealed", new Enclosure.Sealed()).pid());
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        ProcessHandle.of(first.pid()).ifPresent(p -> p.onExit().join());
        Sidecar second = chain("sealed", new Enclosure.Sealed());
        assertNotEquals(first.pid(), second.pid());
        // Who holds the first one's client goes on with the second.
        assertEquals(31_337, first.client().chainId());
    }

    @Test
    void oneOnAPortMakesRoomForASealedOne() throws Exception {
        Sidecar open = chain("sealed", new Enclosure.OnPort("a test"));
        assertEquals("http", open.endpoint().rpc().getFirst().getScheme());
        Sidecar closed = sealed();
        assertEquals("unix", closed.endpoint().rpc().getFirst().getScheme());
        assertFalse(open.isAlive());
    }

    /**
     * What a web page can send: any Host that it can be made to have, its Origin, no header else.
     */
    @Test
    void aPortCanBeToldAnythingWhateverItsHeadersSay() throws Exception {
        loudly(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl: ports are not tried");
        Sidecar open = chain("open", new Enclosure.OnPort("a test"));
        String address = open.endpoint().rpc().getFirst().toString();
        int worked = 0;
        for (String host : List.of("127.0.0.1", "evil.example", "localhost")) {
            for (String origin : List.of("http://evil.example", "null", "http://localhost")) {
                Wei before = open.client().balance(VICTIM);
                curl(address, host, origin, before.value().longValue() + 1);
                worked += open.client().balance(VICTIM).compareTo(before) > 0 ? 1 : 0;
            }
        }
        // This is why the chains have no port: no option of theirs refuses a stranger.
        assertEquals(9, worked);
        Sidecar closed = sealed();
        Wei before = closed.client().balance(VICTIM);
        int port = URI.create(address).getPort();
        open.close();
        for (int each : new int[] {8545, 8546, port}) {
            String there = "http://127.0.0.1:" + each;
            curl(there, "127.0.0.1", "http://evil.example", 77);
            curl(there, "evil.example", "null", 77);
        }
        assertEquals(before, closed.client().balance(VICTIM));
    }

    private void curl(String address, String host, String origin, long balance) throws Exception {
        Commands.run(
                data.root(),
                LIMIT,
                List.of(
                        "/usr/bin/curl",
                        "--silent",
                        "--max-time",
                        "5",
                        "--header",
                        "Host: " + host,
                        "--header",
                        "Origin: " + origin,
                        "--header",
                        "Content-Type: application/json",
                        "--data",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"anvil_setBalance\",\"params\":[\""
                                + VICTIM.hex()
                                + "\",\"0x"
                                + Long.toHexString(balance)
                                + "\"]}",
                        address));
    }

    @Test
    void anotherUserOfThisComputerCannotEvenSeeTheSocket() throws Exception {
        loudly(
                "root".equals(System.getProperty("user.name"))
                        && Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "not root, or no setpriv: no second user tries to reach the chain");
        Sidecar chain = sealed();
        Path socket = data.root().resolve("chains/sealed.ipc");
        assertTrue(Files.exists(socket));
        var other =
                Commands.run(
                        Path.of("/"),
                        LIMIT,
                        List.of(
                                "/usr/bin/setpriv",
                                "--reuid=65534",
                                "--regid=65534",
                                "--clear-groups",
                                "/usr/bin/curl",
                                "--silent",
                                "--show-error",
                                "--unix-socket",
                                socket.toString(),
                                "http://x/"));
        assertNotEquals(0, other.exitCode());
        assertTrue(chain.answers());
    }

    /** A page in a real browser does what it can: it asks by fetch and by WebSocket. */
    @Test
    void aWebPageChangesNothing() throws Exception {
        Optional<Path> browser =
                List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                        .stream()
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst();
        loudly(
                browser.isPresent(),
                "no Chromium (Debian: chromium): no web page tries to reach a chain");
        // A port lets the page through: so the page is able to do harm where it can.
        Sidecar open = chain("open", new Enclosure.OnPort("a test"));
        visit(browser.get(), open.endpoint().rpc().getFirst().getPort());
        assertEquals(new Wei(BigInteger.valueOf(0x7777)), balance(open.client()));
        int port = open.endpoint().rpc().getFirst().getPort();
        open.close();
        Sidecar closed = sealed();
        visit(browser.get(), port);
        assertEquals(Wei.ZERO, balance(closed.client()));
    }

    private static Wei balance(ChainClient chain) throws Exception {
        return chain.balance(VICTIM);
    }

    private void visit(Path browser, int port) throws Exception {
        Path page = data.root().resolve("page.html");
        Files.writeString(
                page,
                """
                <!doctype html><title>evil</title><script>
                const wish = JSON.stringify({jsonrpc: "2.0", id: 1, method: "anvil_setBalance",
                    params: ["VICTIM", "0x7777"]});
                for (const port of [PORT, 8545, 8546]) {
                  fetch("http://127.0.0.1:" + port, {method: "POST", mode: "no-cors", body: wish})
                      .catch(() => {});
                  fetch("http://127.0.0.1:" + port, {method: "POST", body: wish,
                      headers: {"content-type": "application/json"}}).catch(() => {});
                  const socket = new WebSocket("ws://127.0.0.1:" + port);
                  socket.onopen = () => socket.send(wish);
                }
                </script>\
                """
                        .replace("VICTIM", VICTIM.hex())
                        .replace("PORT", Integer.toString(port)));
        var visited =
                Commands.prepare(
                                List.of(
                                        browser.toString(),
                                        "--headless=new",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--user-data-dir=" + data.root().resolve("profile"),
                                        "--virtual-time-budget=4000",
                                        "--timeout=8000",
                                        "--dump-dom",
                                        page.toUri().toString()),
                                data.root(),
                                Map.of())
                        .redirectErrorStream(true)
                        .redirectOutput(data.root().resolve("browser.log").toFile())
                        .start();
        assertTrue(visited.waitFor(60, TimeUnit.SECONDS), "it ended");
    }

    @Test
    void saysWhyAChainHasAPort() throws Exception {
        assertInstanceOf(Enclosure.OnPort.class, Enclosure.here(temporary.resolve("a.ipc"), false));
        var longer = Enclosure.here(Path.of("/" + "a".repeat(120)), true);
        assertTrue(
                longer instanceof Enclosure.OnPort(String why) && why.contains("too long"),
                longer.toString());
    }
}
