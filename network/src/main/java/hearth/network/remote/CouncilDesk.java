package hearth.network.remote;

import hearth.kernel.Hash32;
import hearth.network.gatekeeper.Council;
import hearth.network.gatekeeper.GatekeeperFailedException;
import hearth.network.gatekeeper.NotAgreedException;
import hearth.network.packed.Packed;
import hearth.network.packed.RecordsBytes;
import hearth.network.packed.RoundBytes;
import hearth.network.work.Domain;
import hearth.network.work.Wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Answers what the other gatekeepers of a network ask; who asks is known by its pin. */
public final class CouncilDesk {
    private final Council council;
    private final Domain domain;

    /**
     * @param domain of receipts
     */
    public CouncilDesk(Council council, Domain domain) {
        this.council = council;
        this.domain = domain;
    }

    /**
     * Answers. Blocks on chains, records and the executor.
     *
     * @throws LineFailedException with what the other gatekeeper is to be told
     */
    public byte[] answer(Question question, byte[] asked) throws LineFailedException {
        try {
            return switch (question) {
                case CONSENT -> council.consent(RoundBytes.decode(asked, domain)).bytes();
                case LISTED -> {
                    council.listed(RoundBytes.decode(asked, domain));
                    yield new byte[0];
                }
                case ACCUSE -> {
                    var from = new Packed.Reader(asked);
                    var found = from.list(one -> Wire.verdict(one.blob()));
                    from.end();
                    council.accused(found);
                    yield new byte[0];
                }
                case RECORDS ->
                        RecordsBytes.encode(council.records(ByteBuffer.wrap(asked).getLong()));
                case SIGN -> council.sign(RecordsBytes.decode(asked, domain)).bytes();
                case BEHIND -> {
                    var from = new Packed.Reader(asked);
                    yield council.behind(from.u64(), from.hash())
                            .map(RecordsBytes::encode)
                            .orElse(new byte[0]);
                }
                case HELLO, WHEREABOUTS, ROUND, COMMIT, REVEAL, OUTCOME, HEARTBEAT, EPOCH ->
                        throw new IllegalArgumentException("a node's question");
            };
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new LineFailedException(
                    "GATE-11", "The message cannot be read: " + e.getMessage() + ".", e);
        } catch (NotAgreedException e) {
            var code = e.early() ? "GATE-20" : "GATE-18";
            throw new LineFailedException(code, e.sentence(), e);
        } catch (GatekeeperFailedException e) {
            throw new LineFailedException("GATE-12", String.valueOf(e.getMessage()), e);
        }
    }

    /** The key that a root's records are asked by. */
    static byte[] behind(long epoch, Hash32 root) {
        return new Packed().u64(epoch).hash(root).bytes();
    }
}
