package hearth.network.gatekeeper;

import hearth.network.settlement.Envelope;
import hearth.network.settlement.NodeSettlement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The open epoch as it would be settled now: an estimate until it is closed.
 *
 * @param elapsed network time into it
 * @param length of an epoch
 * @param rounds opened so far
 * @param nodes with what each would be paid
 */
public record OpenEpoch(
        long epoch,
        Instant opened,
        Duration elapsed,
        Duration length,
        int rounds,
        Envelope envelope,
        List<NodeSettlement> nodes) {
    public OpenEpoch {
        nodes = List.copyOf(nodes);
    }
}
