package hearth.monitors.bench.line;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The code that one end shows and the other types: with it both prove to each other that they are
 * meant, without sending it. 80 random bits, used for one session.
 */
public final class LineCode implements AutoCloseable {
    private static final int BYTES = 10;

    /** Bytes of a proof. */
    static final int PROOF = 32;

    private final byte[] secret;

    private LineCode(byte[] secret) {
        this.secret = secret;
    }

    /** A new one. */
    public static LineCode fresh(SecureRandom random) {
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        return new LineCode(secret);
    }

    /**
     * Reads one as typed; spaces, dashes and the case of letters do not matter.
     *
     * @throws IllegalArgumentException when it is not a code
     */
    public static LineCode of(char[] typed) {
        var digits = new StringBuilder();
        for (char c : typed) {
            if (c != ' ' && c != '-' && c != '\n' && c != '\r') {
                digits.append(Character.toLowerCase(c));
            }
        }
        if (digits.length() != 2 * BYTES) {
            throw new IllegalArgumentException(
                    "A code has " + 2 * BYTES + " digits, as the other end shows them.");
        }
        try {
            return new LineCode(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("A code has the digits 0 to 9 and a to f.", e);
        } finally {
            digits.setLength(0);
        }
    }

    /** For the one who types it: groups of four. */
    public String shown() {
        var digits = HexFormat.of().formatHex(secret).toLowerCase(Locale.ROOT);
        return digits.replaceAll("(.{4})(?!$)", "$1-");
    }

    /** HMAC-SHA-256 with the code as key over a role and what both sides chose. */
    byte[] proof(String role, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(role.getBytes(StandardCharsets.US_ASCII));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Whether a proof is the right one; takes the same time either way. */
    boolean proves(byte[] shown, String role, byte[]... parts) {
        return MessageDigest.isEqual(shown, proof(role, parts));
    }

    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "LineCode[hidden]";
    }
}
