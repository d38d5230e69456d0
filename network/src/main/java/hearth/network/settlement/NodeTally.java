package hearth.network.settlement;

import hearth.kernel.Wei;
import hearth.network.score.Maintenance;
import hearth.network.score.Performance;
import hearth.network.score.Ppm;
import hearth.network.score.Score;
import hearth.network.score.Speed;
import hearth.network.work.TicketHolder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a node did in an epoch, as it is counted. Not safe for several threads. */
public final class NodeTally {
    private final TicketHolder holder;
    private final long epoch;
    private final Ppm freshness;
    private final Set<Integer> seen = new HashSet<>();
    private final List<Ppm> lateness = new ArrayList<>();
    private int rounds;
    private long assigned;
    private long verified;
    private long refused;
    private boolean wrong;

    /** Nothing yet. */
    public NodeTally(TicketHolder holder, long epoch, Ppm freshness) {
        this.holder = holder;
        this.epoch = epoch;
        this.freshness = freshness;
    }

    /** The node as frozen for the epoch. */
    public TicketHolder holder() {
        return holder;
    }

    /** A round was opened in which the node was drawn for so many units. */
    public void opened(int units) {
        rounds++;
        assigned += units;
    }

    /** The node showed itself in a round. */
    public void seen(int round) {
        seen.add(round);
    }

    /**
     * A receipt counts.
     *
     * @param late time of its ack as a share of the commit window
     */
    public void verified(int units, Ppm late) {
        verified += units;
        lateness.add(late);
    }

    /** A wrong answer was found in a receipt of so many units. */
    public void refused(int units) {
        refused += units;
        condemned();
    }

    /** A wrong answer was found, perhaps in a receipt of an earlier epoch: trust begins anew. */
    public void condemned() {
        wrong = true;
    }

    /** The node's score and weight; its pay is not known yet. */
    NodeSettlement weigh(Books before) {
        var standing = before.standingOf(holder.nodeId());
        var presence = standing.presenceWith(new Standing.Presence(epoch, rounds, seen.size()));
        long windows = presence.stream().mapToLong(Standing.Presence::rounds).sum();
        long there = presence.stream().mapToLong(Standing.Presence::seen).sum();
        var score =
                Score.of(
                        Speed.of(lateness),
                        Performance.of(assigned, verified, standing.smoothed()),
                        Maintenance.of(windows, there, freshness));
        var after =
                new Standing(
                        score.performance().smoothed(),
                        standing.consecutiveVerified() + verified,
                        Math.max(0, standing.watched() - (assigned > 0 ? 1 : 0)),
                        presence);
        return new NodeSettlement(
                holder.nodeId(),
                holder.owner(),
                holder.tickets(),
                assigned,
                verified,
                refused,
                score,
                score.weight(verified),
                Wei.ZERO,
                wrong ? after.distrusted() : after);
    }
}
