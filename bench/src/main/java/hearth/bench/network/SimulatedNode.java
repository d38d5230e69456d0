package hearth.bench.network;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.Gatekeeper;
import hearth.network.work.AssignedUnit;
import hearth.network.work.NodeSession;
import hearth.network.work.RoundOffer;
import hearth.network.work.TicketHolder;
import hearth.network.work.UnitAnswer;
import hearth.network.work.WorkFailedException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A node with a strategy: signs with the product's own session, only its answers are made up. */
final class SimulatedNode {
    /** Never, as an epoch. */
    static final long NEVER = -1;

    final Strategy strategy;
    final TicketHolder holder;
    private final Random luck;
    private final Set<Hash32> ringLies;

    private NodeSession session;
    private boolean cheating;
    private long epoch;
    private boolean live = true;
    private boolean gone;
    private boolean crashed;
    private int handedIn;

    long firstWrong = NEVER;
    long caught = NEVER;
    double cost;

    /**
     * @param ringLies codes of the present round of which its ring holds every replica
     */
    @SuppressWarnings("NullAway.Init") // begin() gives it its session before anything else
    SimulatedNode(Strategy strategy, TicketHolder holder, Random luck, Set<Hash32> ringLies) {
        this.strategy = strategy;
        this.holder = holder;
        this.luck = luck;
        this.ringLies = ringLies;
    }

    void begin(NodeSession with) {
        session = with;
    }

    boolean live() {
        return live && !gone;
    }

    boolean stakeLost() {
        return gone;
    }

    boolean ownedAs(SimulatedNode other) {
        return holder.owner().equals(other.holder.owner());
    }

    void quarantined(long at) {
        live = false;
        caught = caught == NEVER ? at : caught;
    }

    void restored() {
        live = true;
    }

    void slashed() {
        gone = true;
    }

    /** A new epoch; from one on the strategy is followed, up to one it costs. */
    void epoch(long now, boolean cheat, boolean counted) {
        epoch = now;
        cheating = cheat;
        if (counted && live()) {
            // as in the design's simulator: being on, and working, in mean pays of a ticket
            cost += holder.tickets() * (0.10 + 0.20 * (cheat ? strategy.computed() : 1));
        }
    }

    /** Answers a round and commits to it. */
    void work(RoundOffer offer, Gatekeeper gatekeeper)
            throws WorkFailedException, InterruptedException {
        handedIn = -1;
        crashed = strategy == Strategy.CRASHING && luck.nextInt(100) < 6;
        if (!crashed && !gone) {
            session.work(offer, gatekeeper);
            handedIn = offer.manifest().message().round();
        }
    }

    /** Opens what it committed to. */
    void reveal(RoundOffer offer, Gatekeeper gatekeeper) throws WorkFailedException {
        if (handedIn == offer.manifest().message().round()) {
            session.reveal(offer.manifest().message().epoch(), handedIn, gatekeeper);
        }
    }

    List<Optional<UnitAnswer>> answers(List<AssignedUnit> units, Hash32 seed) {
        var answers = new ArrayList<Optional<UnitAnswer>>(units.size());
        for (var unit : units) {
            var given = answer(unit, Truth.of(unit.codeHash(), seed));
            if (given.isPresent() && !given.get().equals(Truth.of(unit.codeHash(), seed))) {
                firstWrong = firstWrong == NEVER ? epoch : firstWrong;
            }
            answers.add(given);
        }
        return answers;
    }

    private Optional<UnitAnswer> answer(AssignedUnit unit, UnitAnswer right) {
        return switch (strategy) {
            case PC, PI, SPLIT, CRASHING -> Optional.of(right);
            case CLAIMING -> luck.nextBoolean() ? Optional.of(right) : Optional.empty();
            // commitments are salted, and openings come too late: there is nothing to copy
            case COPYING -> cheating && luck.nextBoolean() ? Optional.empty() : Optional.of(right);
            case LAZY ->
                    cheating && luck.nextInt(100) < 30
                            ? Optional.of(Truth.guess(luck.nextInt(1 << 30)))
                            : Optional.of(right);
            case LIAR ->
                    cheating && luck.nextInt(200) == 0
                            ? Optional.of(Truth.wrong(right, luck.nextInt(5_000)))
                            : Optional.of(right);
            case RING ->
                    cheating && ringLies.contains(unit.codeHash())
                            ? Optional.of(Truth.wrong(right, 0))
                            : Optional.of(right);
        };
    }
}
