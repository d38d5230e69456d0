package hearth.monitors.power.lan;

import hearth.monitors.power.meter.Credentials;
import hearth.monitors.power.meter.MeterFailedException;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A device with HTTP and its way to ask for a password. */
final class WebDevice {
    private final HttpAddress address;
    private final String user;
    private final Credentials credentials;
    private final WebClient client;

    WebDevice(HttpAddress address, String user, Credentials credentials, WebClient client) {
        this.address = address;
        this.user = user.isEmpty() ? "admin" : user;
        this.credentials = credentials;
        this.client = client;
    }

    HttpAddress address() {
        return address;
    }

    /** The body of a path; the password is given only when the device asks for it. */
    byte[] get(String path) throws MeterFailedException {
        var uri = address.base().resolve("/" + path);
        var answer = client.get(uri, "");
        if (answer.status() == 401 && answer.challenge().isPresent()) {
            answer = client.get(uri, authorization(answer.challenge().get(), uri));
        }
        return checked(answer);
    }

    /** The body of a path, with a bearer's token. */
    byte[] getWithToken(String path) throws MeterFailedException {
        var word = secret();
        try {
            var token = StandardCharsets.US_ASCII.decode(ByteBuffer.wrap(word)).toString().strip();
            if (!token.matches("[\\x21-\\x7E]+")) {
                throw new MeterFailedException(
                        address.base().getHost() + " needs a long-lived access token.");
            }
            return checked(client.get(address.base().resolve("/" + path), "Bearer " + token));
        } finally {
            Arrays.fill(word, (byte) 0);
        }
    }

    private String authorization(String challenge, URI uri) throws MeterFailedException {
        var word = secret();
        try {
            if (word.length == 0) {
                throw new MeterFailedException(
                        address.base().getHost() + " wants a password; add it to the meter.");
            }
            if (Digest.isAskedFor(challenge)) {
                return Digest.answer(challenge, user, word, uri);
            }
            var start = (user + ":").getBytes(StandardCharsets.UTF_8);
            var both = Arrays.copyOf(start, start.length + word.length);
            System.arraycopy(word, 0, both, start.length, word.length);
            var encoded = Base64.getEncoder().encodeToString(both);
            Arrays.fill(both, (byte) 0);
            return "Basic " + encoded;
        } finally {
            Arrays.fill(word, (byte) 0);
        }
    }

    private byte[] secret() throws MeterFailedException {
        try {
            return credentials.open();
        } catch (IOException e) {
            throw new MeterFailedException(
                    "The meter's password cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private byte[] checked(WebClient.Answer answer) throws MeterFailedException {
        var host = address.base().getHost();
        return switch (answer.status()) {
            case 200 -> answer.body();
            case 401, 403 ->
                    throw new MeterFailedException(
                            host + " does not accept the password; give the meter a new one.");
            case 404 ->
                    throw new MeterFailedException(
                            host + " has no such figure; check kind, channel or sensor.");
            default ->
                    throw new MeterFailedException(
                            host + " answers with status " + answer.status() + ".");
        };
    }
}
