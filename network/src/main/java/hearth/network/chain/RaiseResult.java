package hearth.network.chain;

import java.util.Optional;

/** What came of {@link TransactionSender#raise}. */
public sealed interface RaiseResult {
    /**
     * It was signed anew.
     *
     * @param sent with both versions; the chain carries out one of them
     * @param refusal the words of an endpoint that did not take the new one
     */
    record Signed(SentTransaction sent, Optional<String> refusal) implements RaiseResult {}

    /** Its newest version offers as much already: another window raised it. Nothing was signed. */
    record Outbid() implements RaiseResult {}

    /** It is not under way any more. Nothing was signed. */
    record Gone() implements RaiseResult {}
}
