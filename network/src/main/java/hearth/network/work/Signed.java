package hearth.network.work;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

import java.util.Optional;

/** A message with its signature, as sent and as stored. */
public record Signed<M extends TypedMessage>(M message, Signature signature) {
    /** The message's digest in a domain: its name in other messages. */
    public Hash32 digest(Domain domain) {
        return message.in(domain).digest();
    }

    /** Who signed it for this domain; empty when nobody can have. */
    public Optional<Address> signer(Domain domain) {
        return Recover.signer(digest(domain), signature);
    }
}
