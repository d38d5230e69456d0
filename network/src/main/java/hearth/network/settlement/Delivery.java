package hearth.network.settlement;

import hearth.network.work.Ack;
import hearth.network.work.Signed;
import hearth.network.work.Submission;

import java.util.Optional;

/**
 * A receipt with its opening as a gatekeeper holds them.
 *
 * @param ack the gatekeeper's; empty for a second receipt of the same round, which is only kept to
 *     show that there were two
 */
public record Delivery(Submission submission, Optional<Signed<Ack>> ack) {}
