package hearth.agent;

import hearth.kernel.DataDir;
import hearth.monitors.TomlTables;
import hearth.monitors.power.meter.MeterKind;
import hearth.monitors.power.meter.MeterSetting;
import hearth.monitors.power.model.MachineClass;
import hearth.monitors.power.model.PowerModel;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomlj.Toml;
import org.tomlj.TomlTable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The operator's meters in {@code meters.toml}; each password in a file of its own, 0600. */
final class MeterBook {
    private static final Logger LOG = LoggerFactory.getLogger(MeterBook.class);
    private static final int LONGEST_SECRET = 4096;

    private final Path file;
    private final Path secrets;
    private final TreeMap<String, MeterSetting> meters = new TreeMap<>();
    private @Nullable PowerModel model;

    MeterBook(DataDir dir) throws IOException {
        file = dir.folder("agent").resolve("meters.toml");
        secrets = dir.folder("agent/meter-secrets");
        var content = DataDir.read(file, 1 << 20);
        if (content.isEmpty()) {
            return;
        }
        var toml = Toml.parse(new String(content.get(), StandardCharsets.UTF_8));
        if (toml.hasErrors()) {
            var aside = file.resolveSibling("meters.toml.damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn("{} was damaged and is now {}; no meter is read", file, aside.getFileName());
            return;
        }
        try {
            TomlTables.of(toml, "meter").forEach(this::read);
        } catch (IllegalArgumentException e) {
            LOG.warn("no meter is read from {}: {}", file, e.getMessage());
        }
        if (toml.get("model") instanceof TomlTable table) {
            readModel(table);
        }
    }

    private void read(TomlTable table) {
        try {
            var feeds = new TreeMap<String, Double>();
            if (table.get(List.of("feeds")) instanceof TomlTable told) {
                for (var machine : told.keySet()) {
                    if (told.get(List.of(machine)) instanceof Double share) {
                        feeds.put(machine, share);
                    }
                }
            }
            var kind =
                    MeterKind.of(text(table, "kind"))
                            .orElseThrow(() -> new IllegalArgumentException("no such kind"));
            var meter =
                    new MeterSetting(
                            text(table, "id"),
                            text(table, "name"),
                            kind,
                            text(table, "address"),
                            text(table, "user"),
                            feeds,
                            table.get("home") instanceof Boolean home
                                    ? home
                                    : feeds.isEmpty() && kind.utility(),
                            models(table));
            meters.put(meter.id(), meter);
        } catch (IllegalArgumentException e) {
            LOG.warn("a meter of {} is not one: {}", file, e.getMessage());
        }
    }

    private static Map<String, MachineClass> models(TomlTable table) {
        var models = new TreeMap<String, MachineClass>();
        if (table.get(List.of("models")) instanceof TomlTable told) {
            for (var machine : told.keySet()) {
                var word = String.valueOf(told.get(List.of(machine)));
                models.put(
                        machine,
                        MachineClass.of(word)
                                .orElseThrow(
                                        () -> new IllegalArgumentException("no class " + word)));
            }
        }
        return models;
    }

    private void readModel(TomlTable table) {
        try {
            model =
                    new PowerModel(
                            number(table, "idle"),
                            number(table, "full"),
                            number(table, "error"),
                            text(table, "source"),
                            Boolean.TRUE.equals(table.get(List.of("calibrated"))),
                            Instant.parse(text(table, "at")));
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.warn("the power model of {} is not one: {}", file, e.getMessage());
        }
    }

    private static String text(TomlTable table, String name) {
        return table.get(name) instanceof String text ? text : "";
    }

    private static double number(TomlTable table, String name) {
        return table.get(name) instanceof Double number ? number : Double.NaN;
    }

    synchronized List<MeterSetting> meters() {
        return List.copyOf(meters.values());
    }

    synchronized Optional<PowerModel> model() {
        return Optional.ofNullable(model);
    }

    /** An id for a new meter that no other has. */
    synchronized String freeId(MeterKind kind) {
        if (!meters.containsKey(kind.word())) {
            return kind.word();
        }
        int number = 2;
        while (meters.containsKey(kind.word() + "-" + number)) {
            number++;
        }
        return kind.word() + "-" + number;
    }

    /**
     * Keeps a meter. The secret is on disk before the meter is.
     *
     * @param secret empty when there is none
     */
    synchronized void add(MeterSetting meter, byte[] secret) throws IOException {
        if (secret.length > LONGEST_SECRET) {
            throw new IOException("the password is longer than 4096 bytes");
        }
        if (secret.length > 0) {
            DataDir.write(secretFile(meter.id()), secret);
        } else {
            Files.deleteIfExists(secretFile(meter.id()));
        }
        var next = new TreeMap<>(meters);
        next.put(meter.id(), meter);
        write(next, model);
        meters.put(meter.id(), meter);
    }

    /** Forgets a meter; false when there is none of this id. */
    synchronized boolean remove(String id) throws IOException {
        if (!meters.containsKey(id)) {
            return false;
        }
        var next = new TreeMap<>(meters);
        next.remove(id);
        write(next, model);
        meters.remove(id);
        Files.deleteIfExists(secretFile(id));
        Files.deleteIfExists(counters(id));
        return true;
    }

    /** Keeps a model, or forgets it. */
    synchronized void model(@Nullable PowerModel chosen) throws IOException {
        write(meters, chosen);
        model = chosen;
    }

    boolean hasSecret(String id) {
        return Files.exists(secretFile(id));
    }

    /** A copy of the secret for the caller to wipe; empty when there is none. */
    byte[] secret(String id) throws IOException {
        return DataDir.read(secretFile(id), LONGEST_SECRET).orElseGet(() -> new byte[0]);
    }

    /** Where the counters of an encrypted meter's telegrams are kept. */
    Path counters(String id) {
        return secrets.resolve(id + ".counters");
    }

    private Path secretFile(String id) {
        return secrets.resolve(id);
    }

    private void write(Map<String, MeterSetting> all, @Nullable PowerModel chosen)
            throws IOException {
        var text = new StringBuilder();
        if (chosen != null) {
            text.append("[model]\n");
            text.append("idle = ").append(chosen.idle()).append('\n');
            text.append("full = ").append(chosen.full()).append('\n');
            text.append("error = ").append(chosen.error()).append('\n');
            line(text, "source", chosen.source());
            text.append("calibrated = ").append(chosen.calibrated()).append('\n');
            line(text, "at", chosen.at().toString());
            text.append('\n');
        }
        for (var meter : all.values()) {
            text.append("[[meter]]\n");
            line(text, "id", meter.id());
            line(text, "name", meter.name());
            line(text, "kind", meter.kind().word());
            line(text, "address", meter.address());
            line(text, "user", meter.user());
            var feeds = new ArrayList<String>();
            new TreeMap<>(meter.feeds())
                    .forEach((machine, share) ->
                            feeds.add("\"" + Toml.tomlEscape(machine) + "\" = " + share));
            text.append("feeds = { ").append(String.join(", ", feeds)).append(" }\n");
            if (!meter.models().isEmpty()) {
                var models = new ArrayList<String>();
                new TreeMap<>(meter.models())
                        .forEach((machine, model) ->
                                models.add(
                                        "\""
                                                + Toml.tomlEscape(machine)
                                                + "\" = \""
                                                + model.word()
                                                + "\""));
                text.append("models = { ").append(String.join(", ", models)).append(" }\n");
            }
            text.append("home = ").append(meter.home()).append("\n\n");
        }
        DataDir.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(" = \"").append(Toml.tomlEscape(value)).append("\"\n");
    }
}
