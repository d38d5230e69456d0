package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.Intent.Coin;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** What a transaction would do if it were included now, as the endpoint computed it. */
public sealed interface Effects {
    /**
     * Somebody's balance of a coin.
     *
     * @param account whose
     * @param coin of which coin; fees are not counted
     */
    record Holding(Address account, Coin coin) {}

    /** An allowance that it would set. */
    record Allowance(Address owner, Address spender, Wei amount) {}

    /**
     * It would pass and change exactly this.
     *
     * @param changes by how much each holding changes, none of them zero
     */
    record Simulated(Map<Holding, BigInteger> changes, List<Allowance> allowances)
            implements Effects {
        public Simulated {
            changes = Map.copyOf(changes);
            allowances = List.copyOf(allowances);
        }
    }

    /**
     * It would pass; the endpoint cannot say what changes.
     *
     * @param why one sentence
     */
    record AcceptedOnly(String why) implements Effects {}

    /**
     * It would fail and cost only the fee.
     *
     * @param reason the contract's error
     */
    record Fails(String reason) implements Effects {}
}
