package hearth.network.chain;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/** Hands signed transactions to an endpoint. Blocks. */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final ChainClient chain;

    Handover(ChainClient chain) {
        this.chain = chain;
    }

    /**
     * The words of an endpoint that does not take it. A refusal proves nothing: who refuses may
     * have taken it. Nor does silence, after which asking for it again could pay twice; so silence
     * counts as taken.
     */
    Optional<String> refusal(SentTransaction sent) {
        String words;
        try {
            chain.broadcast(sent.rawBytes());
            return Optional.empty();
        } catch (RevertedException e) {
            words = "it answered \"" + e.error() + "\"";
        } catch (ChainFailedException e) {
            if (!(e.getCause() instanceof RpcErrorException refusal)) {
                LOG.info("{}: nobody knows whether it arrived: {}", sent, e.getMessage());
                return Optional.empty();
            }
            words = String.valueOf(refusal.getMessage());
        }
        LOG.info("{} was not taken: {}", sent, words);
        return Optional.of(words);
    }
}
