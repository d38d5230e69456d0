package hearth.wallet;

import hearth.wallet.WalletFailedException.Problem;
import hearth.wallet.internal.AccountKey;

import java.util.Arrays;

/** Private keys as people paste them. */
final class KeyText {
    private KeyText() {}

    /** The 32 bytes of 64 digits with or without 0x and white space around; the caller wipes. */
    static byte[] parse(char[] digits) throws WalletFailedException {
        int from = 0;
        int to = digits.length;
        while (from < to && Character.isWhitespace(digits[from])) {
            from++;
        }
        while (to > from && Character.isWhitespace(digits[to - 1])) {
            to--;
        }
        if (to - from >= 2 && digits[from] == '0' && digits[from + 1] == 'x') {
            from += 2;
        }
        byte[] key = new byte[32];
        boolean whole = to - from == 64;
        for (int i = 0; whole && i < 64; i++) {
            int value = Character.digit(digits[from + i], 16);
            whole = value >= 0 && digits[from + i] < 128;
            key[i / 2] |= (byte) (value << (i % 2 == 0 ? 4 : 0));
        }
        if (whole && AccountKey.isKey(key)) {
            return key;
        }
        Arrays.fill(key, (byte) 0);
        throw new WalletFailedException(
                Problem.BAD_KEY,
                whole
                        ? "These digits are no private key of this kind of account."
                        : "A private key has 64 hexadecimal digits; these are others.");
    }
}
