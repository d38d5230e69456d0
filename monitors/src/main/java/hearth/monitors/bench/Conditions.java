package hearth.monitors.bench;

import hearth.kernel.Celsius;
import hearth.kernel.Reading;
import hearth.monitors.sensors.Sensors;
import hearth.monitors.sensors.Temperature;
import hearth.monitors.sensors.Throttling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the figures depend on and a reader cannot see in them. Nothing that names the machine or its
 * owner: a report is meant to be shown around.
 */
final class Conditions {
    private final Map<String, String> found = new LinkedHashMap<>();
    private final Sensors sensors;

    Conditions(Sensors sensors) {
        this.sensors = sensors;
    }

    /** Reads what does not change meanwhile, and the temperature and throttling before. */
    void before(Path folder) {
        var identity = sensors.identity();
        put("processor", word(identity.processor()));
        put("cores", identity.cores() + ", threads " + identity.threads());
        put("system", identity.os() + ", kernel " + identity.kernel());
        put("architecture", identity.architecture());
        put(
                "java",
                System.getProperty("java.vm.name", "")
                        + " "
                        + System.getProperty("java.vm.version", ""));
        put("governor", small("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
        put("huge pages", small("/sys/kernel/mm/transparent_hugepage/enabled"));
        put("file system", fileSystem(folder));
        put("temperature before", hottest());
        put("throttling before", throttling());
    }

    /** Reads the same again after the run. */
    void after() {
        put("temperature after", hottest());
        put("throttling after", throttling());
    }

    void put(String name, String value) {
        found.put(name, value.isBlank() ? "not known" : value);
    }

    Map<String, String> all() {
        return found;
    }

    private static String word(Reading<String> reading) {
        return switch (reading) {
            case Reading.Measured<String> measured -> measured.value();
            case Reading.Missing<String>(Instant _, String why) -> why;
        };
    }

    private static String small(String file) {
        try (var in = Files.newInputStream(Path.of(file))) {
            return new String(in.readNBytes(200), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String fileSystem(Path folder) {
        try {
            return Files.getFileStore(folder).type();
        } catch (IOException e) {
            return "";
        }
    }

    private String hottest() {
        return switch (sensors.temperatures()) {
            case Reading.Measured<List<Temperature>> all ->
                    all.value().stream()
                            .flatMap(one -> one.value().measured().stream())
                            .map(Celsius::value)
                            .max(Double::compare)
                            .map(most -> String.format(Locale.ROOT, "%.1f °C", most))
                            .orElse("no sensor answers");
            case Reading.Missing<List<Temperature>>(Instant _, String why) -> why;
        };
    }

    private String throttling() {
        return switch (sensors.throttling()) {
            case Reading.Measured<Throttling> measured ->
                    measured.value().now()
                            ? "now: " + String.join(", ", measured.value().causes())
                            : measured.value().sinceStart().isEmpty()
                                    ? "none"
                                    : "earlier: "
                                            + measured.value().sinceStart().stream()
                                                    .collect(Collectors.joining(", "));
            case Reading.Missing<Throttling>(Instant _, String why) -> why;
        };
    }
}
