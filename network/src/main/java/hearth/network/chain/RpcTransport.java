package hearth.network.chain;

import org.web3j.protocol.Service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * JSON-RPC over HTTP/1.1 with the limits of the security rules: 10 s an answer, 8 MiB, depth 64.
 * Asks the addresses in order; one that fails rests for a while, doubling up to a minute.
 */
final class RpcTransport extends Service {
    static final int MAX_BYTES = 8 * 1024 * 1024;
    static final int MAX_DEPTH = 64;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private final List<Host> hosts;
    private final Duration answer;
    private final int maxBytes;
    private final InstantSource time;
    private final HttpClient http;

    RpcTransport(List<URI> addresses, Duration answer, int maxBytes, InstantSource time) {
        super(false);
        this.hosts = addresses.stream().map(Host::new).toList();
        this.answer = answer;
        this.maxBytes = maxBytes;
        this.time = time;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /** Keeps when a host may be asked again; guarded by itself. */
    private static final class Host {
        final URI address;
        private Instant notBefore = Instant.MIN;
        private Duration rest = Duration.ZERO;

        Host(URI address) {
            this.address = address;
        }

        synchronized boolean mayBeAsked(Instant now) {
            return !now.isBefore(notBefore);
        }

        synchronized void answered() {
            notBefore = Instant.MIN;
            rest = Duration.ZERO;
        }

        synchronized void failed(Instant now, Duration asked) {
            Duration doubled = rest.isZero() ? FIRST_REST : rest.multipliedBy(2);
            rest = doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
            notBefore = now.plus(asked.compareTo(rest) > 0 ? asked : rest);
        }
    }

    @Override
    protected InputStream performIO(String payload) throws IOException {
        IOException last = null;
        boolean asked = false;
        for (Host host : hosts) {
            if (host.mayBeAsked(time.instant())) {
                asked = true;
                try {
                    return new ByteArrayInputStream(ask(host, payload));
                } catch (IOException e) {
                    last = e;
                }
            }
        }
        // With a single address there is no better one to turn to: its rest must not make a
        // working endpoint look dead.
        if (!asked && hosts.size() == 1) {
            return new ByteArrayInputStream(ask(hosts.getFirst(), payload));
        }
        if (last == null) {
            throw new IOException("all addresses failed a moment ago; they are asked again soon");
        }
        throw last;
    }

    private byte[] ask(Host host, String payload) throws IOException {
        try {
            byte[] body = exchange(host.address, payload);
            host.answered();
            return body;
        } catch (RestException e) {
            host.failed(time.instant(), e.asked);
            throw e;
        } catch (IOException e) {
            host.failed(time.instant(), Duration.ZERO);
            throw e;
        }
    }

    private byte[] exchange(URI address, String payload) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("content-type", "application/json")
                        .timeout(answer)
                        .POST(HttpRequest.BodyPublishers.ofString(payload))
                        .build();
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofByteArray(), maxBytes));
        HttpResponse<byte[]> response;
        try {
            // The request's own limit ends with the headers; this one covers a dripping body.
            response = sent.get(answer.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new IOException("no answer within " + answer.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? "no answer" : reason(cause), e);
        }
        if (response.statusCode() == 429) {
            throw new RestException(retryAfter(response));
        }
        if (response.statusCode() != 200) {
            throw new IOException("it answered with HTTP status " + response.statusCode());
        }
        refuseDepth(response.body());
        return response.body();
    }

    private String reason(Throwable cause) {
        if (cause instanceof java.net.ConnectException) {
            return "nothing listens there";
        }
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return "no answer within " + answer.toSeconds() + " s";
        }
        String text = String.valueOf(cause.getMessage());
        return text.contains("apacity")
                ? "its answer is larger than " + (maxBytes >> 20) + " MiB"
                : text;
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String value = response.headers().firstValue("retry-after").orElse("");
        if (value.isEmpty() || value.length() > 4 || !value.chars().allMatch(Character::isDigit)) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(Math.min(Long.parseLong(value), LONGEST_REST.toSeconds()));
    }

    /** Nested far enough, a small answer would overflow a parser's stack. */
    private static void refuseDepth(byte[] json) throws IOException {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (quoted) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    quoted = false;
                }
            } else if (b == '"') {
                quoted = true;
            } else if (b == '{' || b == '[') {
                if (++depth > MAX_DEPTH) {
                    throw new IOException("its answer is nested deeper than " + MAX_DEPTH);
                }
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** The endpoint asked to be left alone for a while. */
    private static final class RestException extends IOException {
        private static final long serialVersionUID = 1L;
        final Duration asked;

        RestException(Duration asked) {
            super("it limits the rate of requests (HTTP status 429)");
            this.asked = asked;
        }
    }
}
