package hearth.monitors.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A process that writes history in a hurry and says what it has flushed, until it is killed. */
public final class KilledWriter {
    private KilledWriter() {}

    /** Started by the test with the file's path. */
    public static void main(String[] args) throws Exception {
        var second = new AtomicLong(Instant.parse("2026-03-01T00:00:00Z").getEpochSecond());
        try (var history =
                History.open(Path.of(args[0]), () -> Instant.ofEpochSecond(second.get()))) {
            while (true) {
                for (int i = 0; i < History.FLUSH_SECONDS; i++) {
                    long now = second.getAndIncrement();
                    var values = new HashMap<String, Double>();
                    for (int series = 0; series < 10; series++) {
                        values.put("cpu.core." + series, (now + series) % 100 / 100.0);
                    }
                    history.add(Instant.ofEpochSecond(now), values);
                }
                history.flush();
                System.out.println(second.get());
            }
        }
    }
}
