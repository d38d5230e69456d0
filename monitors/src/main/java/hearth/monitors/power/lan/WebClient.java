package hearth.monitors.power.lan;

import hearth.monitors.power.meter.MeterFailedException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.LongSupplier;

import javax.net.ssl.SSLException;

/**
 * Small GET requests to devices of the house: no redirects, no proxy, no cookies, at most 512 KiB,
 * within limits. The JDK's newer client would keep threads and buffers for a request a second.
 */
final class WebClient {
    private static final int LARGEST = 512 * 1024;

    private final LongSupplier nanos;
    private final LanLimits limits;

    WebClient(LongSupplier nanos, LanLimits limits) {
        this.nanos = nanos;
        this.limits = limits;
    }

    /** An answer. */
    static final class Answer {
        private final int status;
        private final byte[] body;
        private final Optional<String> challenge;

        Answer(int status, byte[] body, Optional<String> challenge) {
            this.status = status;
            this.body = body;
            this.challenge = challenge;
        }

        int status() {
            return status;
        }

        /** Not a copy: nobody changes it. */
        byte[] body() {
            return body;
        }

        /** The header WWW-Authenticate. */
        Optional<String> challenge() {
            return challenge;
        }
    }

    Answer get(URI uri, String authorization) throws MeterFailedException {
        long begin = nanos.getAsLong();
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(limits.stepMillis());
            connection.setReadTimeout(limits.stepMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            // Small devices serve one or two callers: a line kept open would shut others out.
            connection.setRequestProperty("Connection", "close");
            if (!authorization.isEmpty()) {
                connection.setRequestProperty("Authorization", authorization);
            }
            int status = connection.getResponseCode();
            try (var in =
                    status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
                return new Answer(
                        status,
                        in == null ? new byte[0] : body(in, begin),
                        Optional.ofNullable(connection.getHeaderField("WWW-Authenticate")));
            }
        } catch (IOException e) {
            throw failed(uri.getHost(), e);
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    /** A device that sends a byte now and then must not hold a thread for ever. */
    private byte[] body(InputStream in, long begin) throws IOException {
        var body = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            body.write(buffer, 0, length);
            if (body.size() > LARGEST) {
                throw new IOException("the answer is longer than any meter's");
            }
            if (nanos.getAsLong() - begin > limits.whole().toNanos()) {
                throw new SocketTimeoutException("the answer takes too long");
            }
        }
        return body.toByteArray();
    }

    static MeterFailedException failed(String host, IOException e) {
        return new MeterFailedException(
                switch (e) {
                    case UnknownHostException _ ->
                            "Nobody knows " + host + "; check the name, or use the address.";
                    case SocketTimeoutException _ ->
                            host + " does not answer; is it on, and is this still its address?";
                    case ConnectException _ ->
                            host + " refuses the connection; is this still its address and port?";
                    case NoRouteToHostException _ ->
                            "There is no way to " + host + "; is it on, and on this network?";
                    case SSLException _ ->
                            "The certificate of "
                                    + host
                                    + " cannot be trusted: "
                                    + e.getMessage()
                                    + ".";
                    default -> host + " gave no usable answer: " + e.getMessage() + ".";
                },
                e);
    }
}
