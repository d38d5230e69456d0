package hearth.monitors.rules;

import hearth.kernel.Reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules over time. For one thread. */
public final class RuleEngine {
    private static final Signal NOTHING =
            Signal.trusted(Reading.missing(Instant.EPOCH, "nothing tells it on this machine"));

    private final Map<String, RuleWatch> watches = new HashMap<>();

    /**
     * Looks at every rule.
     *
     * @param now a clock that nobody sets, milliseconds; sleep may or may not count
     * @param signals what the kinds look at; one that is missing here is missing
     */
    public List<RuleVerdict> look(RuleBook book, Map<RuleKind, Signal> signals, long now) {
        watches.keySet().removeIf(id -> book.rule(id).isEmpty());
        var verdicts = new ArrayList<RuleVerdict>();
        for (var rule : book.rules()) {
            var watch = watches.computeIfAbsent(rule.id(), _ -> new RuleWatch(rule, now));
            watch.rule(rule);
            verdicts.add(watch.look(signals.getOrDefault(rule.kind(), NOTHING), now));
        }
        return verdicts;
    }

    /** The one whose reason is told: the first that holds, safety before the rest. */
    public static Optional<RuleVerdict> first(List<RuleVerdict> verdicts) {
        var holding = verdicts.stream().filter(RuleVerdict::holds).toList();
        return holding.stream()
                .filter(verdict -> verdict.rule().kind().safety())
                .findFirst()
                .or(() -> holding.stream().findFirst());
    }
}
