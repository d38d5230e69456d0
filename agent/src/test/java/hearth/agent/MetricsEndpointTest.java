package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Threads;
import hearth.link.wire.Earning;
import hearth.link.wire.Live;
import hearth.link.wire.Machine;
import hearth.link.wire.Value;
import hearth.link.wire.Worker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** The scrape target by real requests, byte by byte as a browser or a script would send them. */
final class MetricsEndpointTest {
    @TempDir Path folder;

    private final Threads threads = Threads.system();

    @SuppressWarnings("NullAway.Init")
    private MetricsEndpoint endpoint;

    @SuppressWarnings("NullAway.Init")
    private String token;

    @BeforeEach
    void listen() throws Exception {
        endpoint =
                MetricsEndpoint.start(
                        0, folder.resolve("token"), () -> OpenMetrics.of(live()), threads);
        token = Files.readString(folder.resolve("token"));
    }

    @AfterEach
    void close() {
        endpoint.close();
        threads.close();
    }

    private static Live live() {
        return Live.newBuilder()
                .setMachine(
                        Machine.newBuilder()
                                .setCpuLoad(Value.newBuilder().setValue(0.25))
                                .setPower(Value.newBuilder().setMissing("no meter")))
                .addWorkers(Worker.newBuilder().setName("a\"b\\c\nd").setUnitsVerifiedTotal(12_000))
                .setEarning(Earning.newBuilder().setClaimable("1500000000000000000"))
                .build();
    }

    private String ask(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String request(String method, String path, String host, String more) {
        return method
                + " "
                + path
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\nConnection: close\r\n"
                + more
                + "\r\n";
    }

    private String here() {
        return "127.0.0.1:" + endpoint.port();
    }

    private String bearer() {
        return "Authorization: Bearer " + token + "\r\n";
    }

    @Test
    void whoHasTheTokenGetsWhatIsMeasuredAndNothingElse() throws Exception {
        var answer = ask(request("GET", "/metrics", here(), bearer()));
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains("application/openmetrics-text; version=1.0.0"), answer);
        assertTrue(answer.contains("\nhearth_cpu_load_ratio 0.25\n"), answer);
        assertTrue(
                answer.contains(
                        "\nhearth_worker_units_verified_total{worker=\"a\\\"b\\\\c\\nd\"} 12000\n"),
                answer);
        assertTrue(answer.contains("\nhearth_earning_claimable_coins 1.5\n"), answer);
        assertFalse(answer.contains("\nhearth_power_watts "), "absence is not zero");
        assertTrue(answer.endsWith("# EOF\n"), answer);
    }

    @Test
    void nobodyElseGetsAnything() throws Exception {
        var wrong = "Authorization: Bearer " + "0".repeat(64) + "\r\n";
        var origin = bearer() + "Origin: http://127.0.0.1:" + endpoint.port() + "\r\n";
        var refused =
                new String[][] {
                    {"401", request("GET", "/metrics", here(), "")},
                    {"401", request("GET", "/metrics", here(), wrong)},
                    {"401", request("GET", "/metrics", here(), bearer() + bearer())},
                    {"401", request("GET", "/", here(), "")},
                    {"403", request("GET", "/metrics", "evil.example", bearer())},
                    {"403", request("GET", "/metrics", "127.0.0.1", bearer())},
                    {"403", request("GET", "/metrics", here(), origin)},
                    {"404", request("GET", "/metrics/../agent", here(), bearer())},
                    {"405", request("POST", "/metrics", here(), bearer())},
                };
        for (var one : refused) {
            var answer = ask(one[1]);
            assertTrue(answer.startsWith("HTTP/1.1 " + one[0] + " "), one[1] + answer);
            assertFalse(answer.contains("hearth_"), answer);
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("access-control"));
        }
    }

    @Test
    void tokenIsPrivateAndStays() throws Exception {
        assertEquals(64, token.length());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("token"))));
        try (var _ = MetricsEndpoint.start(0, folder.resolve("token"), () -> "", threads)) {
            assertEquals(token, Files.readString(folder.resolve("token")));
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        assertThrows(
                IOException.class,
                () ->
                        MetricsEndpoint.start(
                                endpoint.port(), folder.resolve("token"), () -> "", threads));
    }
}
