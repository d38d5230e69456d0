package hearth.monitors.power.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Threads;
import hearth.monitors.power.decode.P1Counters;
import hearth.monitors.power.meter.Credentials;
import hearth.monitors.power.meter.MeterFailedException;
import hearth.monitors.power.meter.MeterKind;
import hearth.monitors.power.meter.MeterRun;
import hearth.monitors.power.meter.MeterSetting;
import hearth.monitors.power.meter.StopSignal;
import hearth.testkit.MeterTelegram;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Over real pseudo-terminals, because a port's ways of failing cannot be imagined. */
@Timeout(300)
final class SerialMeterTest {
    private static final String TELEGRAM =
            String.join(
                    "\r\n",
                    "/ISk5\\2MT382-1004",
                    "",
                    "1-0:1.8.1(00001.001*kWh)",
                    "1-0:1.7.0(0001.01*kW)",
                    "1-0:2.7.0(0000.00*kW)",
                    "!",
                    "");

    @TempDir Path folder;

    private final Threads threads = Threads.system();
    private PortPair port;

    @BeforeEach
    void plugIn() throws IOException {
        port = PortPair.open(folder);
    }

    @AfterEach
    void unplug() {
        port.close();
        threads.close();
    }

    private MeterRun meter(MeterKind kind, String address) {
        return meter(kind, address, Credentials.NONE);
    }

    private MeterRun meter(MeterKind kind, String address, Credentials credentials) {
        var setting = new MeterSetting("one", "One", kind, address, "", Map.of("here", 1.0), false);
        return new MeterRun(
                        setting,
                        new SerialLink(
                                kind, address, credentials, new P1Counters(), System::nanoTime),
                        threads.time(),
                        System::nanoTime)
                .start();
    }

    private static double watts(MeterRun meter) {
        return meter.state().power().measured().orElseThrow().value();
    }

    @Test
    void readsWhatAMeterPushesAndCountsDamage() throws Exception {
        try (var meter = meter(MeterKind.DSMR, port.path())) {
            until("something is sent", () -> sent("@@@" + TELEGRAM) && sound(meter) > 0);
            assertEquals(1010, watts(meter));
            assertTrue(meter.state().damaged() > 0, "the noise before it was counted");
            assertEquals("", meter.state().problem());
            port.send(TELEGRAM.substring(0, 40).getBytes(StandardCharsets.US_ASCII));
            port.send(TELEGRAM.replace("0001.01", "0002.50").getBytes(StandardCharsets.US_ASCII));
            until("the next is read behind a half one", () -> watts(meter) == 2500);
        }
    }

    @Test
    void asksAMeterThatDoesNotPush() throws Exception {
        var reply = HexFormat.of().parseHex("010414090011eb000175d20002e240000101f30062ffff850f");
        try (var meter = meter(MeterKind.PZEM, port.path())) {
            var question = HexFormat.of().parseHex("f8040000000a6464");
            until(
                    "a reply is read",
                    () -> {
                        assertArrayEquals(question, heard(question.length));
                        return sent(reply) && sound(meter) > 0;
                    });
            assertEquals(16_123.4, watts(meter));
            assertArrayEquals(question, heard(question.length));
        }
    }

    @Test
    void saysWhenItIsUnpluggedAndComesBackByItself() throws Exception {
        try (var meter = meter(MeterKind.DSMR, port.path())) {
            until("it is read", () -> sent(TELEGRAM) && sound(meter) > 0);
            port.unplug();
            until(
                    "the loss is told",
                    () ->
                            meter.state().problem().contains("unplugged")
                                    || meter.state().problem().contains("is the meter plugged in"));
            Files.deleteIfExists(Path.of(port.path()));
            port = PortPair.open(folder);
            long before = sound(meter);
            until("it is read again", () -> sent(TELEGRAM) && sound(meter) > before);
            assertEquals("", meter.state().problem());
        }
    }

    @Test
    void anEncryptedTelegramIsReadOnceWhateverHappensToThePort() throws Exception {
        var key = "aebd21b769a6d13c0df064e383682ef6";
        Credentials credentials = () -> key.getBytes(StandardCharsets.US_ASCII);
        try (var meter = meter(MeterKind.DSMR, port.path(), credentials)) {
            int first = 100;
            until("it is read", () -> sent(encrypted(key, first, 305)) && sound(meter) == 1);
            assertEquals(305, watts(meter));
            port.unplug();
            Files.deleteIfExists(Path.of(port.path()));
            port = PortPair.open(folder);
            long damaged = meter.state().damaged();
            until(
                    "the recorded one is refused",
                    () -> sent(encrypted(key, first, 305)) && meter.state().damaged() > damaged);
            assertEquals(1, sound(meter));
            until("the next", () -> sent(encrypted(key, first + 1, 306)) && sound(meter) == 2);
            assertEquals(306, watts(meter));
        }
    }

    @Test
    void aWrongLengthDoesNotSwallowTheNextTelegram() throws Exception {
        var key = "aebd21b769a6d13c0df064e383682ef6";
        try (var meter =
                meter(MeterKind.DSMR, port.path(), () -> key.getBytes(StandardCharsets.US_ASCII))) {
            until("it is read", () -> sent(encrypted(key, 1, 305)) && sound(meter) == 1);
            var wrong = encrypted(key, 2, 306);
            // Of 7 KiB instead of some seventy bytes.
            var longer = new byte[wrong.length + 2];
            System.arraycopy(wrong, 0, longer, 0, 10);
            longer[10] = (byte) 0x82;
            longer[11] = 0x1C;
            System.arraycopy(wrong, 11, longer, 13, wrong.length - 11);
            long damaged = meter.state().damaged();
            assertTrue(sent(longer));
            until("the pause ends it", () -> meter.state().damaged() > damaged);
            assertTrue(sent(encrypted(key, 3, 307)));
            until("the next is read at once", () -> sound(meter) == 2);
            assertEquals(307, watts(meter));
        }
    }

    @Test
    void saysThatAKeyIsNone() {
        Credentials credentials = () -> "hunter2".getBytes(StandardCharsets.US_ASCII);
        try (var meter = meter(MeterKind.DSMR, port.path(), credentials)) {
            until("it is told", () -> !meter.state().problem().isEmpty());
            assertTrue(meter.state().problem().startsWith("A P1 key has"));
            assertFalse(meter.state().problem().contains("hunter2"));
        }
    }

    private static byte[] encrypted(String key, int counter, int watts) {
        try {
            return MeterTelegram.encrypted(
                    key,
                    MeterTelegram.COMMON,
                    "534147670000afea",
                    counter,
                    0x30,
                    MeterTelegram.plain("1-0:1.7.0(" + watts + "*W)"));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The library's events would come in a flood; reading fails once and ends. */
    @Test
    void aDeadDeviceEndsTheReading() throws Exception {
        var link =
                new SerialLink(
                        MeterKind.DSMR,
                        port.path(),
                        Credentials.NONE,
                        new P1Counters(),
                        System::nanoTime);
        var stop = new StopSignal();
        var told = new AtomicInteger();
        var reading =
                threads.io()
                        .submit(() -> {
                            try {
                                link.follow(_ -> told.incrementAndGet(), stop);
                                return "it was stopped";
                            } catch (MeterFailedException e) {
                                return e.sentence();
                            }
                        });
        until("it is open", () -> sent(TELEGRAM) && told.get() > 0);
        port.unplug();
        assertTrue(reading.get(60, TimeUnit.SECONDS).contains("was unplugged"));
        assertThrows(
                MeterFailedException.class, () -> link.follow(_ -> told.incrementAndGet(), stop));
    }

    @Test
    void saysThatAnotherProgramUsesThePort() throws Exception {
        try (var first = meter(MeterKind.DSMR, port.path())) {
            until("the first has it", () -> sent(TELEGRAM) && sound(first) > 0);
            try (var second = meter(MeterKind.DSMR, port.path())) {
                until("the second is told", () -> !second.state().problem().isEmpty());
                assertTrue(
                        second.state().problem().contains("Another program uses"),
                        second.state().problem());
            }
        }
    }

    @Test
    void saysThatThereIsNoSuchPort() {
        try (var meter = meter(MeterKind.DSMR, "/dev/ttyNONE7")) {
            until("it is told", () -> !meter.state().problem().isEmpty());
            assertEquals(
                    "There is no /dev/ttyNONE7; is the meter plugged in?", meter.state().problem());
            assertFalse(meter.state().power().measured().isPresent());
        }
    }

    @Test
    void namesTheGroupToJoin() {
        assertTrue(
                PortTrouble.denied("/dev/ttyUSB0", "uucp").sentence().contains("join group uucp"));
        assertTrue(
                PortTrouble.denied("/dev/ttyUSB0", "root")
                        .sentence()
                        .contains("join group dialout"));
        assertTrue(PortTrouble.notOpened("COM3", 13).sentence().contains("join group dialout"));
    }

    private byte[] heard(int count) {
        try {
            return port.heard(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean sent(String text) {
        return sent(text.getBytes(StandardCharsets.US_ASCII));
    }

    private boolean sent(byte[] bytes) {
        try {
            port.send(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static long sound(MeterRun meter) {
        return meter.state().sound();
    }

    private static void until(String what, BooleanSupplier condition) {
        PortPair.until(what, condition);
    }
}
