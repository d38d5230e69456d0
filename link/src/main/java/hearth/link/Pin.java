package hearth.link;

import hearth.kernel.Hex;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;

/**
 * Who somebody is on the link: SHA-256 of the public key's SubjectPublicKeyInfo.
 *
 * @param hex 64 hexadecimal digits after 0x
 */
public record Pin(String hex) {
    public Pin {
        if (Hex.parse(hex).length != 32) {
            throw new IllegalArgumentException("not a pin: " + hex);
        }
    }

    static Pin of(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return new Pin(Hex.of(digest.digest(certificate.getPublicKey().getEncoded())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
