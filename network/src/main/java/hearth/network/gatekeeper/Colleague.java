package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.settlement.EpochRecords;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signature;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;

import java.util.List;
import java.util.Optional;

/** Another gatekeeper of the network. All calls block; what it answers is to be checked. */
public interface Colleague {
    /** Who it is. */
    Address address();

    /**
     * Asks for its consent to a round.
     *
     * @param proposed without the hash of its seed block, which does not exist yet
     * @return its signature over {@link RoundOffer#listing}
     * @throws NotAgreedException when it does not consent, or does not answer
     */
    Signature consent(RoundOffer proposed) throws NotAgreedException, InterruptedException;

    /** Tells of a round to which enough consented. */
    void listed(RoundOffer agreed) throws NotAgreedException, InterruptedException;

    /** Tells of wrong work that was found, to be computed again there. */
    void accuse(List<Signed<Verdict>> found) throws NotAgreedException, InterruptedException;

    /** What it has of an epoch that is over. */
    EpochRecords records(long epoch) throws NotAgreedException, InterruptedException;

    /** Asks it to settle these records itself and to sign the root that comes out. */
    Signature sign(EpochRecords records) throws NotAgreedException, InterruptedException;

    /** The records behind a root that is on the chain; empty when it has them not. */
    Optional<EpochRecords> behind(long epoch, Hash32 root)
            throws NotAgreedException, InterruptedException;
}
