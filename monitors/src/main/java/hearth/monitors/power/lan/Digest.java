package hearth.monitors.power.lan;

import hearth.kernel.Hex;
import hearth.monitors.power.meter.MeterFailedException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** HTTP digest authentication with SHA-256 (RFC 7616), as Shelly has it from Gen2 on. */
final class Digest {
    private static final Pattern FIELD =
            Pattern.compile("([a-zA-Z]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Digest() {}

    /** Whether a challenge is of this kind. */
    static boolean isAskedFor(String challenge) {
        return challenge.regionMatches(true, 0, "Digest ", 0, 7);
    }

    static String answer(String challenge, String user, byte[] word, URI uri)
            throws MeterFailedException {
        var nonce = new byte[8];
        RANDOM.nextBytes(nonce);
        return answer(challenge, user, word, uri, Hex.of(nonce).replaceFirst("^0x", ""));
    }

    /**
     * @param clientNonce a number used once
     */
    static String answer(String challenge, String user, byte[] word, URI uri, String clientNonce)
            throws MeterFailedException {
        var fields = fields(challenge);
        var algorithm = fields.getOrDefault("algorithm", "MD5");
        if (!algorithm.equalsIgnoreCase("SHA-256")) {
            throw new MeterFailedException(
                    "The device asks for a password in a way that is not safe ("
                            + algorithm
                            + ").");
        }
        var realm = fields.getOrDefault("realm", "");
        var nonce = fields.getOrDefault("nonce", "");
        var path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var first = first(user + ":" + realm + ":", word);
        var second = hex(("GET:" + path).getBytes(StandardCharsets.UTF_8));
        var together = first + ":" + nonce + ":00000001:" + clientNonce + ":auth:" + second;
        return "Digest username=\""
                + user
                + "\", realm=\""
                + realm
                + "\", nonce=\""
                + nonce
                + "\", uri=\""
                + path
                + "\", algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\""
                + clientNonce
                + "\", response=\""
                + hex(together.getBytes(StandardCharsets.UTF_8))
                + "\"";
    }

    private static String first(String before, byte[] word) {
        var start = before.getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(start, start.length + word.length);
        System.arraycopy(word, 0, all, start.length, word.length);
        try {
            return hex(all);
        } finally {
            Arrays.fill(all, (byte) 0);
        }
    }

    private static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Map<String, String> fields(String challenge) {
        var fields = new HashMap<String, String>();
        var match = FIELD.matcher(challenge);
        while (match.find()) {
            fields.put(
                    match.group(1).toLowerCase(Locale.ROOT),
                    match.group(2) != null ? match.group(2) : match.group(3));
        }
        return fields;
    }
}
