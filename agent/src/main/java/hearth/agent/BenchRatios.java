package hearth.agent;

import hearth.kernel.DataDir;
import hearth.link.wire.Measure;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How this machine's figures stood to those of known tools, as
 * bench/compare-with-reference-tools.sh left it: measure, tool, ratio and time between tabs.
 */
final class BenchRatios {
    private record Ratio(String tool, double value, long at) {}

    private final Map<String, Ratio> ratios = new HashMap<>();

    /** Reads them; none where nobody compared, and a damaged line counts for nothing. */
    static BenchRatios in(Path file) {
        var found = new BenchRatios();
        try {
            DataDir.read(file, 64 << 10)
                    .ifPresent(bytes ->
                            new String(bytes, StandardCharsets.UTF_8).lines().forEach(found::take));
        } catch (IOException e) {
            // Nobody's figures depend on it.
            LoggerFactory.getLogger(BenchRatios.class)
                    .info("{} cannot be read: {}", file, e.getMessage());
        }
        return found;
    }

    private void take(String line) {
        var words = line.split("\t", -1);
        try {
            double value = Double.parseDouble(words[2]);
            if (value > 0 && value < 1_000) {
                ratios.put(words[0], new Ratio(words[1], value, Long.parseLong(words[3])));
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Not one of ours.
        }
    }

    List<Measure> beside(List<Measure> measures) {
        return measures.stream().map(this::beside).toList();
    }

    private Measure beside(Measure measure) {
        var ratio = ratios.get(measure.getName());
        return ratio == null
                ? measure
                : measure.toBuilder()
                        .setReference(ratio.tool())
                        .setRatio(ratio.value())
                        .setRatioAt(ratio.at())
                        .build();
    }
}
