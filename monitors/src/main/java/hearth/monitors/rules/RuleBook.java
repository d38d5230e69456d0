package hearth.monitors.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rules in their order: the first that holds gives the reason.
 *
 * @param rules at most {@link #MOST}, each with its own id
 */
public record RuleBook(List<Rule> rules) {
    /** More rules than anybody reads. */
    public static final int MOST = 40;

    /** No rules. */
    public static final RuleBook EMPTY = new RuleBook(List.of());

    public RuleBook {
        rules = List.copyOf(rules);
        if (rules.size() > MOST) {
            throw new IllegalArgumentException("More than " + MOST + " rules.");
        }
        if (rules.stream().map(Rule::id).distinct().count() != rules.size()) {
            throw new IllegalArgumentException("Two rules have the same id.");
        }
    }

    /** A rule by its id. */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** With one more. */
    public RuleBook with(Rule rule) {
        var next = new ArrayList<>(rules);
        next.add(rule);
        return new RuleBook(next);
    }

    /** Without one. */
    public RuleBook without(String id) {
        return new RuleBook(rules.stream().filter(rule -> !rule.id().equals(id)).toList());
    }

    /** With one changed. */
    public RuleBook changed(String id, UnaryOperator<Rule> change) {
        return new RuleBook(
                rules.stream()
                        .map(rule -> rule.id().equals(id) ? change.apply(rule) : rule)
                        .toList());
    }
}
