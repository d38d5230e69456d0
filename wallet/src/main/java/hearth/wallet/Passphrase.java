package hearth.wallet;

import java.io.Console;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * A passphrase in memory for as short as possible. Never text: nothing prints it, and {@link
 * #close()} wipes it. A moving garbage collector may still have left copies (security notes).
 */
public final class Passphrase implements AutoCloseable {
    private final byte[] utf8;
    private boolean closed;

    private Passphrase(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Takes what was typed and wipes the given array. */
    public static Passphrase of(char[] typed) {
        // Room for the longest encoding, so that no buffer grows and leaves a copy behind.
        byte[] room = new byte[typed.length * 3];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(typed), encoded, true);
        byte[] bytes = Arrays.copyOf(room, encoded.position());
        Arrays.fill(room, (byte) 0);
        Arrays.fill(typed, '\0');
        return new Passphrase(bytes);
    }

    /** Takes UTF-8 bytes and wipes the given array. */
    public static Passphrase ofUtf8(byte[] bytes) {
        Passphrase taken = new Passphrase(bytes.clone());
        Arrays.fill(bytes, (byte) 0);
        return taken;
    }

    /**
     * Reads the first line of a file that only its owner, the caller, can read; no link, at most 4
     * KiB.
     *
     * @throws WalletFailedException when the file is missing, a link, somebody else's, readable by
     *     others, or its first line is empty
     */
    public static Passphrase fromFile(Path file) throws WalletFailedException {
        return ofUtf8(PrivateFile.firstLine(file));
    }

    /** Asks at the terminal without showing what is typed; empty when the input ended. */
    public static Optional<Passphrase> fromConsole(Console console, String prompt) {
        char[] typed = console.readPassword("%s", prompt);
        return typed == null ? Optional.empty() : Optional.of(of(typed));
    }

    /** A copy of the UTF-8 bytes; the caller wipes it. */
    public synchronized byte[] utf8() {
        if (closed) {
            throw new IllegalStateException("the passphrase was wiped");
        }
        return utf8.clone();
    }

    /** Nothing was typed. */
    public boolean isEmpty() {
        return utf8.length == 0;
    }

    /** Whether both are the same, without telling by time where they differ. */
    public boolean sameAs(Passphrase other) {
        return MessageDigest.isEqual(utf8, other.utf8);
    }

    /** A rough guess of how long a thief would need, for the four bars beside the field. */
    public Strength strength() {
        boolean[] seen = new boolean[256];
        int distinct = 0;
        boolean lower = false;
        boolean upper = false;
        boolean digit = false;
        boolean other = false;
        for (byte each : utf8) {
            int value = each & 0xff;
            if (!seen[value]) {
                seen[value] = true;
                distinct++;
            }
            lower |= value >= 'a' && value <= 'z';
            upper |= value >= 'A' && value <= 'Z';
            digit |= value >= '0' && value <= '9';
            other |= !Character.isLetterOrDigit(value) || value > 127;
        }
        Arrays.fill(seen, false);
        int kinds = lower ? 26 : 0;
        kinds += upper ? 26 : 0;
        kinds += digit ? 10 : 0;
        kinds += other ? 32 : 0;
        // Repeated characters add little: count distinct ones fully and the rest at a quarter.
        double counted = distinct + (utf8.length - distinct) / 4.0;
        double bits = kinds == 0 ? 0 : counted * Math.log(kinds) / Math.log(2);
        if (bits < 28) {
            return Strength.WEAK;
        }
        if (bits < 50) {
            return Strength.FAIR;
        }
        return bits < 80 ? Strength.STRONG : Strength.VERY_STRONG;
    }

    /** Steps of {@link #strength()}. */
    public enum Strength {
        WEAK,
        FAIR,
        STRONG,
        VERY_STRONG
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "Passphrase[hidden]";
    }
}
