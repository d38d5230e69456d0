package hearth.network.gatekeeper;

import hearth.network.work.Signed;
import hearth.network.work.Verdict;

import java.util.List;
import java.util.Optional;

/** What wrong work leads to that several gatekeepers found. Blocks. */
public interface AgreedConsequences extends Consequences {
    /**
     * As {@link #condemn(Signed)}, with the verdicts of as many gatekeepers as the network asks
     * for, equal but for their audit traces.
     */
    Optional<String> condemn(List<Signed<Verdict>> verdicts);
}
