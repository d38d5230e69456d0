package hearth.link;

import hearth.kernel.DataDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Where an agent listens, left in its data folder so that a window finds it again.
 *
 * @param port on the loopback address
 * @param pid the agent's process
 * @param pin who answers there
 * @param version of the agent
 */
public record AgentEndpoint(int port, long pid, Pin pin, String version) {
    private static final String FILE = "agent.endpoint";

    /** Leaves it in the agent's folder. */
    public void leaveIn(Path folder) throws IOException {
        var values = new Properties();
        values.setProperty("port", Integer.toString(port));
        values.setProperty("pid", Long.toString(pid));
        values.setProperty("pin", pin.hex());
        values.setProperty("version", version);
        var out = new ByteArrayOutputStream();
        values.store(out, null);
        DataDir.write(folder.resolve(FILE), out.toByteArray());
    }

    /** Takes it away again when the agent ends. */
    public static void removeFrom(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    /** What an agent left, or empty when none runs or what it left cannot be read. */
    public static Optional<AgentEndpoint> in(Path folder) throws IOException {
        var content = DataDir.read(folder.resolve(FILE), 4096);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            var values = new Properties();
            values.load(new StringReader(new String(content.get(), StandardCharsets.ISO_8859_1)));
            return Optional.of(
                    new AgentEndpoint(
                            Integer.parseInt(values.getProperty("port", "")),
                            Long.parseLong(values.getProperty("pid", "")),
                            new Pin(values.getProperty("pin", "")),
                            values.getProperty("version", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
