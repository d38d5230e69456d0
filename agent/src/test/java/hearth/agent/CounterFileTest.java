package hearth.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.P1Counters;
import hearth.monitors.power.decode.P1Key;
import hearth.testkit.MeterTelegram;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;

/** Telegrams recorded before the agent was started again. */
final class CounterFileTest {
    private static final String KEY = "aebd21b769a6d13c0df064e383682ef6";

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("p1.counters");
    }

    private static int readings(P1Counters counters, int counter) throws GeneralSecurityException {
        var telegram =
                MeterTelegram.encrypted(
                        KEY,
                        MeterTelegram.COMMON,
                        "534147670000afea",
                        counter,
                        0x30,
                        MeterTelegram.plain("1-0:1.7.0(305*W)"));
        var sound = new AtomicInteger();
        try (var key = P1Key.parse(KEY.getBytes(StandardCharsets.US_ASCII))) {
            key.decoder(counters)
                    .feed(
                            telegram,
                            0,
                            telegram.length,
                            told -> {
                                if (told instanceof Decoded.Sound) {
                                    sound.incrementAndGet();
                                }
                            });
        }
        return sound.get();
    }

    @Test
    void anOldTelegramIsRefusedAfterAStartToo() throws Exception {
        var first = CounterFile.in(file());
        for (int counter = 500; counter <= 560; counter++) {
            assertEquals(1, readings(first, counter));
        }
        var again = CounterFile.in(file());
        assertEquals(0, readings(again, 560));
        assertEquals(0, readings(again, 500));
        assertEquals(1, readings(again, 561));
    }

    @Test
    void writesSeldomAndNothingBadIsTaken() throws Exception {
        var counters = CounterFile.in(file());
        assertEquals(1, readings(counters, 1));
        var written = Files.readString(file());
        assertEquals("534147670000afea 1\n", written);
        assertEquals(1, readings(counters, 2));
        assertEquals(written, Files.readString(file()));
        Files.writeString(file(), "noise\n534147670000afea many\n");
        assertEquals(1, readings(CounterFile.in(file()), 1));
    }
}
