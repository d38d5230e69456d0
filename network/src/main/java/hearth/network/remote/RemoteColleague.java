package hearth.network.remote;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.gatekeeper.Colleague;
import hearth.network.gatekeeper.NotAgreedException;
import hearth.network.packed.Packed;
import hearth.network.packed.RecordsBytes;
import hearth.network.packed.RoundBytes;
import hearth.network.settlement.EpochRecords;
import hearth.network.work.Domain;
import hearth.network.work.RoundOffer;
import hearth.network.work.Signature;
import hearth.network.work.Signed;
import hearth.network.work.Verdict;
import hearth.network.work.Wire;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Another gatekeeper behind a line. One that does not answer is left alone for a while. */
public final class RemoteColleague implements Colleague, AutoCloseable {
    /** What a gatekeeper says when it answers and does not agree. */
    private static final String NO = "GATE-18";

    private static final String NOT_YET = "GATE-20";

    private final Address address;
    private final Line line;
    private final Domain domain;
    private final InstantSource time;
    private final Patience patience = new Patience();

    /**
     * @param domain of receipts
     */
    public RemoteColleague(Address address, Line line, Domain domain, InstantSource time) {
        this.address = address;
        this.line = line;
        this.domain = domain;
        this.time = time;
    }

    @Override
    public Address address() {
        return address;
    }

    private byte[] ask(Question question, byte[] asked)
            throws NotAgreedException, InterruptedException {
        if (asked.length > question.askedBytes()) {
            throw new NotAgreedException(
                    "What is to be asked has "
                            + asked.length
                            + " bytes, more than the "
                            + question.askedBytes()
                            + " that a gatekeeper takes: the network is too large for its"
                            + " rounds and epochs.");
        }
        if (!patience.over(time.instant())) {
            throw new NotAgreedException("It did not answer and is asked again in a while.");
        }
        try {
            byte[] answer = line.ask(question, asked);
            patience.answered();
            return answer;
        } catch (LineFailedException e) {
            boolean early = e.code().equals(NOT_YET);
            if (early || e.code().equals(NO)) {
                patience.answered();
            } else {
                patience.failed(time.instant());
            }
            throw new NotAgreedException(e.sentence(), early, e);
        }
    }

    @Override
    public Signature consent(RoundOffer proposed) throws NotAgreedException, InterruptedException {
        return signature(ask(Question.CONSENT, RoundBytes.encode(proposed)));
    }

    private static Signature signature(byte[] answer) throws NotAgreedException {
        try {
            return Signature.of(answer);
        } catch (IllegalArgumentException e) {
            throw new NotAgreedException("What it answered is no signature.", e);
        }
    }

    @Override
    public void listed(RoundOffer agreed) throws NotAgreedException, InterruptedException {
        var _ = ask(Question.LISTED, RoundBytes.encode(agreed));
    }

    @Override
    public void accuse(List<Signed<Verdict>> found)
            throws NotAgreedException, InterruptedException {
        var packed = new Packed().list(found, (to, one) -> to.blob(Wire.encode(one)));
        var _ = ask(Question.ACCUSE, packed.bytes());
    }

    @Override
    public EpochRecords records(long epoch) throws NotAgreedException, InterruptedException {
        var asked = ByteBuffer.allocate(Long.BYTES).putLong(epoch).array();
        return records(ask(Question.RECORDS, asked));
    }

    private EpochRecords records(byte[] answer) throws NotAgreedException {
        try {
            return RecordsBytes.decode(answer, domain);
        } catch (IllegalArgumentException e) {
            throw new NotAgreedException("What it answered cannot be read.", e);
        }
    }

    @Override
    public Signature sign(EpochRecords records) throws NotAgreedException, InterruptedException {
        return signature(ask(Question.SIGN, RecordsBytes.encode(records)));
    }

    @Override
    public Optional<EpochRecords> behind(long epoch, Hash32 root)
            throws NotAgreedException, InterruptedException {
        byte[] answer = ask(Question.BEHIND, CouncilDesk.behind(epoch, root));
        return answer.length == 0 ? Optional.empty() : Optional.of(records(answer));
    }

    @Override
    public void close() {
        line.close();
    }
}
