package hearth.network.gatekeeper;

import hearth.kernel.Hash32;
import hearth.network.settlement.EpochRecords;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signature;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;

import java.util.List;
import java.util.Optional;

/**
 * A gatekeeper as the others see it: what they may ask of it. Safe for several threads.
 *
 * <p>Nothing here is a vote about what is true. A list is checked against the chains, a finding is
 * computed again, a root is settled again; what several say counts because each has found it so.
 */
public final class Council {
    private final RoundCouncil rounds;
    private final RootCouncil roots;
    private final Accusations accusations;

    /**
     * @param executor computes again what others found
     */
    public Council(
            Gatekeeper gatekeeper,
            SeedBlocks seeds,
            EpochDirectory directory,
            UnitExecutor executor) {
        this.rounds = new RoundCouncil(gatekeeper);
        this.roots = new RootCouncil(gatekeeper, seeds, directory);
        this.accusations = new Accusations(gatekeeper, executor);
    }

    RoundCouncil rounds() {
        return rounds;
    }

    RootCouncil roots() {
        return roots;
    }

    Accusations accusations() {
        return accusations;
    }

    /**
     * Consents to a list.
     *
     * @throws NotAgreedException with the reason why not
     * @throws GatekeeperFailedException when the records cannot be used
     */
    public Signature consent(RoundOffer proposed)
            throws NotAgreedException, GatekeeperFailedException {
        return rounds.consent(proposed);
    }

    /** Takes over a list to which enough consented. */
    public void listed(RoundOffer agreed) throws NotAgreedException, GatekeeperFailedException {
        rounds.listed(agreed);
    }

    /** Hears of wrong work; it is computed again before anything of it is believed. */
    public void accused(List<Signed<Verdict>> found) throws NotAgreedException {
        accusations.heard(found);
    }

    /** What this gatekeeper has of an epoch. */
    public EpochRecords records(long epoch) throws GatekeeperFailedException {
        return roots.records(epoch);
    }

    /** Settles records itself, and signs the root when nothing is missing in them. */
    public Signature sign(EpochRecords proposed)
            throws NotAgreedException, GatekeeperFailedException {
        return roots.sign(proposed);
    }

    /** The records behind a root. */
    public Optional<EpochRecords> behind(long epoch, Hash32 root) throws GatekeeperFailedException {
        return roots.behind(epoch, root);
    }
}
