package hearth.network.work;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Hex;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A benchmark's report as a file: its text, then digest, signer and signature. What is signed is
 * the text to the byte, so whoever can read it can check it.
 *
 * @param text lines, each ended by a line feed; the second is {@code at: } and the time
 * @param signer address of the node key
 */
public record SealedText(String text, Address signer, Signature signature) {
    /** The first line of every report. */
    public static final String TITLE = "Hearth benchmark report, format 1";

    private static final String SEAL = "-- seal --\n";
    private static final String AT = "at: ";

    /** Signs a text. */
    public static SealedText of(String text, DigestSigner key) {
        var digest = message(text).in(Domain.benchmark());
        return new SealedText(text, key.address(), key.sign(digest));
    }

    /** SHA-256 of the text; what is written on chain when the node joins. */
    public Hash32 digest() {
        return digest(text);
    }

    /** Whether the signer has signed exactly this text. */
    public boolean holds() {
        return Recover.signedBy(signer, message(text).in(Domain.benchmark()), signature);
    }

    /** The file. */
    public String file() {
        return text
                + SEAL
                + "digest: "
                + digest()
                + "\nsigner: "
                + signer
                + "\nsignature: "
                + signature
                + "\n";
    }

    /**
     * Reads a file.
     *
     * @return empty when it is not a report at all; a changed text still parses, {@link #holds}
     *     tells
     */
    public static Optional<SealedText> parse(String file) {
        int seal = file.indexOf("\n" + SEAL);
        if (!file.startsWith(TITLE + "\n") || seal < 0) {
            return Optional.empty();
        }
        var text = file.substring(0, seal + 1);
        var rest = file.substring(seal + 1 + SEAL.length()).lines().toList();
        try {
            var ignored = message(text);
            assert ignored.at() >= 0;
            return Optional.of(
                    new SealedText(
                            text,
                            new Address(after(rest.get(1), "signer: ")),
                            Signature.of(Hex.parse(after(rest.get(2), "signature: ")))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String after(String line, String name) {
        if (!line.startsWith(name)) {
            throw new IllegalArgumentException("no " + name);
        }
        return line.substring(name.length()).strip();
    }

    private static BenchmarkSeal message(String text) {
        var second = text.lines().skip(1).findFirst().orElse("");
        try {
            return new BenchmarkSeal(digest(text), Instant.parse(after(second, AT)).toEpochMilli());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no time in the report", e);
        }
    }

    private static Hash32 digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return Hash32.of(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
