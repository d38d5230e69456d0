package hearth.link;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLPeerUnverifiedException;

/** Notes who calls, by the connection's key and address; whoever shows no key is refused. */
final class Callers implements ServerInterceptor {
    /** Who makes the call that is answered. */
    static final Context.Key<Pin> CALLER = Context.key("caller");

    /** Where that call comes from. */
    static final Context.Key<AddressBlock> FROM = Context.key("from");

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        try {
            if (session != null
                    && session.getPeerCertificates()[0] instanceof X509Certificate shown) {
                var from = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
                var context = Context.current().withValue(CALLER, Pin.of(shown));
                if (from instanceof InetSocketAddress address) {
                    context = context.withValue(FROM, AddressBlock.of(address.getAddress()));
                }
                return Contexts.interceptCall(context, call, headers, next);
            }
        } catch (SSLPeerUnverifiedException e) {
            // Falls through to the refusal.
        }
        call.close(Status.UNAUTHENTICATED, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
