package hearth.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A meter's side of the P1 port, made by the letter of the standards, with nothing of Hearth's. */
public final class MeterTelegram {
    /** The authentication key that all meters of Luxembourg have in common. */
    public static final String COMMON = "00112233445566778899AABBCCDDEEFF";

    private static final int TITLE_BYTES = 8;
    private static final int TAG_BITS = 96;

    private MeterTelegram() {}

    /** A telegram with its checksum (CRC-16/ARC), from its lines. */
    public static byte[] plain(String... lines) {
        var text = "/TST5\\made-here\r\n\r\n" + String.join("\r\n", lines) + "\r\n!";
        int crc = 0;
        for (byte one : text.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xA001;
            }
        }
        return (text + String.format(Locale.ROOT, "%04X\r\n", crc))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Encrypts what a meter says (General-Glo-Ciphering, AES-128-GCM).
     *
     * @param key 32 hexadecimal digits
     * @param authentication likewise, such as {@link #COMMON}
     * @param title the meter's system title, 16 hexadecimal digits
     * @param counter the frame counter
     * @param control the security control byte; 0x30 is encrypted and authenticated
     */
    public static byte[] encrypted(
            String key, String authentication, String title, int counter, int control, byte[] clear)
            throws GeneralSecurityException {
        var vector =
                ByteBuffer.allocate(TITLE_BYTES + Integer.BYTES)
                        .put(hex(title))
                        .putInt(counter)
                        .array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(hex(key), "AES"),
                new GCMParameterSpec(TAG_BITS, vector));
        cipher.updateAAD(new byte[] {(byte) control});
        cipher.updateAAD(hex(authentication));
        var secret = cipher.doFinal(clear);
        var out = new ByteArrayOutputStream();
        out.write(0xDB);
        out.write(TITLE_BYTES);
        out.writeBytes(hex(title));
        int length = 1 + Integer.BYTES + secret.length;
        if (length > 255) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 127) {
            out.write(0x81);
        }
        out.write(length);
        out.write(control);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(counter).array());
        out.writeBytes(secret);
        return out.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
