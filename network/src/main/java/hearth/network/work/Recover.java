package hearth.network.work;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.Addresses;

import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Sign;

import java.math.BigInteger;
import java.util.Optional;

/** Who signed. Holds no key; the only use of the signing library outside the key classes. */
public final class Recover {
    private Recover() {}

    /** The signer's address; empty when no key can have made this signature. */
    public static Optional<Address> signer(Hash32 digest, Signature signature) {
        try {
            var points =
                    new ECDSASignature(
                            new BigInteger(1, signature.r().bytes()),
                            new BigInteger(1, signature.s().bytes()));
            if (points.r.signum() == 0 || points.s.signum() == 0) {
                return Optional.empty();
            }
            BigInteger key = Sign.recoverFromSignature(signature.v() - 27, points, digest.bytes());
            return key == null ? Optional.empty() : Optional.of(Addresses.of(key));
        } catch (RuntimeException e) {
            // a point that is not on the curve: the library answers with several exceptions
            return Optional.empty();
        }
    }

    /** Whether a key signed a message in a domain. */
    public static boolean signedBy(Address key, TypedDigest digest, Signature signature) {
        return signer(digest.digest(), signature).filter(key::equals).isPresent();
    }
}
