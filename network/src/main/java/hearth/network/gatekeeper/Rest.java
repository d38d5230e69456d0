package hearth.network.gatekeeper;

import hearth.network.settlement.EpochBook;
import hearth.network.work.Heartbeat;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Which nodes rest: more than half of what an epoch assigned to them came to nothing, so they get
 * no work until they say that their self-test was passed. It costs them no stake and no blame, and
 * spares the others the waiting. Follows from closed epochs and signed heartbeats alone.
 */
final class Rest {
    /** Nobody is remembered for longer: who rests so long and comes back is asked anew. */
    private static final int EPOCHS = 14;

    private final EpochBook book;
    private final GatekeeperStore store;

    Rest(EpochBook book, GatekeeperStore store) {
        this.book = book;
        this.store = store;
    }

    /** The nodes that rest in an epoch, as far as it has come. */
    Set<Long> in(long epoch) throws SQLException {
        var resting = new HashSet<Long>();
        var decided = new HashSet<>(tested(epoch));
        for (long before = epoch - 1; before >= Math.max(1, epoch - EPOCHS); before--) {
            var report = book.get(before);
            if (report.isEmpty()) {
                break;
            }
            for (var node : report.get().nodes()) {
                // who got no work in it rested, or paused: an epoch before tells which
                if (node.assigned() > 0 && decided.add(node.nodeId())) {
                    if (2 * node.missed() > node.assigned()) {
                        resting.add(node.nodeId());
                    }
                }
            }
            decided.addAll(tested(before));
        }
        return resting;
    }

    private Set<Long> tested(long epoch) throws SQLException {
        var tested = new HashSet<Long>();
        for (var heartbeat : store.heartbeats(epoch)) {
            if (heartbeat.message().status().equals(Heartbeat.TESTED)) {
                tested.add(heartbeat.message().nodeId());
            }
        }
        return tested;
    }
}
