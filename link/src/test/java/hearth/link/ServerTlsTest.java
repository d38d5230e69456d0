package hearth.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;

/** What a listening end offers, beside what callers have of gRPC's own choice. */
final class ServerTlsTest {
    @TempDir Path folder;

    @Test
    void offersTheSuitesAndTheProtocolThatGrpcChoosesForCallers() throws Exception {
        var own = ServerTls.of(Identity.in(folder, "agent", InstantSource.system()), _ -> false);
        var callers =
                GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .build();
        assertTrue(own.isServer());
        assertEquals(callers.cipherSuites(), own.cipherSuites());
        assertEquals(
                callers.applicationProtocolNegotiator().protocols(),
                own.applicationProtocolNegotiator().protocols());
    }
}
