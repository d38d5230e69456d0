package hearth.agent;

import hearth.kernel.DataDir;
import hearth.monitors.power.decode.P1Counters;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Keeps a meter's frame counters over the agent's end: lines of system title and counter. Written
 * with the first telegram and each sixtieth, so a stop forgets a minute of them, not all.
 */
final class CounterFile implements P1Counters.Keeping {
    private static final Logger LOG = LoggerFactory.getLogger(CounterFile.class);
    private static final int EACH = 60;
    private static final int LONGEST = 4096;
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{16}) (\\d{1,10})");

    private final Path file;
    private int since = EACH;

    private CounterFile(Path file) {
        this.file = file;
    }

    /** The counters of a meter, as they were kept. */
    static P1Counters in(Path file) {
        var before = new TreeMap<String, Long>();
        try {
            var content = DataDir.read(file, LONGEST).orElseGet(() -> new byte[0]);
            for (var line : new String(content, StandardCharsets.US_ASCII).split("\n", -1)) {
                var match = LINE.matcher(line);
                if (match.matches()) {
                    before.put(match.group(1), Long.parseLong(match.group(2)));
                }
            }
        } catch (IOException e) {
            LOG.warn("the counters of a meter cannot be read: {}", e.getMessage());
        }
        return new P1Counters(before, new CounterFile(file));
    }

    @Override
    public void keep(Map<String, Long> highest) {
        if (++since < EACH) {
            return;
        }
        since = 0;
        var text = new StringBuilder();
        new TreeMap<>(highest)
                .forEach((title, counter) ->
                        text.append(title).append(' ').append(counter).append('\n'));
        try {
            DataDir.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.warn("the counters of a meter cannot be kept: {}", e.getMessage());
        }
    }
}
