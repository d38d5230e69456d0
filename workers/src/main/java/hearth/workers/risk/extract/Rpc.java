package hearth.workers.risk.extract;

import hearth.kernel.JsonSocket;
import hearth.kernel.JsonSockets;
import hearth.workers.risk.extract.RpcFailedException.Kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;

/**
 * JSON-RPC over HTTP/1.1 with keep-alive or a unix socket, one attempt a call: who repeats knows
 * why. Safe for many threads.
 */
final class Rpc implements AutoCloseable {
    /** Largest reply that is read: 100 codes of 64 KiB as hexadecimal, and room. */
    static final int LARGEST_REPLY = 16 << 20;

    private static final int DEPTH = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Reads a call's result; the parser stands on its first token and must end on its last. */
    interface Result<T> {
        @Nullable T read(JsonParser parser) throws RpcFailedException;
    }

    /** One call's answer: a value, or the endpoint's refusal of this call alone. */
    record Answer<T>(@Nullable T value, @Nullable Refusal refusal) {}

    /** An error object of JSON-RPC. */
    record Refusal(long code, String message, @Nullable String data) {
        boolean limited() {
            var text = message.toLowerCase(Locale.ROOT);
            return code == -32005
                    || code == 429
                    || text.contains("rate limit")
                    || text.contains("too many requests");
        }
    }

    private final HttpClient http;
    private final @Nullable JsonSockets sockets;
    private final Endpoint endpoint;
    private final Duration patience;
    private final JsonFactory json =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH)
                                    .maxStringLength(LARGEST_REPLY)
                                    .maxDocumentLength(LARGEST_REPLY)
                                    .build())
                    .build();
    private final LongAdder received = new LongAdder();

    Rpc(Endpoint endpoint) {
        this(endpoint, PATIENCE);
    }

    Rpc(Endpoint endpoint, Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.sockets =
                Endpoint.socket(endpoint.http())
                        ? new JsonSockets(Path.of(endpoint.http().getPath()))
                        : null;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
    }

    /** Bytes that came over the wire so far, compressed where the endpoint compresses. */
    long received() {
        return received.sum();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** One call. */
    <T> @Nullable T call(String method, String parameters, Result<T> result)
            throws RpcFailedException, InterruptedException {
        var answer = batch(method, List.of(parameters), result).getFirst();
        if (answer.refusal() != null) {
            throw refused(method, answer.refusal());
        }
        return answer.value();
    }

    /** What a refused call becomes when nothing else can be tried. */
    static RpcFailedException refused(String method, Refusal refusal) {
        return new RpcFailedException(
                refusal.limited() ? Kind.LIMITED : Kind.REFUSED,
                method + ": " + printable(refusal.message()) + " (" + refusal.code() + ")");
    }

    /**
     * Calls of one method in one request; the answers stand in the order of the calls.
     *
     * @param parameters a JSON array for each call; built from our own hexadecimal only
     */
    <T> List<Answer<T>> batch(String method, List<String> parameters, Result<T> result)
            throws RpcFailedException, InterruptedException {
        boolean alone = parameters.size() == 1;
        var body = new StringBuilder(alone ? 256 : 128 * parameters.size());
        if (!alone) {
            body.append('[');
        }
        for (int i = 0; i < parameters.size(); i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"jsonrpc\":\"2.0\",\"id\":")
                    .append(i)
                    .append(",\"method\":\"")
                    .append(method)
                    .append("\",\"params\":")
                    .append(parameters.get(i))
                    .append('}');
        }
        if (!alone) {
            body.append(']');
        }
        return read(post(body.toString()), parameters.size(), result);
    }

    private byte[] post(String body) throws RpcFailedException, InterruptedException {
        if (sockets != null) {
            return exchange(sockets, body);
        }
        var request =
                HttpRequest.newBuilder(endpoint.http())
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .header("Accept-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, _ -> new BoundedBody(LARGEST_REPLY));
        } catch (HttpTimeoutException e) {
            throw new RpcFailedException(
                    Kind.SLOW, "no answer in " + patience.toSeconds() + " s", Duration.ZERO, e);
        } catch (IOException e) {
            if (e.getCause() instanceof RpcFailedException own) {
                throw own;
            }
            throw new RpcFailedException(
                    Kind.UNREACHABLE,
                    endpoint.shown() + " cannot be reached: " + reason(e),
                    Duration.ZERO,
                    e);
        }
        received.add(response.body().length);
        checkStatus(response);
        return plain(response);
    }

    private byte[] exchange(JsonSockets open, String body)
            throws RpcFailedException, InterruptedException {
        try {
            byte[] answer =
                    open.exchange(
                            body.getBytes(StandardCharsets.UTF_8), patience, LARGEST_REPLY, DEPTH);
            received.add(answer.length);
            return answer;
        } catch (SocketTimeoutException e) {
            throw new RpcFailedException(
                    Kind.SLOW, "no answer in " + patience.toSeconds() + " s", Duration.ZERO, e);
        } catch (InterruptedIOException e) {
            throw new InterruptedException();
        } catch (JsonSocket.TooLargeException e) {
            throw new RpcFailedException(
                    Kind.OVERSIZED,
                    "a reply of more than " + LARGEST_REPLY + " bytes",
                    Duration.ZERO,
                    e);
        } catch (IOException e) {
            throw new RpcFailedException(
                    Kind.UNREACHABLE,
                    endpoint.shown() + " cannot be reached: " + reason(e),
                    Duration.ZERO,
                    e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof ConnectException || e instanceof NoSuchFileException
                ? "connection refused"
                : printable(String.valueOf(e.getMessage()));
    }

    private static void checkStatus(HttpResponse<byte[]> response) throws RpcFailedException {
        int status = response.statusCode();
        if (status == 200) {
            return;
        }
        var asked = Retry.after(response.headers());
        var text = "HTTP status " + status;
        if (status == 429) {
            throw new RpcFailedException(Kind.LIMITED, text, asked, null);
        }
        if (status == 413) {
            throw new RpcFailedException(Kind.OVERSIZED, text, asked, null);
        }
        throw new RpcFailedException(status >= 500 ? Kind.SERVER : Kind.REFUSED, text, asked, null);
    }

    private static byte[] plain(HttpResponse<byte[]> response) throws RpcFailedException {
        if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
            return response.body();
        }
        // A small packed reply can unpack to gigabytes: the limit holds for the result too.
        try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            byte[] unpacked = in.readNBytes(LARGEST_REPLY + 1);
            if (unpacked.length > LARGEST_REPLY) {
                throw new RpcFailedException(
                        Kind.OVERSIZED, "a reply of more than " + LARGEST_REPLY + " bytes");
            }
            return unpacked;
        } catch (RpcFailedException e) {
            throw e;
        } catch (IOException e) {
            throw new RpcFailedException(
                    Kind.MALFORMED, "a reply that cannot be unpacked", Duration.ZERO, e);
        }
    }

    /** What a reply holds for each of so many calls. */
    <T> List<Answer<T>> read(byte[] reply, int calls, Result<T> result) throws RpcFailedException {
        var answers = new ArrayList<@Nullable Answer<T>>(Collections.nCopies(calls, null));
        try (var parser = json.createParser(ObjectReadContext.empty(), reply)) {
            var token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    answer(parser, result, answers);
                }
            } else if (token == JsonToken.START_OBJECT) {
                answer(parser, result, answers);
            } else {
                throw new RpcFailedException(Kind.MALFORMED, "a reply that is no JSON-RPC");
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new RpcFailedException(
                    Kind.MALFORMED, "a reply that is no valid JSON-RPC", Duration.ZERO, e);
        }
        var complete = new ArrayList<Answer<T>>(calls);
        for (var answer : answers) {
            if (answer == null) {
                throw new RpcFailedException(
                        Kind.MALFORMED, "a reply that leaves calls unanswered");
            }
            complete.add(answer);
        }
        return complete;
    }

    private static <T> void answer(
            JsonParser parser, Result<T> result, List<@Nullable Answer<T>> answers)
            throws RpcFailedException {
        long id = -1;
        T value = null;
        Refusal refusal = null;
        boolean read = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            switch (name) {
                case "id" -> id = token == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : -1;
                case "result" -> {
                    value = result.read(parser);
                    read = true;
                }
                case "error" -> refusal = token == JsonToken.VALUE_NULL ? null : refusal(parser);
                default -> parser.skipChildren();
            }
        }
        if (refusal != null && id < 0) {
            // The whole request was refused, not one of its calls.
            throw refused("a batch of " + answers.size(), refusal);
        }
        if (id < 0 || id >= answers.size() || (!read && refusal == null)) {
            throw new RpcFailedException(Kind.MALFORMED, "an answer to no call");
        }
        answers.set((int) id, new Answer<>(value, refusal));
    }

    private static Refusal refusal(JsonParser parser) {
        long code = 0;
        String message = "";
        String data = null;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            message = String.valueOf(parser.getValueAsString());
            parser.skipChildren();
            return new Refusal(code, message, null);
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (name.equals("code") && token == JsonToken.VALUE_NUMBER_INT) {
                code = parser.getLongValue();
            } else if (name.equals("message") && token == JsonToken.VALUE_STRING) {
                message = parser.getString();
            } else if (name.equals("data") && token == JsonToken.VALUE_STRING) {
                data = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        return new Refusal(code, message, data);
    }

    /** Words of a stranger, fit for a log line: no control characters, at most 200. */
    static String printable(String text) {
        var shown = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
        return shown.length() > 200 ? shown.substring(0, 200) + "…" : shown;
    }

    @Override
    public void close() {
        http.shutdownNow();
        if (sockets != null) {
            sockets.close();
        }
    }
}
