package hearth.network.chain;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** JSON-RPC over HTTP/1.1; no redirects, a limit on time, size and depth of an answer. */
final class HttpWire implements RpcWire {
    private final URI address;
    private final HttpClient http;
    private final Duration answer;
    private final int maxBytes;

    HttpWire(URI address, HttpClient http, Duration answer, int maxBytes) {
        this.address = address;
        this.http = http;
        this.answer = answer;
        this.maxBytes = maxBytes;
    }

    @Override
    public byte[] exchange(byte[] payload) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("content-type", "application/json")
                        .timeout(answer)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(payload))
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
        if (response.statusCode() == 413) {
            throw new TooLargeException();
        }
        if (response.statusCode() != 200) {
            throw new IOException("it answered with HTTP status " + response.statusCode());
        }
        refuseDepth(response.body());
        return response.body();
    }

    private String reason(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "nothing listens there";
        }
        if (cause instanceof HttpTimeoutException) {
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
        return Duration.ofSeconds(
                Math.min(Long.parseLong(value), RpcHost.LONGEST_REST.toSeconds()));
    }

    /** Nested far enough, a small answer would overflow a parser's stack. */
    static void refuseDepth(byte[] json) throws IOException {
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
                if (++depth > RpcTransport.MAX_DEPTH) {
                    throw new IOException(
                            "its answer is nested deeper than " + RpcTransport.MAX_DEPTH);
                }
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
    }

    @Override
    public void close() {
        // The client is shared; the transport closes it.
    }
}
