package hearth.workers.risk.extract;

import hearth.kernel.JsonSocket;
import hearth.kernel.Threads;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Wakes a reader when a chain has a new block: by WebSocket subscription where there is one, and in
 * any case at intervals, since a subscription can die without a word. Connects again by itself.
 */
public final class HeadFeed implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 1 << 16;
    private static final String SUBSCRIBE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";

    /** A chain silent for so long is asked anew: the subscription may have died. */
    private static final Duration QUIET = Duration.ofMinutes(2);

    private final @Nullable URI ws;
    private final Runnable wake;
    private final ScheduledExecutorService clock;
    private final HttpClient http;
    private final Backoff backoff;
    private volatile boolean closed;
    private volatile boolean subscribed;
    private volatile @Nullable WebSocket socket;
    private volatile @Nullable JsonSocket local;
    private final Executor io;

    private HeadFeed(@Nullable URI ws, Runnable wake, Threads threads) {
        this.ws = ws;
        this.wake = wake;
        this.clock = threads.clock();
        this.io = threads.io();
        this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        this.backoff = new Backoff(ThreadLocalRandom.current());
    }

    /**
     * Starts to wake.
     *
     * @param wake called from any thread; must be quick
     * @param poll how often to wake in any case
     */
    public static HeadFeed start(Endpoint endpoint, Duration poll, Runnable wake, Threads threads) {
        var feed = new HeadFeed(endpoint.ws(), wake, threads);
        var _ =
                threads.clock()
                        .scheduleWithFixedDelay(
                                feed::tick,
                                poll.toMillis(),
                                poll.toMillis(),
                                TimeUnit.MILLISECONDS);
        feed.connect();
        return feed;
    }

    /** Whether new blocks come by subscription at present. */
    public boolean subscribed() {
        return subscribed;
    }

    private void tick() {
        if (!closed) {
            wake.run();
        }
    }

    private void connect() {
        var address = ws;
        if (address == null || closed) {
            return;
        }
        if (Endpoint.socket(address)) {
            io.execute(() -> listen(Path.of(address.getPath())));
            return;
        }
        var _ =
                http.newWebSocketBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .buildAsync(address, new Heads())
                        .whenComplete((opened, failure) -> {
                            if (failure != null) {
                                again();
                            } else if (closed) {
                                opened.abort();
                            } else {
                                socket = opened;
                            }
                        });
    }

    /** The same over a unix socket; blocks until it is closed. */
    private void listen(Path path) {
        try (var heads = JsonSocket.connect(path)) {
            local = heads;
            heads.send(SUBSCRIBE.getBytes(StandardCharsets.US_ASCII), QUIET);
            while (!closed) {
                var _ = heads.next(QUIET, LARGEST_MESSAGE, 16);
                subscribed = true;
                backoff.success();
                wake.run();
            }
        } catch (IOException e) {
            again();
        }
    }

    private void again() {
        subscribed = false;
        if (!closed) {
            var _ =
                    clock.schedule(
                            this::connect,
                            backoff.after(Duration.ZERO).toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Any message after the subscription's answer means a new block; its content is not trusted.
     */
    private final class Heads implements WebSocket.Listener {
        private int size;

        @Override
        public void onOpen(WebSocket webSocket) {
            var _ = webSocket.sendText(SUBSCRIBE, true);
            webSocket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            size += data.length();
            if (size > LARGEST_MESSAGE) {
                webSocket.abort();
                again();
                return CompletableFuture.completedStage(null);
            }
            if (last) {
                size = 0;
                subscribed = true;
                backoff.success();
                wake.run();
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            again();
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            again();
        }
    }

    @Override
    public void close() {
        closed = true;
        var open = socket;
        if (open != null) {
            open.abort();
        }
        var here = local;
        if (here != null) {
            try {
                here.close();
            } catch (IOException e) {
                // Its thread ends by the flag all the same.
            }
        }
        http.shutdownNow();
    }
}
