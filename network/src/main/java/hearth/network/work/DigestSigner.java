package hearth.network.work;

import hearth.kernel.Address;

/** A key that signs typed messages, deterministically (RFC 6979), with the low s. */
public interface DigestSigner {
    /** The key's address. */
    Address address();

    /** Signs a message's digest: the same digest gives the same signature. */
    Signature sign(TypedDigest digest);
}
