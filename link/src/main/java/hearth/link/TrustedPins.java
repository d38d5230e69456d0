package hearth.link;

import hearth.kernel.DataDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The callers that an agent trusts, a pin a line, in a 0600 file. It is read at each handshake, so
 * a line taken out counts at once.
 */
public final class TrustedPins {
    private static final int LIMIT = 64 << 10;

    private final Path file;

    public TrustedPins(Path file) {
        this.file = file;
    }

    /** Trusts one more; whoever may write this folder may decide that. */
    public void add(Pin pin) throws IOException {
        var known = new LinkedHashSet<>(all());
        if (known.add(pin)) {
            var lines = known.stream().map(Pin::hex).collect(Collectors.joining("\n", "", "\n"));
            DataDir.write(file, lines.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Trusts one no longer; its open conversations end within seconds. */
    public void remove(Pin pin) throws IOException {
        var known = new LinkedHashSet<>(all());
        if (known.remove(pin)) {
            var lines = known.stream().map(Pin::hex).collect(Collectors.joining("\n"));
            DataDir.write(
                    file,
                    (known.isEmpty() ? "" : lines + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Everybody trusted now. */
    public Set<Pin> all() throws IOException {
        var content = DataDir.read(file, LIMIT);
        if (content.isEmpty()) {
            return Set.of();
        }
        var pins = new LinkedHashSet<Pin>();
        for (var line : new String(content.get(), StandardCharsets.US_ASCII).split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            try {
                pins.add(new Pin(line.strip()));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " has a line that is no pin", e);
            }
        }
        return pins;
    }
}
