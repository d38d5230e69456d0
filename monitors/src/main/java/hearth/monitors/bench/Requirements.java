package hearth.monitors.bench;

import hearth.kernel.Reading;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What networks ask of a machine, as data with source and date, and how a machine stands to it. */
public final class Requirements {
    /** How a rule, or all rules of a network, are met. */
    public enum State {
        /** Met. */
        FITS,
        /** Not met. */
        SHORT,
        /** Not measured. */
        UNKNOWN
    }

    /**
     * One rule.
     *
     * @param choice empty when it always counts; rules of one number together are one of several
     *     ways to be met
     */
    record Rule(
            String network, String choice, Fact fact, double least, String source, LocalDate date) {
        Rule {
            if (network.isBlank() || source.isBlank() || !(least > 0)) {
                throw new IllegalArgumentException("rule of " + network);
            }
        }
    }

    /**
     * How one rule stands.
     *
     * @param needed with its unit
     * @param found with its unit, or why it is not known
     */
    public record Row(
            Fact fact, State state, String needed, String found, String source, LocalDate date) {}

    /** How a machine stands to one network. */
    public record Standing(String network, State state, List<Row> rows) {
        public Standing {
            rows = List.copyOf(rows);
        }
    }

    private final Map<String, List<Rule>> networks;

    private Requirements(List<Rule> rules) {
        networks = new LinkedHashMap<>();
        for (var rule : rules) {
            networks.computeIfAbsent(rule.network(), _ -> new ArrayList<>()).add(rule);
        }
    }

    /** The rules that come with Hearth. */
    public static Requirements load() {
        try (var in = Requirements.class.getResourceAsStream("requirements.tsv")) {
            if (in == null) {
                throw new IllegalStateException("requirements.tsv is not packaged");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("requirements.tsv cannot be read", e);
        }
    }

    static Requirements parse(BufferedReader lines) {
        return new Requirements(
                lines.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> {
                            var words = line.split("\t", -1);
                            if (words.length != 6) {
                                throw new IllegalArgumentException("six fields: " + line);
                            }
                            return new Rule(
                                    words[0],
                                    words[1],
                                    Fact.of(words[2]),
                                    Double.parseDouble(words[3]),
                                    words[4],
                                    LocalDate.parse(words[5]));
                        })
                        .toList());
    }

    /** How a machine stands to every network, in the file's order. */
    public List<Standing> judge(Map<Fact, Reading<Double>> machine) {
        return networks.entrySet().stream()
                .map(network -> judge(network.getKey(), network.getValue(), machine))
                .toList();
    }

    private static Standing judge(
            String network, List<Rule> rules, Map<Fact, Reading<Double>> machine) {
        var always = new ArrayList<Row>();
        Map<String, List<Row>> choices = new TreeMap<>();
        for (var rule : rules) {
            var rows =
                    rule.choice().isEmpty()
                            ? always
                            : choices.computeIfAbsent(rule.choice(), _ -> new ArrayList<>());
            rows.add(row(rule, machine.get(rule.fact())));
        }
        var chosen = choices.values().stream().min((a, b) -> rank(state(a)) - rank(state(b)));
        chosen.ifPresent(rows -> always.addAll(0, rows));
        return new Standing(network, state(always), always);
    }

    /** All must fit; one that is short decides, whatever is unknown. */
    private static State state(List<Row> rows) {
        if (rows.stream().anyMatch(row -> row.state() == State.SHORT)) {
            return State.SHORT;
        }
        return rows.stream().anyMatch(row -> row.state() == State.UNKNOWN)
                ? State.UNKNOWN
                : State.FITS;
    }

    private static int rank(State state) {
        return switch (state) {
            case FITS -> 0;
            case UNKNOWN -> 1;
            case SHORT -> 2;
        };
    }

    private static Row row(Rule rule, @Nullable Reading<Double> reading) {
        var needed = rule.fact().write(rule.least());
        var state = State.UNKNOWN;
        var found = "not measured";
        switch (reading) {
            case Reading.Measured<Double> measured -> {
                double value = measured.value();
                state = value >= rule.least() ? State.FITS : State.SHORT;
                found = rule.fact().write(value);
            }
            case Reading.Missing<Double>(Instant _, String why) -> found = why;
            case null -> {}
        }
        return new Row(rule.fact(), state, needed, found, rule.source(), rule.date());
    }
}
