package hearth.bench.network;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.Consequences;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * What the contract Disputes does with verdicts, in memory: quarantine at once, the stake after a
 * second breach or another owner's very same wrong answer, once the appeal is over. Its breaker is
 * left out: here a guardian would find no fault of the software and clear it.
 */
final class Tribunal implements Consequences {
    private static final long QUARANTINE = 7;
    private static final long APPEAL = 3;

    /** What is on record against a node; {@code slash} is 0 while its stake is safe. */
    private record Case(int breaches, long back, long slash) {}

    /** A wrong answer to a unit under a seed. */
    private record Claim(Hash32 unit, Hash32 claimed) {}

    private final LongFunction<SimulatedNode> nodes;
    private final Map<Long, Case> cases = new HashMap<>();
    private final Set<Hash32> condemned = new HashSet<>();
    private final Map<Claim, Long> first = new HashMap<>();
    private long epoch = 1;

    Tribunal(LongFunction<SimulatedNode> nodes) {
        this.nodes = nodes;
    }

    void epoch(long now) {
        epoch = now;
    }

    @Override
    public Optional<String> condemn(Signed<Verdict> signed) {
        var verdict = signed.message();
        if (verdict.kind() == Verdict.Kind.VOID || !condemned.add(verdict.receipt())) {
            return Optional.empty();
        }
        var node = nodes.apply(verdict.nodeId());
        var before = cases.getOrDefault(verdict.nodeId(), new Case(0, 0, 0));
        var earlier =
                first.putIfAbsent(new Claim(verdict.unit(), verdict.claimed()), verdict.nodeId());
        boolean copied = earlier != null && !nodes.apply(earlier).ownedAs(node);
        int breaches = before.breaches() + 1;
        long slash = before.slash();
        if ((breaches > 1 || copied) && slash == 0) {
            slash = epoch + APPEAL;
        }
        cases.put(verdict.nodeId(), new Case(breaches, epoch + QUARANTINE, slash));
        node.quarantined(epoch);
        return Optional.empty();
    }

    @Override
    public List<String> tend() {
        var done = new ArrayList<String>();
        cases.replaceAll((id, open) -> {
            if (open.slash() != 0 && epoch >= open.slash()) {
                nodes.apply(id).slashed();
                done.add("node " + id + " slashed");
                return new Case(0, Long.MAX_VALUE, 0);
            }
            if (open.slash() == 0 && epoch >= open.back()) {
                nodes.apply(id).restored();
                return new Case(open.breaches(), Long.MAX_VALUE, 0);
            }
            return open;
        });
        return done;
    }
}
