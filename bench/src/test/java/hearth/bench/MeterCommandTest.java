package hearth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hearth.testkit.MeterTelegram;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Power meters by the command: a real agent, a plug's server, and a port that socat makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class MeterCommandTest {
    private static final String KEY = "aebd21b769a6d13c0df064e383682ef6";
    private static final int USAGE = 2;
    private static final int PARTLY = 5;

    @TempDir private static @Nullable Path folder;
    private @Nullable Installation installation;
    private @Nullable ModelPlug plug;

    @BeforeAll
    void start() throws IOException {
        installation = new Installation(Objects.requireNonNull(folder), "unused");
        plug = ModelPlug.start();
    }

    @AfterAll
    void stop() {
        home().run("agent", "stop");
        Objects.requireNonNull(plug).close();
    }

    private Installation home() {
        return Objects.requireNonNull(installation);
    }

    private static Path file(String name) {
        return Objects.requireNonNull(folder).resolve(name);
    }

    @Test
    void aPlugIsAddedReadListedAndRemoved() {
        var address = Objects.requireNonNull(plug).address();
        var added =
                home().json(
                                "meter",
                                "add",
                                "--kind",
                                "tasmota",
                                "--address",
                                address,
                                "--name",
                                "Desk");
        var id = added.path("id").asString();
        home().refused("METER-7", "meter", "add", "--kind", "tasmota", "--address", address);
        var said = home().json("meter", "read", id);
        assertEquals(ModelPlug.WATTS, said.path("powerW").asDouble());
        assertEquals(ModelPlug.WATT_HOURS, said.path("energyImportWh").asDouble(), 1e-6);
        assertEquals("wall", said.path("quality").asString());
        assertTrue(said.path("imitable").asBoolean(), "open HTTP proves nothing");
        var listed = named(home().json("meter", "list"), id);
        assertEquals("Desk", listed.path("name").asString());
        assertEquals(1, listed.path("feeds").size(), listed::toString);
        home().json("meter", "remove", id);
        assertTrue(named(home().json("meter", "list"), id).isMissingNode());
        home().refused("METER-6", "meter", "read", id);
        home().refused("METER-6", "meter", "remove", id);
    }

    private static JsonNode named(JsonNode meters, String id) {
        for (var meter : meters) {
            if (meter.path("id").asString().equals(id)) {
                return meter;
            }
        }
        return meters.path("none");
    }

    @Test
    void whatIsNoMeterIsRefusedWithAWordOnIt() {
        home().refused("METER-1", "meter", "add", "--kind", "toaster", "--address", "127.0.0.1");
        home().refused("METER-4", "meter", "add", "--kind", "nut", "--address", "localhost");
        home().refused("METER-10", "meter", "model", "--class", "mainframe");
        var without = home().run("meter", "add", "--kind", "dsmr");
        assertEquals(USAGE, without.exit(), without::toString);
    }

    @Test
    void anEncryptedPortIsReadWithItsKeyFromAFile() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/socat")),
                "SKIPPED: socat is not installed (./setup installs it)");
        var port = file("port");
        var open = Files.writeString(file("open-key"), KEY);
        home().refused("METER-14", add(port, open));
        home().refused("METER-14", add(port, file("no-key")));
        home().refused("METER-8", add(port, Installation.secretFile(file("short-key"), "c0ffee")));
        var socat =
                new ProcessBuilder("/usr/bin/socat", "-", "pty,raw,echo=0,link=" + port).start();
        try {
            until(port);
            var meter = Thread.ofVirtual().start(() -> push(socat));
            var key = Installation.secretFile(file("key"), KEY);
            var id = home().json(add(port, key)).path("id").asString();
            var said = home().json("meter", "read", id);
            assertEquals(-305, said.path("powerW").asDouble());
            assertFalse(said.path("imitable").asBoolean(), "its key vouches for it");
            assertFalse(home().run("meter", "list").out().contains(KEY));
            home().json("meter", "remove", id);
            meter.interrupt();
        } finally {
            socat.destroyForcibly().onExit().join();
            Files.deleteIfExists(port);
        }
    }

    private static String[] add(Path port, Path key) {
        return new String[] {
            "meter",
            "add",
            "--kind",
            "dsmr",
            "--address",
            port.toString(),
            "--password-file",
            key.toString()
        };
    }

    private static void until(Path there) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(there)) {
            assertTrue(System.nanoTime() < deadline, "socat made no port in 20 s");
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** A meter's side: a telegram every tenth of a second, until the port goes. */
    private static void push(Process socat) {
        try (var out = socat.getOutputStream()) {
            for (int counter = 1; !Thread.interrupted(); counter++) {
                out.write(encrypted(counter));
                out.flush();
                LockSupport.parkNanos(100_000_000);
            }
        } catch (IOException e) {
            // The port is gone, and so is the meter.
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encrypted(int counter) throws GeneralSecurityException {
        return MeterTelegram.encrypted(
                KEY,
                MeterTelegram.COMMON,
                "534147670000afea",
                counter,
                0x30,
                MeterTelegram.plain(
                        "0-0:1.0.0(261006155014S)",
                        "1-0:1.7.0(00.000*kW)",
                        "1-0:2.7.0(00.305*kW)"));
    }

    @Test
    void capturesAreDecodedWithoutAnAgent() throws Exception {
        var plain = Files.write(file("plain"), MeterTelegram.plain("1-0:1.7.0(01.193*kW)"));
        var sound = home().runWith(plain, "meter", "decode", "--type", "dsmr");
        assertEquals(Installation.DONE, sound.exit(), sound::toString);
        assertEquals(1193, sound.json().path("powerW").asDouble());
        var text = Files.readString(plain).replace("01.193", "01.194");
        var damaged =
                home().runWith(
                                Files.writeString(file("damaged"), text),
                                "meter",
                                "decode",
                                "--type",
                                "dsmr");
        assertEquals(PARTLY, damaged.exit(), damaged::toString);
        assertEquals("The telegram's checksum is wrong.", damaged.json().path("error").asString());
        var secret = Files.write(file("secret"), encrypted(1));
        var key = Installation.secretFile(file("decode-key"), KEY).toString();
        var opened = home().runWith(secret, "meter", "decode", "--type", "dsmr", "--key-file", key);
        assertEquals(-305, opened.json().path("powerW").asDouble(), opened::toString);
        var none = home().runWith(secret, "meter", "decode", "--type", "sml", "--key-file", key);
        assertEquals(USAGE, none.exit(), none::toString);
        assertTrue(none.err().contains("METER-15"), none::toString);
        home().refused("METER-1", "meter", "decode", "--type", "toaster");
    }
}
