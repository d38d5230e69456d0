package hearth.network.gatekeeper;

import hearth.network.work.Signed;
import hearth.network.work.Verdict;

import java.util.List;
import java.util.Optional;

/** What wrong work leads to on the settlement chain. Blocks. */
public interface Consequences {
    /**
     * Brings a finding of wrong work to the chain, which puts its node in quarantine at once. One
     * that is there already changes nothing: while its receipt is kept it is brought once an epoch,
     * as the chain may have lost it with its newest blocks.
     *
     * @return why it is not there; empty when it is
     */
    Optional<String> condemn(Signed<Verdict> verdict);

    /**
     * Does what anybody may do and nobody has done: lets nodes back whose quarantine is over, takes
     * the stakes of those whose appeal is over.
     *
     * @return one sentence for each
     */
    List<String> tend();
}
