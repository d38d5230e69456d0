package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.network.chain.NetworkParameters;
import hearth.network.work.Domain;

/**
 * What a settlement depends on besides the signed objects.
 *
 * @param work domain of receipts
 * @param gatekeeper whose acks, manifests and verdicts count; also earns the fee
 */
public record SettlementRules(NetworkParameters parameters, Domain work, Address gatekeeper) {
    /** Milliseconds in which a receipt is on time: the first 60 % of a round. */
    public long commitMillis() {
        return parameters.round().toMillis() * 6 / 10;
    }

    /** Network time at which a round begins, in milliseconds. */
    public long roundStart(long epoch, int round) {
        return (epoch - 1) * parameters.epoch().toMillis() + round * parameters.round().toMillis();
    }
}
