package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.chain.NetworkParameters;
import hearth.network.settlement.SettlementRules;
import hearth.network.work.Ack;
import hearth.network.work.DigestSigner;
import hearth.network.work.Domain;
import hearth.network.work.Gatekeepers;

import java.util.Optional;

/**
 * What a gatekeeper is told.
 *
 * @param parameters the network's numbers
 * @param work domain of receipts
 * @param rewards domain of roots
 * @param modelDigest the model that must answer
 * @param key the gatekeeper's key
 * @param gatekeepers all of the network's, this one among them
 */
public record GatekeeperSettings(
        NetworkParameters parameters,
        Domain work,
        Domain rewards,
        Hash32 modelDigest,
        DigestSigner key,
        Gatekeepers gatekeepers) {
    /** The only gatekeeper of its network. */
    public GatekeeperSettings(
            NetworkParameters parameters,
            Domain work,
            Domain rewards,
            Hash32 modelDigest,
            DigestSigner key) {
        this(parameters, work, rewards, modelDigest, key, Gatekeepers.alone(key.address()));
    }

    /** How settlements are made. */
    public SettlementRules rules() {
        return new SettlementRules(parameters, work, gatekeepers);
    }

    /** Units that a ticket can be given in a round. */
    int unitsPerTicket() {
        return Math.toIntExact(parameters.ticketRate() * parameters.round().toSeconds());
    }

    /** Rounds of an epoch. */
    int rounds() {
        return Math.toIntExact(parameters.epoch().toMillis() / parameters.round().toMillis());
    }

    /** What a round takes so many milliseconds after its start; empty when nothing. */
    Optional<Ack.Phase> phase(long into) {
        if (into < rules().commitMillis()) {
            return Optional.of(Ack.Phase.COMMIT);
        }
        return into < rules().revealMillis() ? Optional.of(Ack.Phase.REVEAL) : Optional.empty();
    }
}
