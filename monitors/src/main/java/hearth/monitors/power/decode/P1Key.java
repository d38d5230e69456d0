package hearth.monitors.power.decode;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What opens the telegrams of a meter that encrypts them: DLMS/COSEM security suite 0 (AES-128 in
 * Galois/Counter Mode, tag of 96 bits), as IEC 62056-5-3 has it. The grid operator gives the key to
 * the meter's owner.
 */
public final class P1Key implements AutoCloseable {
    private static final int BYTES = 16;
    private static final int TAG_BITS = 96;

    /** Which all meters of Luxembourg have in common ("Smarty" P1 specification, 3.2.5). */
    private static final String COMMON_AUTHENTICATION = "00112233445566778899aabbccddeeff";

    private final byte[] encryption;
    private final byte[] authentication;

    private P1Key(byte[] encryption, byte[] authentication) {
        this.encryption = encryption;
        this.authentication = authentication;
    }

    /**
     * Reads a key.
     *
     * @param text 32 hexadecimal digits; behind them, after a space or a colon, 32 more of the
     *     authentication key where the meter has one of its own. Left as it is: the caller wipes it
     * @throws IllegalArgumentException with a sentence that shows nothing of it
     */
    public static P1Key parse(byte[] text) {
        int length = text.length;
        while (length > 0 && text[length - 1] <= ' ') {
            length--;
        }
        boolean two = length == 4 * BYTES + 1;
        if (length != 2 * BYTES && !(two && (text[2 * BYTES] == ' ' || text[2 * BYTES] == ':'))) {
            throw notOne();
        }
        var encryption = bytes(text, 0);
        if (!two) {
            return new P1Key(encryption, HexFormat.of().parseHex(COMMON_AUTHENTICATION));
        }
        try {
            return new P1Key(encryption, bytes(text, 2 * BYTES + 1));
        } catch (IllegalArgumentException e) {
            Arrays.fill(encryption, (byte) 0);
            throw e;
        }
    }

    private static byte[] bytes(byte[] text, int from) {
        var bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            int high = Character.digit(text[from + 2 * i], 16);
            int low = Character.digit(text[from + 2 * i + 1], 16);
            if (high < 0 || low < 0) {
                Arrays.fill(bytes, (byte) 0);
                throw notOne();
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    private static IllegalArgumentException notOne() {
        return new IllegalArgumentException(
                "A P1 key has 32 hexadecimal digits; an authentication key of the meter's own"
                        + " follows after a space.");
    }

    /**
     * The clear text of an encrypted telegram.
     *
     * @param vector the meter's system title, 8 bytes, and the frame counter, 4 bytes
     * @param control the security control byte, which is authenticated too
     * @throws DamagedException when the tag does not vouch for it
     */
    byte[] open(byte[] vector, byte control, byte[] bytes, int from, int length)
            throws DamagedException {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(encryption, "AES"),
                    new GCMParameterSpec(TAG_BITS, vector));
            cipher.updateAAD(new byte[] {control});
            cipher.updateAAD(authentication);
            return cipher.doFinal(bytes, from, length);
        } catch (AEADBadTagException _) {
            throw new DamagedException(
                    "The encrypted telegram is damaged, or its key is another one.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no AES-GCM", e);
        }
    }

    /**
     * A new decoder for one stream of such a meter. What is not encrypted it does not believe.
     *
     * @param counters of the same meter's streams before
     */
    public Decoder decoder(P1Counters counters) {
        return new FrameScanner(new GloFrame(this, counters));
    }

    /** Wipes the key. */
    @Override
    public void close() {
        Arrays.fill(encryption, (byte) 0);
        Arrays.fill(authentication, (byte) 0);
    }

    @Override
    public String toString() {
        return "P1Key[hidden]";
    }
}
