package hearth.link;

import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2SecurityUtil;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolNames;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.JdkSslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SupportedCipherSuiteFilter;

import java.security.GeneralSecurityException;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * TLS of a listening end: version 1.3, HTTP/2, and callers must show a key. Made of Java's own
 * context: Netty's builder for servers starts Bouncy Castle's provider for a trial of something
 * that is not used here, and that stays for as long as the process runs (590 classes). What {@code
 * GrpcSslContexts} chooses for HTTP/2 stands here once more; callers still have it from there.
 */
final class ServerTls {
    private static final ApplicationProtocolConfig HTTP_2 =
            new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2);

    private ServerTls() {}

    static SslContext of(Identity identity, PinnedTrust.Trusted trusted) {
        var trust = new PinnedTrust(trusted, identity, identity.time());
        try {
            var tls = SSLContext.getInstance("TLS");
            tls.init(
                    new KeyManager[] {new IdentityKeys(identity)},
                    new TrustManager[] {trust},
                    null);
            return new JdkSslContext(
                    tls,
                    false,
                    Http2SecurityUtil.CIPHERS,
                    SupportedCipherSuiteFilter.INSTANCE,
                    HTTP_2,
                    ClientAuth.REQUIRE,
                    new String[] {"TLSv1.3"},
                    false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS 1.3", e);
        }
    }
}
