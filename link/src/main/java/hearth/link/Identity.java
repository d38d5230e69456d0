package hearth.link;

import hearth.kernel.DataDir;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;

/**
 * The key and certificate of one end of the link: P-256, made on first use, kept 0600. The
 * certificate only carries the key; trust is the {@link Pin}.
 */
public final class Identity {
    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);
    private static final Duration LIFE = Duration.ofDays(398);
    private static final Duration RENEW_BELOW = Duration.ofDays(200);
    private static final Duration EARLIER = Duration.ofDays(7);

    private final PrivateKey key;
    private final String name;
    private final Path certificateFile;
    private final InstantSource time;
    private X509Certificate certificate;

    private Identity(
            PrivateKey key,
            X509Certificate certificate,
            String name,
            Path certificateFile,
            InstantSource time) {
        this.key = key;
        this.certificate = certificate;
        this.name = name;
        this.certificateFile = certificateFile;
        this.time = time;
    }

    /**
     * Loads the identity kept in a folder, makes one when there is none, and renews the certificate
     * (same key, same pin) when it has less than 200 days left.
     *
     * @throws LinkFailedException when the files are damaged
     */
    public static Identity in(Path folder, String name, InstantSource time)
            throws IOException, LinkFailedException {
        var keyFile = folder.resolve(name + ".key");
        var certificateFile = folder.resolve(name + ".crt");
        try {
            var storedKey = DataDir.read(keyFile, 4096);
            var storedCertificate = DataDir.read(certificateFile, 16384);
            if (storedKey.isPresent() && storedCertificate.isPresent()) {
                var key = privateKey(storedKey.get());
                var certificate = certificate(storedCertificate.get());
                var identity = new Identity(key, certificate, name, certificateFile, time);
                identity.renewWhenDue();
                return identity;
            }
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return keep(generator.generateKeyPair(), name, time, keyFile, certificateFile);
        } catch (GeneralSecurityException e) {
            throw new LinkFailedException(
                    "LINK-3",
                    "The link's key in "
                            + folder
                            + " is damaged; move the folder away and start again, a new one is made.",
                    e);
        }
    }

    private static Identity keep(
            KeyPair pair, String name, InstantSource time, Path keyFile, Path certificateFile)
            throws GeneralSecurityException, IOException {
        var certificate = selfSigned(pair, name, time);
        var encoded = pair.getPrivate().getEncoded();
        DataDir.write(keyFile, encoded);
        Arrays.fill(encoded, (byte) 0);
        DataDir.write(certificateFile, certificate.getEncoded());
        return new Identity(pair.getPrivate(), certificate, name, certificateFile, time);
    }

    /**
     * Makes a new certificate for the same key when the old one has less than 200 days left, so
     * that an agent that is never restarted does not lapse.
     */
    private synchronized void renewWhenDue() throws GeneralSecurityException, IOException {
        var left = Duration.between(time.instant(), certificate.getNotAfter().toInstant());
        if (left.compareTo(RENEW_BELOW) <= 0) {
            var fresh = selfSigned(new KeyPair(certificate.getPublicKey(), key), name, time);
            DataDir.write(certificateFile, fresh.getEncoded());
            certificate = fresh;
        }
    }

    /** When the present certificate was made: the time is surely not before that. */
    synchronized Instant made() {
        return certificate.getNotBefore().toInstant().plus(EARLIER);
    }

    private static X509Certificate selfSigned(KeyPair pair, String name, InstantSource time)
            throws GeneralSecurityException, IOException {
        var now = time.instant();
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        var subject = new X500Name("CN=hearth " + name);
        var body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(new BigInteger(64, new SecureRandom())));
        body.setSignature(algorithm);
        body.setIssuer(subject);
        body.setSubject(subject);
        body.setStartDate(new Time(Date.from(now.minus(EARLIER))));
        body.setEndDate(new Time(Date.from(now.plus(LIFE))));
        body.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        var unsigned = body.generateTBSCertificate();
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(unsigned.getEncoded());
        var parts = new ASN1EncodableVector();
        parts.add(unsigned);
        parts.add(algorithm);
        parts.add(new DERBitString(signer.sign()));
        return certificate(new DERSequence(parts).getEncoded());
    }

    private static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** Who this is. */
    public synchronized Pin pin() {
        return Pin.of(certificate);
    }

    /** The clock that it lives by. */
    InstantSource time() {
        return time;
    }

    PrivateKey key() {
        return key;
    }

    /** The certificate to show now, renewed first when it is due. */
    synchronized X509Certificate certificate() {
        try {
            renewWhenDue();
        } catch (GeneralSecurityException | IOException e) {
            // The old one still serves for months; the next handshake tries again.
            LOG.warn("the link's certificate could not be renewed: {}", e.getMessage());
        }
        return certificate;
    }

    @Override
    public String toString() {
        return "Identity[" + pin().hex() + "]";
    }
}
