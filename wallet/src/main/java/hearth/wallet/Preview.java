package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.chain.Call;
import hearth.network.chain.ChainFailedException;

/** What the wallet asks the chain before it shows a transaction. All methods block. */
public interface Preview {
    /** What a call would do now. */
    Effects effects(Address from, Call call) throws ChainFailedException;

    /**
     * The same for a call that was sent already and waits: as if it had not been sent, so on the
     * newest block and not on the pending one, which may hold it.
     */
    Effects effectsAnew(Address from, Call call) throws ChainFailedException;

    /** Where an owner's rewards go now. */
    Address payoutOf(Address owner) throws ChainFailedException;

    /** What an owner claimed so far. */
    Wei claimed(Address owner) throws ChainFailedException;

    /** The stake that a node holds. */
    Wei stakeOf(long nodeId) throws ChainFailedException;

    /** The token's short name. */
    String symbol() throws ChainFailedException;
}
