package hearth.monitors.power.decode;

import hearth.kernel.Quality;
import hearth.monitors.power.decode.FrameScanner.Match;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * RDTech TC66 and TC66C: 192 bytes, AES-256-ECB with a key that is the same in every meter; inside,
 * three parts of 64 bytes, each with its checksum, numbers little-endian. The same in clear text is
 * taken as well.
 */
final class Tc66Frame implements FrameScanner.Shape {
    private static final int LENGTH = 192;
    private static final int PART = 64;
    private static final int BLOCK = 16;

    /** Public: it is in every published description of the meter and protects nothing. */
    private static final byte[] KEY =
            HexFormat.of()
                    .parseHex("5821fa5601b2f02687ff1204622a4fb086f40260816f9a0ba7f106619ab87288");

    private static final byte[] MARK = "pac1".getBytes(StandardCharsets.US_ASCII);

    private final Cipher cipher;
    private final byte[] block = new byte[BLOCK];

    Tc66Frame() {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(KEY, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    @Override
    public Match at(byte[] bytes, int offset, int available) {
        if (available < BLOCK) {
            return new Match.NeedMore();
        }
        boolean clear = marked(bytes, offset);
        if (!clear) {
            decrypt(bytes, offset, BLOCK, block);
            if (!marked(block, 0)) {
                return new Match.Nothing();
            }
        }
        if (available < LENGTH) {
            return new Match.NeedMore();
        }
        var text = new byte[LENGTH];
        if (clear) {
            System.arraycopy(bytes, offset, text, 0, LENGTH);
        } else {
            decrypt(bytes, offset, LENGTH, text);
        }
        for (int part = 0; part < 3; part++) {
            if (!checked(text, part * PART, part + 1)) {
                return new Match.Broken(LENGTH, "A frame of the TC66 has a wrong checksum.");
            }
        }
        return new Match.Whole(LENGTH, new Decoded.Sound(reading(text)));
    }

    private static MeterReading reading(byte[] text) {
        return new ReadingDraft()
                .voltage(BigDecimal.valueOf(number(text, 48), 4))
                .current(BigDecimal.valueOf(number(text, 52), 5))
                .power(BigDecimal.valueOf(number(text, 56), 4))
                .energyImport(BigDecimal.valueOf(number(text, 76), 3))
                .reading(Quality.INLINE);
    }

    private static boolean marked(byte[] bytes, int offset) {
        for (int i = 0; i < MARK.length; i++) {
            if (bytes[offset + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean checked(byte[] text, int from, int number) {
        return text[from] == 'p'
                && text[from + 1] == 'a'
                && text[from + 2] == 'c'
                && text[from + 3] == '0' + number
                && number(text, from + 60) == Crc16.modbus(text, from, from + 60);
    }

    private void decrypt(byte[] bytes, int offset, int length, byte[] into) {
        try {
            cipher.doFinal(bytes, offset, length, into, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks always decrypt", e);
        }
    }

    private static long number(byte[] bytes, int at) {
        return (bytes[at] & 0xFFL)
                | (bytes[at + 1] & 0xFFL) << 8
                | (bytes[at + 2] & 0xFFL) << 16
                | (bytes[at + 3] & 0xFFL) << 24;
    }

    @Override
    public String cutOff(int available) {
        return "A frame of the TC66 is cut off after " + available + " of 192 bytes.";
    }
}
