package hearth.agent;

import hearth.kernel.DataDir;
import hearth.link.wire.SettingsReply;
import hearth.link.wire.SettingsRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomlj.Toml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the operator chose, in a small TOML file: a flat table of texts. */
final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int LONGEST = 4096;

    /** Where prices come from: these seven, once for power and once for coins. */
    private static final List<String> SOURCE =
            List.of("series", "url", "rows", "time", "price", "unit", "zone");

    /** Every setting with its default; what is not here cannot be set. */
    private static final Map<String, String> DEFAULTS =
            Map.ofEntries(
                    Map.entry("machine.name", ""),
                    Map.entry("feed.file", ""),
                    Map.entry("practice.port", "false"),
                    Map.entry("worker.contract-risk.autostart", "true"),
                    Map.entry(MetricsEndpoint.PORT, ""),
                    Map.entry(EnergyPart.IDLE_RULE, "owner"),
                    Map.entry(EnergyPart.IDLE_WATTS, ""),
                    Map.entry(CoinPrices.KIND, "none"),
                    Map.entry(CoinPrices.FIXED, ""));

    private final Path file;
    private final TreeMap<String, String> values = new TreeMap<>(defaults());

    Settings(Path folder) throws AgentFailedException {
        file = folder.resolve("settings.toml");
        try {
            var content = DataDir.read(file, 1 << 16);
            if (content.isEmpty()) {
                return;
            }
            var toml = Toml.parse(new String(content.get(), StandardCharsets.UTF_8));
            if (toml.hasErrors()) {
                var aside = file.resolveSibling("settings.toml.damaged");
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
                LOG.warn(
                        "{} was damaged ({}) and is now {}; the defaults count",
                        file,
                        toml.errors().getFirst().getMessage(),
                        aside.getFileName());
                return;
            }
            for (var name : defaults().keySet()) {
                // Names have dots; in the file they are quoted keys of the top table.
                if (toml.get(List.of(name)) instanceof String value) {
                    values.put(name, value);
                }
            }
        } catch (IOException e) {
            throw new AgentFailedException(
                    "The settings " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static Map<String, String> defaults() {
        var all = new TreeMap<>(DEFAULTS);
        for (var word : SOURCE) {
            all.put("energy.source." + word, "");
            all.put("coin.source." + word, "");
        }
        return all;
    }

    /** Keeps values that a part of the agent has checked. */
    synchronized void keep(Map<String, String> changes) throws RequestFailedException {
        change(SettingsRequest.newBuilder().putAllChanges(changes).build());
    }

    synchronized String get(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no setting " + name);
        }
        return value;
    }

    /** Keeps changes and gives all settings; without changes only reads. */
    synchronized SettingsReply change(SettingsRequest request) throws RequestFailedException {
        for (var change : request.getChangesMap().entrySet()) {
            if (!values.containsKey(change.getKey())) {
                throw new RequestFailedException(
                        "SETTING-1", "There is no setting " + change.getKey() + ".");
            }
            if (change.getValue().length() > LONGEST) {
                throw new RequestFailedException(
                        "SETTING-2", "The value of " + change.getKey() + " is too long.");
            }
        }
        if (!request.getChangesMap().isEmpty()) {
            var next = new TreeMap<>(values);
            next.putAll(request.getChangesMap());
            try {
                DataDir.write(file, toml(next).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new RequestFailedException(
                        "SETTING-3", "The settings could not be kept: " + e.getMessage() + ".", e);
            }
            values.putAll(next);
        }
        return SettingsReply.newBuilder().putAllSettings(values).build();
    }

    private static String toml(Map<String, String> settings) {
        var text = new StringBuilder();
        settings.forEach((name, value) ->
                text.append("\"")
                        .append(name)
                        .append("\" = \"")
                        .append(Toml.tomlEscape(value))
                        .append("\"\n"));
        return text.toString();
    }
}
