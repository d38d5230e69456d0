package hearth.network.work;

import hearth.kernel.Hash32;

/**
 * The digest of a typed message in a domain. Only {@link TypedMessage#in} makes one, so a key
 * behind {@link DigestSigner} cannot be made to sign bytes of somebody's choice.
 */
public final class TypedDigest {
    private final TypedMessage message;
    private final Hash32 digest;

    TypedDigest(TypedMessage message, Hash32 digest) {
        this.message = message;
        this.digest = digest;
    }

    /** What was hashed. */
    public TypedMessage message() {
        return message;
    }

    /** The 32 bytes to sign. */
    public Hash32 digest() {
        return digest;
    }

    @Override
    public String toString() {
        return message.getClass().getSimpleName() + " " + digest;
    }
}
