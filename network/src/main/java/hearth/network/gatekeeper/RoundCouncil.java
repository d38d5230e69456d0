package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.gatekeeper.RoundRows.RoundRow;
import hearth.network.work.Gatekeepers;
import hearth.network.work.Listing;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signature;
import hearth.network.work.TicketHolder;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A gatekeeper's part in lists that several consent to. It gives one consent for an epoch and
 * round, kept before it is said, so that no two lists can have enough of them.
 */
final class RoundCouncil {
    /** How many gatekeepers may list a round, one after the other. */
    static final int TURNS = 3;

    private static final Hash32 UNKNOWN = Hash32.of(new byte[32]);

    private final GatekeeperSettings settings;
    private final Gatekeepers members;
    private final Gatekeeper gatekeeper;
    private final RoundRows rows;
    private final RoundPlanner planner;
    private final ReentrantLock lock = new ReentrantLock();

    RoundCouncil(Gatekeeper gatekeeper) {
        this.gatekeeper = gatekeeper;
        this.settings = gatekeeper.settings();
        this.members = settings.gatekeepers();
        this.rows = gatekeeper.rows();
        this.planner = gatekeeper.planner();
    }

    /** Whose turn it is to list a round. */
    Address turn(long epoch, int round, int attempt) {
        return members.turn(epoch * settings.rounds() + round + attempt);
    }

    /**
     * What to propose for a round: the list that has this gatekeeper's consent already, whoever
     * made it, so that the consents of one list add up; else one of its own.
     *
     * @return with the consents known; empty when there are enough
     */
    Optional<RoundOffer> list(long epoch, int round)
            throws SourceFailedException, GatekeeperFailedException {
        lock.lock();
        try {
            var before = rows.round(epoch, round);
            var row = before.isPresent() ? before.get() : gatekeeper.plan(epoch, round);
            var offer = planner.offer(row, UNKNOWN, gatekeeper.holders());
            if (before.isPresent() && offer.objection(members, settings.modelDigest()).isEmpty()) {
                return Optional.empty();
            }
            var consents = List.of(sign(offer.listing()));
            rows.consented(epoch, round, consents);
            return Optional.of(with(offer, consents));
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            lock.unlock();
        }
    }

    /** The same list with more consents. */
    static RoundOffer with(RoundOffer offer, List<Signature> consents) {
        return new RoundOffer(
                offer.domain(),
                offer.manifest(),
                offer.units(),
                offer.seedBlockHash(),
                offer.replicas(),
                offer.tickets(),
                consents);
    }

    /** Consents to another's list, or says why not. Blocks on the chains. */
    Signature consent(RoundOffer proposed) throws NotAgreedException, GatekeeperFailedException {
        var manifest = proposed.manifest().message();
        lock.lock();
        try {
            var before = rows.round(manifest.epoch(), manifest.round());
            if (before.isPresent()) {
                // the same list among other nodes is another round: consent is given once
                var mine = planner.offer(before.get(), UNKNOWN, gatekeeper.holders()).listing();
                if (!mine.equals(proposed.listing())) {
                    throw new NotAgreedException("Another list of this round has my consent.");
                }
                return sign(mine);
            }
            requireInOrder(proposed);
            var objection = planner.objection(proposed);
            if (objection.isPresent()) {
                throw new NotAgreedException(objection.get());
            }
            var signature = sign(proposed.listing());
            keep(proposed, List.of(signature));
            return signature;
        } catch (SourceFailedException e) {
            throw new NotAgreedException(e.sentence(), e);
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            lock.unlock();
        }
    }

    /** Its epoch, its round, its lister, its list and its nodes. */
    private void requireInOrder(RoundOffer proposed) throws NotAgreedException {
        var manifest = proposed.manifest().message();
        var into = gatekeeper.elapsed();
        long now = into.toMillis() / settings.parameters().round().toMillis();
        if (manifest.epoch() != gatekeeper.epoch() || manifest.round() != now + 1) {
            throw new NotAgreedException("That round is not the next one.");
        }
        var lister = members.signer(manifest.in(settings.work()), proposed.manifest().signature());
        boolean due =
                IntStream.rangeClosed(0, Math.clamp(attempt(into) + 1L, 0, TURNS - 1))
                        .mapToObj(k -> turn(manifest.epoch(), manifest.round(), k))
                        .anyMatch(one -> lister.filter(one::equals).isPresent());
        if (!due) {
            throw NotAgreedException.early("It is not the turn of who lists it.");
        }
        var units = proposed.units();
        var root = RoundOffer.unitsRoot(manifest.chain(), manifest.modelDigest(), units);
        if (!proposed.domain().equals(settings.work())
                || manifest.count() != units.size()
                || !root.equals(manifest.unitsRoot())) {
            throw new NotAgreedException("Its units are not those that were signed.");
        }
        var holders = new HashSet<>(gatekeeper.holders());
        if (!holders.containsAll(proposed.tickets())) {
            throw new NotAgreedException("It names nodes that I do not know, or otherwise.");
        }
        proposed.tickets().forEach(holders::remove);
        var without = gatekeeper.without();
        if (holders.stream().anyMatch(one -> !without.contains(one.nodeId()))) {
            throw new NotAgreedException("It leaves out a node that wants work.");
        }
    }

    /**
     * Whose turn it is to list the next round, by this gatekeeper's time; negative in the first
     * half of a round. Another's time may be one turn ahead of it.
     *
     * @param into the epoch
     */
    int attempt(Duration into) {
        long length = settings.parameters().round().toMillis();
        long half = length / 2;
        long part = into.toMillis() % length;
        return (int) Math.floorDiv((part - half) * TURNS, length - half);
    }

    /** Takes over a list to which enough consented; no harm when it has it already. */
    void listed(RoundOffer agreed) throws NotAgreedException, GatekeeperFailedException {
        var manifest = agreed.manifest().message();
        lock.lock();
        try {
            if (manifest.epoch() != gatekeeper.epoch()
                    || agreed.objection(members, settings.modelDigest()).isPresent()
                    || !Set.copyOf(gatekeeper.holders()).containsAll(agreed.tickets())) {
                throw new NotAgreedException("That list has not enough consents, or is old.");
            }
            var before = rows.round(manifest.epoch(), manifest.round());
            boolean same =
                    before.isPresent()
                            && planner.offer(before.get(), UNKNOWN, gatekeeper.holders())
                                    .listing()
                                    .equals(agreed.listing());
            if (!same) {
                if (before.isPresent() && before.get().seedHash() != null) {
                    throw new NotAgreedException("Another list of this round is being worked on.");
                }
                keep(agreed, agreed.listings());
            } else {
                rows.consented(manifest.epoch(), manifest.round(), agreed.listings());
            }
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        } finally {
            lock.unlock();
        }
    }

    private void keep(RoundOffer offer, List<Signature> consents) throws SQLException {
        var part = offer.tickets().stream().map(TicketHolder::nodeId).collect(Collectors.toSet());
        var without = new HashSet<Long>();
        for (var holder : gatekeeper.holders()) {
            if (!part.contains(holder.nodeId())) {
                without.add(holder.nodeId());
            }
        }
        rows.keep(
                offer.manifestDigest(),
                new RoundRow(offer.manifest(), offer.units(), 0, without, null, consents),
                rows.numbers(offer.units()));
    }

    /** A round that enough consented to, to be opened. */
    Optional<RoundRow> agreed(long epoch, int round) throws GatekeeperFailedException {
        try {
            var row = rows.round(epoch, round);
            return row.filter(one ->
                    planner.offer(one, UNKNOWN, gatekeeper.holders())
                            .objection(members, settings.modelDigest())
                            .isEmpty());
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    private Signature sign(Listing listing) {
        return settings.key().sign(listing.in(settings.work()));
    }
}
