package hearth.link;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

import java.security.cert.X509Certificate;

import javax.net.ssl.SSLPeerUnverifiedException;

/** Notes who calls, by the key of the connection; whoever shows none is refused. */
final class Callers implements ServerInterceptor {
    /** Who makes the call that is answered. */
    static final Context.Key<Pin> CALLER = Context.key("caller");

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        try {
            if (session != null
                    && session.getPeerCertificates()[0] instanceof X509Certificate shown) {
                var context = Context.current().withValue(CALLER, Pin.of(shown));
                return Contexts.interceptCall(context, call, headers, next);
            }
        } catch (SSLPeerUnverifiedException e) {
            // Falls through to the refusal.
        }
        call.close(Status.UNAUTHENTICATED, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
