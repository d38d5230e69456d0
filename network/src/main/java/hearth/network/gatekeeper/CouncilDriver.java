package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signature;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moves one of several gatekeepers through epochs and rounds: all by the chain's time, each round
 * listed by whose turn it is and opened by all to whom enough consents came. To be called about
 * four times a second, by one thread that may block. The first round of an epoch lists nothing: its
 * nodes are read in it.
 */
public final class CouncilDriver {
    /** A part of a round that is a third of one lister's turn. */
    private static final int ASKED_AGAIN = 2 * RoundCouncil.TURNS * 3;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration READ_AGAIN = Duration.ofSeconds(2);

    private final Gatekeeper gatekeeper;
    private final Council council;
    private final Colleagues colleagues;
    private final EpochDirectory directory;
    private final NetworkTime time;
    private final GatekeeperSettings settings;

    private Instant looked = Instant.EPOCH;
    private Instant refused = Instant.EPOCH;
    private @Nullable Instant began;
    private boolean started;
    private int opened = -1;
    private @Nullable Turn turn;
    private int listed = -1;

    /** One turn at listing a round: whom it is worth asking still, and what came. */
    private static final class Turn {
        final int round;
        final int attempt;
        final List<Signature> consents = new ArrayList<>();
        Set<Address> toAsk;
        long asked;
        boolean told;

        Turn(int round, int attempt, Set<Address> toAsk, long now) {
            this.round = round;
            this.attempt = attempt;
            this.toAsk = toAsk;
            this.asked = now;
        }
    }

    public CouncilDriver(
            Gatekeeper gatekeeper,
            Council council,
            Colleagues colleagues,
            EpochDirectory directory,
            NetworkTime time) {
        this.gatekeeper = gatekeeper;
        this.council = council;
        this.colleagues = colleagues;
        this.directory = directory;
        this.time = time;
        this.settings = gatekeeper.settings();
    }

    /**
     * Does what is due now.
     *
     * @return everything that happened since the last call
     * @throws GatekeeperFailedException when the records cannot be used; the gatekeeper must stop
     * @throws InterruptedException when the process is being stopped
     */
    public List<RoundEvent> tick() throws GatekeeperFailedException, InterruptedException {
        try {
            advance();
        } catch (SourceFailedException e) {
            gatekeeper.tell(new RoundEvent.Stalled(e.sentence()));
        }
        return gatekeeper.drain();
    }

    private void advance()
            throws SourceFailedException, GatekeeperFailedException, InterruptedException {
        if (Duration.between(looked, time.instant()).compareTo(LOOK) >= 0) {
            time.look();
            looked = time.instant();
        }
        var first = began;
        if (first == null) {
            first = time.began();
            if (first.equals(Instant.EPOCH)) {
                return; // nobody has registered yet
            }
            began = first;
        }
        long length = settings.parameters().epoch().toMillis();
        long passed = Duration.between(first, time.instant()).toMillis();
        long epoch = passed < 0 ? 0 : 1 + passed / length;
        if (epoch > 0 && toEpoch(epoch, first.plusMillis((epoch - 1) * length))) {
            advanceRound(epoch);
        }
    }

    /** When an epoch began or begins; empty before anybody has registered. */
    Optional<Instant> start(long epoch) {
        var first = began;
        return Optional.ofNullable(first)
                .map(one -> one.plus(settings.parameters().epoch().multipliedBy(epoch - 1)));
    }

    /** Comes to an epoch; false while that cannot be. */
    private boolean toEpoch(long epoch, Instant start)
            throws SourceFailedException, GatekeeperFailedException, InterruptedException {
        if (!started) {
            started = resume(epoch);
            if (!started) {
                return false;
            }
        }
        if (gatekeeper.epoch() == epoch) {
            return true;
        }
        if (gatekeeper.newestEpoch().filter(row -> !row.closed()).isPresent()
                && !gatekeeper.life().end()) {
            return false; // a round of it is being judged
        }
        var now = time.instant();
        if (Duration.between(refused, now).compareTo(READ_AGAIN) < 0
                || gatekeeper.newestEpoch().filter(row -> row.epoch() >= epoch).isPresent()) {
            return false;
        }
        var nodes = directory.nodes(epoch);
        if (nodes.isEmpty()) {
            refused = now;
            return false;
        }
        gatekeeper.life().open(epoch, start, nodes);
        opened = -1;
        turn = null;
        listed = -1;
        return true;
    }

    /** Goes on with the epoch of before a stop if it still runs; ends it otherwise. */
    private boolean resume(long epoch) throws GatekeeperFailedException, InterruptedException {
        var newest = gatekeeper.newestEpoch();
        if (newest.isPresent() && !newest.get().closed() && newest.get().epoch() == epoch) {
            var goesOn = gatekeeper.life().resume();
            if (goesOn.isPresent()) {
                opened =
                        goesOn.get()
                                .open()
                                .map(OpenRound::round)
                                .orElse((int) (round(goesOn.get().elapsed()) - 1));
            }
            return true;
        }
        return newest.isEmpty() || newest.get().closed() || gatekeeper.life().end();
    }

    private long round(Duration into) {
        return into.toMillis() / settings.parameters().round().toMillis();
    }

    private void advanceRound(long epoch)
            throws SourceFailedException, GatekeeperFailedException, InterruptedException {
        long length = settings.parameters().round().toMillis();
        var elapsed = gatekeeper.elapsed();
        long into = elapsed.toMillis();
        int round = (int) (into / length);
        long part = into % length;
        if (round > opened && round > 0 && part < length * 6 / 10) {
            open(epoch, round);
        }
        int next = round + 1;
        if (part >= length / 2 && next < settings.rounds() && listed < next) {
            // the second half of a round belongs to those who may list the next, one after another
            int attempt = council.rounds().attempt(elapsed);
            boolean mine =
                    council.rounds().turn(epoch, next, attempt).equals(settings.key().address());
            if (mine && advanceTurn(epoch, next, attempt, into)) {
                listed = next;
            }
        }
    }

    /** Whether the round needs no more of this gatekeeper. */
    private boolean advanceTurn(long epoch, int round, int attempt, long into)
            throws SourceFailedException, GatekeeperFailedException, InterruptedException {
        var now = turn;
        if (now == null || now.round != round || now.attempt != attempt) {
            now = new Turn(round, attempt, colleagues.addresses(), into);
            turn = now;
            return propose(epoch, now);
        }
        // another's time may be behind: who said that it is not the turn is asked again
        long again = settings.parameters().round().toMillis() / ASKED_AGAIN;
        if (now.toAsk.isEmpty() || into - now.asked < again) {
            return false;
        }
        now.asked = into;
        return propose(epoch, now);
    }

    private void open(long epoch, int round)
            throws SourceFailedException, GatekeeperFailedException, InterruptedException {
        var row = council.rounds().agreed(epoch, round);
        if (row.isPresent() && gatekeeper.open(row.get())) {
            opened = round;
        }
    }

    /** Whether the round needs no more of this gatekeeper. */
    private boolean propose(long epoch, Turn now)
            throws SourceFailedException, GatekeeperFailedException, InterruptedException {
        var list = council.rounds().list(epoch, now.round);
        if (list.isEmpty()) {
            return true;
        }
        var offer = list.get();
        var digest = offer.listing().in(settings.work());
        var members = settings.gatekeepers();
        var came =
                colleagues.ask(
                        now.toAsk,
                        one -> one.consent(offer),
                        consents -> {
                            var all = new ArrayList<>(consents);
                            all.addAll(now.consents);
                            all.addAll(offer.listings());
                            return members.agreed(digest, all);
                        });
        now.consents.addAll(came.answers());
        now.toAsk = came.early();
        var all = new ArrayList<Signature>(offer.listings());
        all.addAll(now.consents);
        var valid = all.stream().filter(one -> members.signer(digest, one).isPresent()).toList();
        if (!members.agreed(digest, valid)) {
            if (!now.told) {
                now.told = true;
                gatekeeper.tell(
                        new RoundEvent.Stalled(
                                "Round "
                                        + now.round
                                        + " of epoch "
                                        + epoch
                                        + " has the consent of "
                                        + members.signers(digest, valid).size()
                                        + " of "
                                        + members.threshold()
                                        + " gatekeepers. "
                                        + String.join(" ", came.reasons())));
            }
            return false;
        }
        var agreed = RoundCouncil.with(offer, valid);
        keep(agreed);
        colleagues.tell(one -> one.listed(agreed));
        return true;
    }

    private void keep(RoundOffer agreed) throws GatekeeperFailedException {
        try {
            council.listed(agreed);
        } catch (NotAgreedException e) {
            gatekeeper.tell(new RoundEvent.Stalled(e.sentence()));
        }
    }

    /** Judges the rounds that are over, and what others found. Blocks; for another thread. */
    public void judge() throws GatekeeperFailedException, InterruptedException {
        gatekeeper.judge();
        try {
            long epoch = Math.max(1, gatekeeper.epoch());
            council.accusations().examine(epoch);
            council.accusations().tell(colleagues, epoch);
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }
}
