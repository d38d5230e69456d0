package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.chain.NetworkParameters;
import hearth.network.settlement.SettlementRules;
import hearth.network.work.DigestSigner;
import hearth.network.work.Domain;

/**
 * What a gatekeeper is told.
 *
 * @param parameters the network's numbers
 * @param work domain of receipts
 * @param rewards domain of roots
 * @param modelDigest the model that must answer
 * @param key the gatekeeper's key
 */
public record GatekeeperSettings(
        NetworkParameters parameters,
        Domain work,
        Domain rewards,
        Hash32 modelDigest,
        DigestSigner key) {
    /** A receipt is taken during this share of a round, in percent. */
    private static final int TAKEN_PERCENT = 90;

    /** How settlements are made. */
    public SettlementRules rules() {
        return new SettlementRules(parameters, work, key.address());
    }

    /** Units that a ticket can be given in a round. */
    int unitsPerTicket() {
        return Math.toIntExact(parameters.ticketRate() * parameters.round().toSeconds());
    }

    /** Rounds of an epoch. */
    int rounds() {
        return Math.toIntExact(parameters.epoch().toMillis() / parameters.round().toMillis());
    }

    /** Milliseconds of a round in which receipts are taken. */
    long takenMillis() {
        return parameters.round().toMillis() * TAKEN_PERCENT / 100;
    }
}
