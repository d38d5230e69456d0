package hearth.monitors.power.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import hearth.kernel.Threads;
import hearth.kernel.Watts;
import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.KasaDecoder;
import hearth.monitors.power.meter.Credentials;
import hearth.monitors.power.meter.MeterFailedException;
import hearth.monitors.power.meter.MeterKind;
import hearth.monitors.power.meter.MeterSetting;
import hearth.monitors.power.meter.StopSignal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Against servers on loopback that answer as the devices do. */
final class LanMetersTest {
    private static final String WORD = "correct horse";

    /** Every device here answers, or refuses at once. */
    private static final LanLimits PATIENT =
            new LanLimits(Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final Threads threads = Threads.system();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        server.createContext("/", this::open);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        threads.close();
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void open(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI().toString();
        asked.add(uri);
        var page = pages.get(uri);
        answer(exchange, page == null ? 404 : 200, page == null ? "no" : page);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The first frames that a meter gives. */
    private static List<Decoded> frames(
            MeterKind kind, String address, String user, Credentials word, int count)
            throws Exception {
        var setting = new MeterSetting("one", "One", kind, address, user, Map.of(), false);
        var stop = new StopSignal();
        var frames = new ArrayList<Decoded>();
        new LanMeters(System::nanoTime, PATIENT)
                .link(setting, word)
                .follow(
                        frame -> {
                            frames.add(frame);
                            if (frames.size() == count) {
                                stop.stop();
                            }
                        },
                        stop);
        return frames;
    }

    private static double watts(MeterKind kind, String address) throws Exception {
        return watts(kind, address, "", Credentials.NONE);
    }

    private static double watts(MeterKind kind, String address, String user, Credentials word)
            throws Exception {
        var frame = frames(kind, address, user, word, 1).getFirst();
        return switch (frame) {
            case Decoded.Sound(var reading) -> reading.power().map(Watts::value).orElseThrow();
            case Decoded.Damaged(var why) -> throw new AssertionError(why);
        };
    }

    private static String trouble(MeterKind kind, String address) {
        return assertThrows(
                        MeterFailedException.class,
                        () -> frames(kind, address, "", Credentials.NONE, 1))
                .sentence();
    }

    private static Credentials word(String text) {
        return () -> text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsAShellyOfTheFirstGeneration() throws Exception {
        pages.put("/shelly", "{\"type\":\"SHPLG-S\",\"mac\":\"AABBCCDDEEFF\",\"num_meters\":1}");
        pages.put("/status", "{\"meters\":[{\"power\":41.5,\"is_valid\":true,\"total\":60}]}");
        pages.put("/meter/0", "{\"power\":7.5,\"is_valid\":true,\"total\":60}");
        assertEquals(41.5, watts(MeterKind.SHELLY, address()));
        assertEquals(7.5, watts(MeterKind.SHELLY, address() + "#0"));
    }

    @Test
    void readsAShellyOfALaterGeneration() throws Exception {
        pages.put("/shelly", "{\"mac\":\"AABBCCDDEEFF\",\"gen\":3,\"auth_en\":false}");
        pages.put("/rpc/Shelly.GetStatus", "{\"switch:0\":{\"apower\":2.5},\"sys\":{}}");
        pages.put("/rpc/Switch.GetStatus?id=1", "{\"id\":1,\"apower\":8.5}");
        assertEquals(2.5, watts(MeterKind.SHELLY, "http://" + address()));
        assertEquals(8.5, watts(MeterKind.SHELLY, address() + "#1"));
    }

    @Test
    void asksWhoItIsOnceAMinuteAndNoticesAnotherDevice() throws Exception {
        pages.put("/shelly", "{\"mac\":\"AABBCCDDEEFF\",\"gen\":2}");
        pages.put("/rpc/Shelly.GetStatus", "{\"switch:0\":{\"apower\":2.5}}");
        var device =
                new Shelly(
                        new WebDevice(
                                HttpAddress.of(address()),
                                "",
                                Credentials.NONE,
                                new WebClient(System::nanoTime, PATIENT)));
        for (int i = 0; i < 60; i++) {
            assertEquals(1, device.read().size());
        }
        assertEquals(1, asked.stream().filter("/shelly"::equals).count());
        pages.put("/shelly", "{\"mac\":\"001122334455\",\"gen\":2}");
        var moved = assertThrows(MeterFailedException.class, device::read);
        assertTrue(moved.sentence().contains("Another device (001122334455)"), moved.sentence());
    }

    @Test
    void givesABasicPasswordOnlyWhenAsked() throws Exception {
        var expected =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(("me:" + WORD).getBytes(StandardCharsets.UTF_8));
        pages.put("/shelly", "{\"mac\":\"AABBCCDDEEFF\",\"type\":\"SHPLG-S\"}");
        server.createContext(
                "/status",
                exchange -> {
                    var given = exchange.getRequestHeaders().getFirst("Authorization");
                    if (expected.equals(given)) {
                        answer(exchange, 200, "{\"meters\":[{\"power\":5,\"is_valid\":true}]}");
                    } else {
                        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
                        answer(exchange, 401, "no");
                    }
                });
        assertEquals(5, watts(MeterKind.SHELLY, address(), "me", word(WORD)));
        assertTrue(trouble(MeterKind.SHELLY, address()).contains("wants a password"));
        var wrong =
                assertThrows(
                        MeterFailedException.class,
                        () -> watts(MeterKind.SHELLY, address(), "me", word("wrong")));
        assertTrue(wrong.sentence().contains("does not accept the password"), wrong.sentence());
        assertFalse(wrong.sentence().contains("wrong"), "a secret is in no sentence");
    }

    @Test
    void answersADigestChallengeAsTheStandardSays() throws Exception {
        pages.put("/shelly", "{\"mac\":\"AABBCCDDEEFF\",\"gen\":2,\"auth_en\":true}");
        server.createContext(
                "/rpc",
                exchange -> {
                    var given = exchange.getRequestHeaders().getFirst("Authorization");
                    if (given != null && given.equals(digest(given))) {
                        answer(exchange, 200, "{\"switch:0\":{\"apower\":6.5}}");
                    } else {
                        exchange.getResponseHeaders()
                                .add(
                                        "WWW-Authenticate",
                                        "Digest qop=\"auth\", realm=\"shellyplus-aabb\","
                                                + " nonce=\"60dc2b59\", algorithm=SHA-256");
                        answer(exchange, 401, "no");
                    }
                });
        assertEquals(6.5, watts(MeterKind.SHELLY, address(), "", word(WORD)));
    }

    /** The header that a server computes by itself, with the caller's own number. */
    private static String digest(String given) {
        var number = given.replaceAll(".*cnonce=\"([^\"]*)\".*", "$1");
        var first = hash("admin:shellyplus-aabb:" + WORD);
        var second = hash("GET:/rpc/Shelly.GetStatus");
        var response = hash(first + ":60dc2b59:00000001:" + number + ":auth:" + second);
        return "Digest username=\"admin\", realm=\"shellyplus-aabb\", nonce=\"60dc2b59\","
                + " uri=\"/rpc/Shelly.GetStatus\", algorithm=SHA-256, qop=auth, nc=00000001,"
                + " cnonce=\""
                + number
                + "\", response=\""
                + response
                + "\"";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 7616, section 3.9.1: the example with SHA-256. */
    @Test
    void agreesWithTheExampleOfTheStandard() throws Exception {
        var header =
                Digest.answer(
                        "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
                                + " algorithm=SHA-256,"
                                + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"",
                        "Mufasa",
                        "Circle of Life".getBytes(StandardCharsets.UTF_8),
                        URI.create("http://www.example.org/dir/index.html"),
                        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        assertTrue(
                header.contains(
                        "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""),
                header);
    }

    @Test
    void readsTasmotaWithAndWithoutAPassword() throws Exception {
        pages.put("/cm?cmnd=Status%2010", "{\"WARNING\":\"Need user=<username>\"}");
        pages.put(
                "/cm?cmnd=Status%2010&user=admin&password=correct+horse",
                "{\"StatusSNS\":{\"ENERGY\":{\"Power\":12}}}");
        assertEquals(12, watts(MeterKind.TASMOTA, address(), "", word(WORD)));
        var refused = frames(MeterKind.TASMOTA, address(), "", Credentials.NONE, 1).getFirst();
        assertTrue(refused instanceof Decoded.Damaged);
    }

    @Test
    void readsASensorOfHomeAssistant() throws Exception {
        server.createContext(
                "/api/states/",
                exchange -> {
                    boolean known =
                            "Bearer token-1"
                                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    var sensor = exchange.getRequestURI().getPath().replaceAll(".*/", "");
                    var state =
                            switch (sensor) {
                                case "sensor.plug" ->
                                        "\"0.0425\",\"attributes\":{\"unit_of_measurement\":\"kW\"}";
                                case "sensor.gone" -> "\"unavailable\",\"attributes\":{}";
                                default -> "\"5\",\"attributes\":{\"unit_of_measurement\":\"°C\"}";
                            };
                    answer(
                            exchange,
                            known ? 200 : 401,
                            "{\"state\":"
                                    + state
                                    + ",\"last_updated\":\"2024-05-01T10:00:00+00:00\"}");
                });
        var base = "http://" + address() + "/";
        assertEquals(
                42.5, watts(MeterKind.HOME_ASSISTANT, base + "sensor.plug", "", word("token-1\n")));
        for (var sensor : List.of("sensor.gone", "sensor.heat")) {
            var frame =
                    frames(MeterKind.HOME_ASSISTANT, base + sensor, "", word("token-1"), 1)
                            .getFirst();
            assertTrue(frame instanceof Decoded.Damaged, sensor);
        }
        assertTrue(trouble(MeterKind.HOME_ASSISTANT, base + "sensor.plug").contains("token"));
        assertTrue(trouble(MeterKind.HOME_ASSISTANT, base).contains("Write the sensor"));
    }

    @Test
    void readsKasaPlugsAndStrips() throws Exception {
        try (var plug =
                kasa(
                        "{\"system\":{\"get_sysinfo\":{\"mac\":\"AA\"}},"
                                + "\"emeter\":{\"get_realtime\":{\"power_mw\":97416}}}",
                        "")) {
            assertEquals(97.416, watts(MeterKind.KASA, "127.0.0.1:" + plug.getLocalPort()));
        }
        try (var strip =
                kasa(
                        "{\"system\":{\"get_sysinfo\":{\"deviceId\":\"8006\",\"children\":"
                                + "[{\"id\":\"00\"},{\"id\":\"01\"}]}},\"emeter\":{\"err_code\":-1}}",
                        "{\"emeter\":{\"get_realtime\":{\"power_mw\":1500,\"voltage_mv\":230000}}}")) {
            var where = "127.0.0.1:" + strip.getLocalPort();
            assertEquals(3, watts(MeterKind.KASA, where));
            assertEquals(1.5, watts(MeterKind.KASA, where + "#1"));
        }
    }

    /** A device on a port of its own; the second answer is for its outlets. */
    private ServerSocket kasa(String answer, String ofOutlet) throws IOException {
        var listening = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        threads.io()
                .execute(() -> {
                    while (!listening.isClosed()) {
                        try (var socket = listening.accept()) {
                            var in = new DataInputStream(socket.getInputStream());
                            var request = new byte[in.readInt()];
                            in.readFully(request);
                            var text =
                                    new String(
                                            KasaDecoder.decrypt(request, 0, request.length),
                                            StandardCharsets.UTF_8);
                            boolean outlet = text.matches(".*\"80060[01]\".*");
                            var body =
                                    KasaDecoder.encrypt(
                                            (outlet ? ofOutlet : answer)
                                                    .getBytes(StandardCharsets.UTF_8));
                            socket.getOutputStream()
                                    .write(
                                            ByteBuffer.allocate(4 + body.length)
                                                    .putInt(body.length)
                                                    .put(body)
                                                    .array());
                        } catch (IOException e) {
                            // The caller has what it wanted, or the test ends.
                        }
                    }
                });
        return listening;
    }

    @Test
    void saysWhatIsWrongWithAnAddress() throws Exception {
        // Bound, so that nobody else gets the port, but not listening.
        try (var silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var closed = "127.0.0.1:" + silent.getLocalPort();
            assertTrue(trouble(MeterKind.SHELLY, closed).contains("refuses the connection"));
            assertTrue(trouble(MeterKind.KASA, closed).contains("refuses the connection"));
            assertTrue(trouble(MeterKind.NUT, "ups@" + closed).contains("refuses the connection"));
            assertTrue(trouble(MeterKind.NUT, closed).contains("name@host"));
        }
        assertTrue(trouble(MeterKind.SHELLY, "ftp://x").contains("no address"));
        assertTrue(trouble(MeterKind.SHELLY, "http://me:secret@x").contains("no address"));
        assertTrue(trouble(MeterKind.KASA, "x:99999").contains("no port"));
        assertTrue(trouble(MeterKind.SHELLY, address()).contains("no such figure"));
        pages.put("/shelly", "<html>");
        assertTrue(trouble(MeterKind.SHELLY, address()).contains("not as this kind"));
        pages.put("/shelly", "{\"mac\":\"AA\"}");
        pages.put("/status", "{\"relays\":[]}");
        assertTrue(trouble(MeterKind.SHELLY, address()).contains("measures no power"));
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        server.createContext(
                "/shelly",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    var junk = new byte[65_536];
                    try (InputStream _ = exchange.getRequestBody()) {
                        for (int i = 0; i < 100; i++) {
                            exchange.getResponseBody().write(junk);
                        }
                    }
                    exchange.close();
                });
        assertTrue(trouble(MeterKind.SHELLY, address()).contains("longer than any meter's"));
    }

    @Test
    void whoeverIsNotVouchedForByTlsCanBeImitated() {
        for (var kind : List.of(MeterKind.KASA, MeterKind.SHELLY, MeterKind.TASMOTA)) {
            assertTrue(setting(kind, "10.0.0.7").imitable());
        }
        assertTrue(setting(MeterKind.NUT, "ups@10.0.0.7").imitable());
        assertTrue(setting(MeterKind.HOME_ASSISTANT, "http://x/sensor.a").imitable());
        assertFalse(setting(MeterKind.HOME_ASSISTANT, "https://x/sensor.a").imitable());
        assertFalse(setting(MeterKind.DSMR, "/dev/ttyUSB0").imitable());
    }

    private static MeterSetting setting(MeterKind kind, String address) {
        return new MeterSetting("one", "One", kind, address, "", Map.of(), false);
    }
}
