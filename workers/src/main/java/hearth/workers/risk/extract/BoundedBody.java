package hearth.workers.risk.extract;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects a reply's bytes and breaks the connection as soon as they are too many. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final List<ByteBuffer> parts = new ArrayList<>();
    private final int limit;
    private int size;
    private Flow.@Nullable Subscription subscription;

    BoundedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (body.isDone()) {
            return;
        }
        for (var buffer : buffers) {
            size += buffer.remaining();
            parts.add(buffer);
        }
        if (size > limit && subscription != null) {
            subscription.cancel();
            parts.clear();
            body.completeExceptionally(
                    new RpcFailedException(
                            RpcFailedException.Kind.OVERSIZED,
                            "a reply of more than " + limit + " bytes"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        byte[] all = new byte[size];
        int at = 0;
        for (var part : parts) {
            int length = part.remaining();
            part.get(all, at, length);
            at += length;
        }
        body.complete(all);
    }
}
