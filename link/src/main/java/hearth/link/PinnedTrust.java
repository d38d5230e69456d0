package hearth.link;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts chosen keys within their certificate's time, and nobody else. */
final class PinnedTrust extends X509ExtendedTrustManager {
    /** Asked at each handshake. */
    @FunctionalInterface
    interface Trusted {
        boolean now(Pin pin) throws IOException;
    }

    private final Trusted trusted;
    private final Identity own;
    private final InstantSource time;

    /**
     * @param own whose certificate's age bounds how wrong a clock can be
     */
    PinnedTrust(Trusted trusted, Identity own, InstantSource time) {
        this.trusted = trusted;
        this.own = own;
        this.time = time;
    }

    /**
     * The time, but not before this end's own certificate was made: a clock that fell back to 1970
     * must not bring lapsed certificates to life again.
     */
    private Instant now() {
        var clock = time.instant();
        return clock.isBefore(own.made()) ? own.made() : clock;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length != 1) {
            throw new CertificateException("one certificate is expected, not " + chain.length);
        }
        // Only the end of its life counts. A certificate from the future says that one of two
        // clocks
        // is wrong, and who may speak is decided by the pin, not by a clock.
        if (now().isAfter(chain[0].getNotAfter().toInstant())) {
            throw new CertificateException("the other end's certificate has lapsed");
        }
        try {
            if (!trusted.now(Pin.of(chain[0]))) {
                throw new CertificateException("the other end's key is not trusted");
            }
        } catch (IOException e) {
            throw new CertificateException("the list of trusted keys cannot be read", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
