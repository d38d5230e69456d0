package hearth.agent;

import hearth.kernel.Threads;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/** The agent with a clock that can be set from outside: a file says how far it is off. */
public final class ShiftedAgent {
    /** Names the file: milliseconds, eight bytes. */
    public static final String CLOCK = "hearth.bench.clock";

    private ShiftedAgent() {}

    public static void main(String[] words) throws IOException {
        Logging.begin();
        var file = Path.of(System.getProperty(CLOCK));
        InstantSource time;
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var off = channel.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES);
            var real = InstantSource.system();
            time = () -> real.instant().plusMillis(off.getLong(0));
        }
        var usual = Threads.system();
        var threads = new Threads(time, usual.clock(), usual.io(), usual.db());
        System.exit(Main.run(words, threads, System.out, System.err));
    }
}
