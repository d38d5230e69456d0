package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.network.chain.NetworkParameters;
import hearth.network.work.Domain;
import hearth.network.work.Gatekeepers;

/**
 * What a settlement depends on besides the signed objects.
 *
 * @param work domain of receipts
 * @param gatekeepers whose acks, manifests and verdicts count, when enough of them say the same;
 *     they share the fee
 */
public record SettlementRules(NetworkParameters parameters, Domain work, Gatekeepers gatekeepers) {
    /** One gatekeeper alone. */
    public SettlementRules(NetworkParameters parameters, Domain work, Address gatekeeper) {
        this(parameters, work, Gatekeepers.alone(gatekeeper));
    }

    /** Milliseconds in which a round takes receipts: the first 60 % of a round. */
    public long commitMillis() {
        return parameters.round().toMillis() * 6 / 10;
    }

    /** Milliseconds into a round from which on a receipt can no longer be opened: 90 %. */
    public long revealMillis() {
        return parameters.round().toMillis() * 9 / 10;
    }

    /** Network time at which a round begins, in milliseconds. */
    public long roundStart(long epoch, int round) {
        return (epoch - 1) * parameters.epoch().toMillis() + round * parameters.round().toMillis();
    }
}
