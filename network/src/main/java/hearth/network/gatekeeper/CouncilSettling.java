package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.settlement.EpochRecords;
import hearth.network.settlement.EpochReport.Posting;
import hearth.network.work.RootMessage;
import hearth.network.work.Signature;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings epochs that are over to the chain: whose turn it is gathers what all have, settles, and
 * asks the others to do the same and sign; after a while it is the next one's turn. The pool takes
 * one root for an epoch, and what it has taken everybody takes into the books. To be called about
 * once a second, by one thread that may block.
 */
public final class CouncilSettling {
    /** Whose turn it is has so many rounds to bring a root: ten minutes where rounds have five. */
    private static final int TURN_ROUNDS = 2;

    /** Epochs of which it is looked up how their roots got into the pool. */
    private static final int POSTINGS = 64;

    private final Gatekeeper gatekeeper;
    private final Council council;
    private final Colleagues colleagues;
    private final CouncilDriver driver;
    private final NetworkTime time;
    private final AgreedRootPoster poster;
    private final AgreedConsequences consequences;
    private final GatekeeperSettings settings;
    private long tried;
    private long triedTurn = -1;
    private long tended;

    public CouncilSettling(
            Gatekeeper gatekeeper,
            Council council,
            Colleagues colleagues,
            CouncilDriver driver,
            NetworkTime time,
            AgreedRootPoster poster,
            AgreedConsequences consequences) {
        this.gatekeeper = gatekeeper;
        this.council = council;
        this.colleagues = colleagues;
        this.driver = driver;
        this.time = time;
        this.poster = poster;
        this.consequences = consequences;
        this.settings = gatekeeper.settings();
    }

    /**
     * Does what is due now.
     *
     * @throws GatekeeperFailedException when the records cannot be used; the gatekeeper must stop
     * @throws InterruptedException when the process is being stopped
     */
    public void step() throws GatekeeperFailedException, InterruptedException {
        try {
            long posted = poster.lastEpoch();
            if (follow(posted)) {
                settle(posted + 1);
            }
            condemn();
        } catch (SourceFailedException e) {
            gatekeeper.tell(new RoundEvent.Stalled(e.sentence()));
        } catch (SQLException e) {
            throw GatekeeperFailedException.records(e);
        }
    }

    /** Takes into the books what the pool has; false while something of it cannot be had. */
    private boolean follow(long posted)
            throws SourceFailedException,
                    SQLException,
                    GatekeeperFailedException,
                    InterruptedException {
        for (long epoch = council.roots().settled() + 1; epoch <= posted; epoch++) {
            var root = poster.root(epoch);
            var records = root.isEmpty() ? Optional.<EpochRecords>empty() : find(epoch, root.get());
            if (records.isEmpty()) {
                gatekeeper.tell(
                        new RoundEvent.Stalled(
                                "Nobody has the records behind the root of epoch " + epoch + "."));
                return false;
            }
            if (!take(records.get())) {
                return false;
            }
        }
        for (var report : gatekeeper.book().list(POSTINGS)) {
            if (report.posting().isEmpty()) {
                notePosting(report.epoch());
            }
        }
        return true;
    }

    private void notePosting(long epoch) throws SourceFailedException, SQLException {
        var found = poster.find(epoch);
        if (found.isPresent()) {
            var at = found.get();
            gatekeeper.book().posted(epoch, new Posting(at.transaction(), at.block()));
            gatekeeper.tell(new RoundEvent.RootPosted(epoch, at.transaction(), at.block()));
        }
    }

    private boolean take(EpochRecords records) throws GatekeeperFailedException {
        try {
            var opened = driver.start(records.epoch()).orElse(time.instant());
            gatekeeper.tell(
                    new RoundEvent.EpochClosed(
                            council.roots().take(records, opened, time.instant())));
            return true;
        } catch (NotAgreedException e) {
            gatekeeper.tell(new RoundEvent.Stalled(e.sentence()));
            return false;
        }
    }

    private Optional<EpochRecords> find(long epoch, Hash32 root)
            throws GatekeeperFailedException, InterruptedException {
        var own = council.behind(epoch, root);
        if (own.isPresent()) {
            return own;
        }
        var told =
                colleagues.ask(
                        one -> one.behind(epoch, root),
                        answers -> answers.stream().anyMatch(Optional::isPresent));
        for (var records : told.answers()) {
            if (records.isPresent() && council.roots().leadTo(records.get(), root)) {
                return records;
            }
        }
        return Optional.empty();
    }

    /** Proposes the next root when it is this gatekeeper's turn, once in a turn. */
    private void settle(long epoch)
            throws SourceFailedException, GatekeeperFailedException, InterruptedException {
        var end = driver.start(epoch + 1);
        if (end.isEmpty() || gatekeeper.epoch() == epoch) {
            return;
        }
        var round = settings.parameters().round();
        // a round for what is still being judged and told
        long since = Duration.between(end.get().plus(round), time.instant()).toMillis();
        long turn = Math.floorDiv(since, round.multipliedBy(TURN_ROUNDS).toMillis());
        boolean mine =
                since >= 0
                        && settings.gatekeepers()
                                .turn(epoch + turn)
                                .equals(settings.key().address());
        if (!mine || (tried == epoch && triedTurn == turn)) {
            return;
        }
        tried = epoch;
        triedTurn = turn;
        propose(epoch);
    }

    private void propose(long epoch)
            throws SourceFailedException, GatekeeperFailedException, InterruptedException {
        var others = colleagues.ask(one -> one.records(epoch), _ -> false);
        var roots = council.roots();
        var records =
                roots.withOwners(roots.bundles().merge(council.records(epoch), others.answers()));
        try {
            var root = council.roots().settle(records).root();
            var digest = new RootMessage(root).in(settings.rewards());
            var signatures = new ArrayList<Signature>();
            signatures.add(council.sign(records));
            var members = settings.gatekeepers();
            var came =
                    colleagues.ask(
                            one -> one.sign(records),
                            answers -> {
                                var all = new ArrayList<>(signatures);
                                all.addAll(answers);
                                return members.agreed(digest, all);
                            });
            signatures.addAll(came.answers());
            var valid =
                    signatures.stream()
                            .filter(one -> members.signer(digest, one).isPresent())
                            .toList();
            if (!members.agreed(digest, valid)) {
                gatekeeper.tell(
                        new RoundEvent.Stalled(
                                "The root of epoch "
                                        + epoch
                                        + " has "
                                        + members.signers(digest, valid).size()
                                        + " of "
                                        + members.threshold()
                                        + " signatures. "
                                        + String.join(" ", came.reasons())));
                return;
            }
            if (poster.post(root, valid) instanceof RootPoster.PostOutcome.NotPosted failed) {
                gatekeeper.tell(new RoundEvent.Stalled(failed.sentence()));
            }
        } catch (NotAgreedException e) {
            gatekeeper.tell(new RoundEvent.Stalled(e.sentence()));
        }
    }

    /** Brings wrong work that enough found before the chain. */
    private void condemn() throws GatekeeperFailedException, SQLException {
        for (boolean before : tended == gatekeeper.epoch() ? new boolean[] {false} : both()) {
            for (var verdict : gatekeeper.wrongWork(before)) {
                if (!condemned(verdict) && before) {
                    return;
                }
            }
        }
        if (tended != gatekeeper.epoch()) {
            tended = gatekeeper.epoch();
            consequences.tend().stream().map(RoundEvent.Tended::new).forEach(gatekeeper::tell);
        }
    }

    /** Once an epoch what was posted is brought again: the chain may have lost it. */
    private static boolean[] both() {
        return new boolean[] {false, true};
    }

    private boolean condemned(Signed<Verdict> verdict)
            throws GatekeeperFailedException, SQLException {
        var receipt = verdict.message().receipt();
        var agreed = council.accusations().agreed(receipt, own(receipt));
        if (agreed.isEmpty()) {
            return true; // others have not found it so, or not yet
        }
        var failure = consequences.condemn(agreed);
        failure.map(RoundEvent.Stalled::new).ifPresent(gatekeeper::tell);
        if (failure.isEmpty()) {
            gatekeeper.posted(verdict);
        }
        return failure.isEmpty();
    }

    private List<Signed<Verdict>> own(Hash32 receipt) throws SQLException {
        return gatekeeper.store().findings().about(receipt);
    }
}
