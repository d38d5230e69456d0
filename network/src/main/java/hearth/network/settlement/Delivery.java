package hearth.network.settlement;

import hearth.network.work.Ack;
import hearth.network.work.Signed;
import hearth.network.work.Submission;

import java.util.List;
import java.util.Optional;

/**
 * A receipt with its opening as a gatekeeper holds them.
 *
 * @param submission its opening is empty while the receipt was not opened
 * @param acks that it was held, and that it was opened; none for a second receipt of the same
 *     round, which is only kept to show that there were two
 */
public record Delivery(Submission submission, List<Signed<Ack>> acks) {
    public Delivery {
        acks = List.copyOf(acks);
    }

    /** An ack of a phase; of several any. */
    public Optional<Signed<Ack>> ack(Ack.Phase phase) {
        return acks.stream().filter(ack -> ack.message().phase() == phase).findFirst();
    }
}
