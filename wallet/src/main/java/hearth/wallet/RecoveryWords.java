package hearth.wallet;

import hearth.wallet.WalletFailedException.Problem;
import hearth.wallet.internal.WordList;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/**
 * Recovery words of BIP-39 (English). Kept as numbers into the public word list, so that no text of
 * the phrase ever exists here; {@link #close()} wipes them.
 */
public final class RecoveryWords implements AutoCloseable {
    private static final int ROUNDS = 2048;
    private static final int LONGEST = 4096;

    private final int[] indices;
    private boolean closed;

    private RecoveryWords(int[] indices) {
        this.indices = indices;
    }

    /**
     * New words.
     *
     * @param count 12, 15, 18, 21 or 24
     */
    public static RecoveryWords generate(int count, SecureRandom random) {
        byte[] entropy = new byte[entropyLength(count)];
        random.nextBytes(entropy);
        try {
            return fromEntropy(entropy);
        } finally {
            Arrays.fill(entropy, (byte) 0);
        }
    }

    /** The words for 16 to 32 bytes; the caller wipes the bytes. */
    static RecoveryWords fromEntropy(byte[] entropy) {
        int count = entropy.length * 3 / 4;
        if (entropyLength(count) != entropy.length) {
            throw new IllegalArgumentException("entropy of " + entropy.length + " bytes");
        }
        byte[] bits = Arrays.copyOf(entropy, entropy.length + 1);
        bits[entropy.length] = checksum(entropy);
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            int value = 0;
            for (int bit = i * 11; bit < i * 11 + 11; bit++) {
                value = value << 1 | (bits[bit / 8] >> (7 - bit % 8) & 1);
            }
            indices[i] = value;
        }
        Arrays.fill(bits, (byte) 0);
        return new RecoveryWords(indices);
    }

    /**
     * Reads what was typed or pasted: words apart by anything that is no letter, in any case.
     *
     * @param typed left as it is; the caller wipes it
     * @throws WalletFailedException naming the word that is not listed, a wrong number of words, or
     *     a checksum that does not fit
     */
    public static RecoveryWords parse(char[] typed) throws WalletFailedException {
        if (typed.length > LONGEST) {
            throw wrong("That is far too long for recovery words.");
        }
        char[] text = new char[typed.length];
        int[] found = new int[24];
        int count = 0;
        try {
            for (int i = 0; i < typed.length; i++) {
                text[i] = Character.toLowerCase(typed[i]);
            }
            int at = 0;
            while (at < text.length) {
                if (!Character.isLetter(text[at])) {
                    at++;
                    continue;
                }
                int from = at;
                while (at < text.length && Character.isLetter(text[at])) {
                    at++;
                }
                if (count == found.length) {
                    throw wrong("These are more than 24 words; recovery words are 12 to 24.");
                }
                int index = WordList.indexOf(text, from, at);
                if (index < 0) {
                    throw unknown(count + 1, text, from, at);
                }
                found[count++] = index;
            }
            return checked(Arrays.copyOf(found, count));
        } finally {
            Arrays.fill(text, '\0');
            Arrays.fill(found, 0);
        }
    }

    private static RecoveryWords checked(int[] indices) throws WalletFailedException {
        int count = indices.length;
        if (count < 12 || count % 3 != 0) {
            Arrays.fill(indices, 0);
            throw wrong(
                    "These are "
                            + count
                            + " words; recovery words are 12, 15, 18, 21 or 24. Check whether one"
                            + " is missing.");
        }
        byte[] entropy = entropy(indices);
        int last = indices[count - 1];
        int sum = last & ((1 << (count / 3)) - 1);
        int expected = (checksum(entropy) & 0xff) >> (8 - count / 3);
        Arrays.fill(entropy, (byte) 0);
        if (sum != expected) {
            Arrays.fill(indices, 0);
            throw wrong(
                    "All words are in the list, but together they do not fit: one is another"
                            + " listed word than yours, or two are swapped. Compare each with your"
                            + " note.");
        }
        return new RecoveryWords(indices);
    }

    /** What the words stand for, 16 to 32 bytes; the caller wipes it. */
    synchronized byte[] entropy() {
        word(1);
        return entropy(indices);
    }

    private static byte[] entropy(int[] indices) {
        byte[] entropy = new byte[entropyLength(indices.length)];
        for (int bit = 0; bit < entropy.length * 8; bit++) {
            int value = indices[bit / 11] >> (10 - bit % 11) & 1;
            entropy[bit / 8] |= (byte) (value << (7 - bit % 8));
        }
        return entropy;
    }

    private static WalletFailedException unknown(int position, char[] text, int from, int to) {
        String near = WordList.closest(text, from, to);
        String shown = new String(text, from, Math.min(to - from, 20));
        return wrong(
                String.format(
                        Locale.ROOT,
                        "Word %d, “%s”, is not a recovery word%s",
                        position,
                        shown,
                        near.isEmpty() ? "." : "; did you mean “" + near + "”?"));
    }

    private static WalletFailedException wrong(String sentence) {
        return new WalletFailedException(Problem.BAD_WORDS, sentence);
    }

    /** How many words. */
    public int count() {
        return indices.length;
    }

    /**
     * One word, a shared constant of the public list: to be shown in its own place, never joined to
     * text.
     *
     * @param position from 1, as people count
     */
    public synchronized String word(int position) {
        if (closed) {
            throw new IllegalStateException("the words were wiped");
        }
        return WordList.word(indices[position - 1]);
    }

    /** The BIP-39 seed with an empty extra passphrase, 64 bytes; the caller wipes it. */
    public synchronized byte[] seed() {
        return seed(new byte[0]);
    }

    synchronized byte[] seed(byte[] extra) {
        byte[] sentence = sentence();
        byte[] prefix = {'m', 'n', 'e', 'm', 'o', 'n', 'i', 'c'};
        byte[] salt = Arrays.copyOf(prefix, prefix.length + extra.length);
        System.arraycopy(extra, 0, salt, prefix.length, extra.length);
        PKCS5S2ParametersGenerator pbkdf2 = new PKCS5S2ParametersGenerator(new SHA512Digest());
        pbkdf2.init(sentence, salt, ROUNDS);
        byte[] seed = ((KeyParameter) pbkdf2.generateDerivedParameters(512)).getKey();
        Arrays.fill(sentence, (byte) 0);
        Arrays.fill(salt, (byte) 0);
        return seed;
    }

    private byte[] sentence() {
        int length = indices.length - 1;
        for (int i = 1; i <= indices.length; i++) {
            length += word(i).length();
        }
        byte[] sentence = new byte[length];
        int at = 0;
        for (int i = 1; i <= indices.length; i++) {
            String word = word(i);
            if (i > 1) {
                sentence[at++] = ' ';
            }
            for (int j = 0; j < word.length(); j++) {
                sentence[at++] = (byte) word.charAt(j);
            }
        }
        return sentence;
    }

    private static int entropyLength(int count) {
        if (count < 12 || count > 24 || count % 3 != 0) {
            throw new IllegalArgumentException("recovery words: " + count);
        }
        return count * 4 / 3;
    }

    private static byte checksum(byte[] entropy) {
        SHA256Digest sha256 = new SHA256Digest();
        sha256.update(entropy, 0, entropy.length);
        byte[] digest = new byte[32];
        sha256.doFinal(digest, 0);
        byte first = digest[0];
        Arrays.fill(digest, (byte) 0);
        return first;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(indices, 0);
    }

    @Override
    public String toString() {
        return "RecoveryWords[hidden]";
    }
}
