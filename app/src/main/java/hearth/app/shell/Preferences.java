package hearth.app.shell;

import hearth.app.theme.Theme;
import hearth.kernel.DataDir;
import hearth.kernel.ReadOnlyState;
import hearth.kernel.State;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Executor;

/** What the operator chose for this panel, saved as it is changed. */
public final class Preferences {
    private static final Logger LOG = LoggerFactory.getLogger(Preferences.class);
    private static final int LIMIT = 1 << 16;

    private final State<Look> look;
    private final Writer writer;

    /** Keeps a look; fails when it cannot. */
    @FunctionalInterface
    interface Writer {
        void write(Look look);
    }

    private Preferences(Look initial, Writer writer) {
        look = new State<>(initial);
        this.writer = writer;
    }

    /** Preferences that are forgotten with the process. */
    public static Preferences passing(Look initial) {
        return new Preferences(initial, _ -> {});
    }

    /**
     * Reads them from a file; one that cannot be read gives the usual look.
     *
     * @param io where the file is written
     */
    public static Preferences in(Path file, Executor io) {
        return new Preferences(read(file), next -> io.execute(() -> save(file, next)));
    }

    private static Look read(Path file) {
        try {
            var kept = DataDir.read(file, LIMIT);
            if (kept.isEmpty()) {
                return Look.USUAL;
            }
            var properties = new Properties();
            properties.load(new ByteArrayInputStream(kept.get()));
            return Look.USUAL
                    .in(Theme.named(properties.getProperty("theme", "dark")))
                    .calm(Boolean.parseBoolean(properties.getProperty("calm")))
                    .zoom(Integer.parseInt(properties.getProperty("zoom", "100")));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "the preferences in {} make no sense ({}): the usual ones",
                    file,
                    e.getMessage());
            return Look.USUAL;
        }
    }

    private static void save(Path file, Look look) {
        var properties = new Properties();
        properties.setProperty("theme", look.theme().id());
        properties.setProperty("calm", Boolean.toString(look.calm()));
        properties.setProperty("zoom", Integer.toString(look.zoom()));
        var bytes = new ByteArrayOutputStream();
        try {
            properties.store(bytes, null);
            DataDir.write(file, bytes.toByteArray());
        } catch (IOException e) {
            LOG.warn("the panel's preferences cannot be saved", e);
        }
    }

    /** How the panel looks. */
    public ReadOnlyState<Look> look() {
        return look;
    }

    /** Changes it at once and keeps it. */
    public void change(Look next) {
        if (!next.equals(look.get())) {
            look.set(next);
            writer.write(next);
        }
    }
}
