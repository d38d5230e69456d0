package hearth.monitors.rules;

import hearth.monitors.TomlTables;

import org.tomlj.Toml;
import org.tomlj.TomlTable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rules as TOML. */
public final class RuleToml {
    private RuleToml() {}

    /**
     * Reads rules.
     *
     * @throws IllegalArgumentException with a sentence about what is wrong
     */
    public static RuleBook read(String text) {
        var toml = Toml.parse(text);
        if (toml.hasErrors()) {
            throw new IllegalArgumentException(
                    "The rules are not TOML: " + toml.errors().getFirst().getMessage());
        }
        var rules = new ArrayList<Rule>();
        for (var table : TomlTables.of(toml, "rule")) {
            rules.add(rule(table));
        }
        return new RuleBook(rules);
    }

    private static Rule rule(TomlTable table) {
        return new Rule(
                text(table, "id"),
                text(table, "name"),
                table.get(List.of("on")) instanceof Boolean on && on,
                RuleKind.valueOf(text(table, "kind").toUpperCase(Locale.ROOT)),
                new BigDecimal(text(table, "limit")),
                new BigDecimal(text(table, "release")),
                seconds(table, "after"),
                seconds(table, "release-after"));
    }

    private static String text(TomlTable table, String key) {
        if (table.get(List.of(key)) instanceof String value) {
            return value;
        }
        throw new IllegalArgumentException(key + " is missing or not a text.");
    }

    private static Duration seconds(TomlTable table, String key) {
        return table.get(List.of(key)) instanceof Long seconds
                ? Duration.ofSeconds(seconds)
                : Duration.ZERO;
    }

    /** Writes rules; {@link #read} gives the same again. */
    public static String write(RuleBook book) {
        var out = new StringBuilder();
        for (var rule : book.rules()) {
            out.append("[[rule]]\n");
            text(out, "id", rule.id());
            text(out, "name", rule.name());
            out.append("on = ").append(rule.on()).append('\n');
            text(out, "kind", rule.kind().name().toLowerCase(Locale.ROOT));
            text(out, "limit", rule.limit().toPlainString());
            text(out, "release", rule.release().toPlainString());
            out.append("after = ").append(rule.after().toSeconds()).append('\n');
            out.append("release-after = ").append(rule.releaseAfter().toSeconds()).append("\n\n");
        }
        return out.toString();
    }

    private static void text(StringBuilder out, String key, String value) {
        out.append(key).append(" = \"").append(Toml.tomlEscape(value)).append("\"\n");
    }
}
