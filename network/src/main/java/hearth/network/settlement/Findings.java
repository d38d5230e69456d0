package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What enough gatekeepers found by computing a unit themselves. Each signs its own audit trace,
 * which shows that it did; all else must be the same.
 */
public final class Findings {
    private static final Hash32 NOTHING = Hash32.of(new byte[32]);

    private final SettlementRules rules;

    public Findings(SettlementRules rules) {
        this.rules = rules;
    }

    /** The findings that count, without their audit traces. */
    public Set<Verdict> agreed(Collection<Signed<Verdict>> verdicts) {
        return signed(verdicts).keySet().stream()
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The findings that count, each with one verdict of every gatekeeper that made it. */
    public Map<Verdict, List<Signed<Verdict>>> signed(Collection<Signed<Verdict>> verdicts) {
        var byFinding = new HashMap<Verdict, Map<Address, Signed<Verdict>>>();
        for (var verdict : verdicts) {
            rules.gatekeepers()
                    .signer(verdict.message().in(rules.work()), verdict.signature())
                    .ifPresent(signer ->
                            byFinding
                                    .computeIfAbsent(
                                            untraced(verdict.message()), _ -> new HashMap<>())
                                    .put(signer, verdict));
        }
        var counted = new HashMap<Verdict, List<Signed<Verdict>>>();
        byFinding.forEach((finding, by) -> {
            if (by.size() >= rules.gatekeepers().threshold()) {
                counted.put(finding, List.copyOf(by.values()));
            }
        });
        return counted;
    }

    private static Verdict untraced(Verdict verdict) {
        return new Verdict(
                verdict.nodeId(),
                verdict.receipt(),
                verdict.unit(),
                verdict.claimed(),
                verdict.correct(),
                NOTHING,
                verdict.kind());
    }
}
