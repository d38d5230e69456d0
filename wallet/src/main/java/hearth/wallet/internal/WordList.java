package hearth.wallet.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The 2048 English words of BIP-39. The words are public; only their order in a phrase is not. */
public final class WordList {
    private static final List<String> WORDS = load();

    private WordList() {}

    /** The word with a number from 0 to 2047. */
    public static String word(int index) {
        return WORDS.get(index);
    }

    /** The number of the word in {@code text[from, to)}, lower case; negative when not listed. */
    public static int indexOf(char[] text, int from, int to) {
        int low = 0;
        int high = WORDS.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(WORDS.get(middle), text, from, to);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** The listed word most like the given one, or empty text when none is close. */
    public static String closest(char[] text, int from, int to) {
        String best = "";
        int bestDistance = 3;
        for (String word : WORDS) {
            int distance = distance(word, text, from, to);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = word;
            }
        }
        return best;
    }

    private static int compare(String word, char[] text, int from, int to) {
        int shared = Math.min(word.length(), to - from);
        for (int i = 0; i < shared; i++) {
            int difference = word.charAt(i) - text[from + i];
            if (difference != 0) {
                return difference;
            }
        }
        return word.length() - (to - from);
    }

    /** Levenshtein distance. */
    private static int distance(String word, char[] text, int from, int to) {
        int length = to - from;
        int[] row = new int[length + 1];
        for (int j = 0; j <= length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= word.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= length; j++) {
                int same = word.charAt(i - 1) == text[from + j - 1] ? 0 : 1;
                int next = Math.min(diagonal + same, Math.min(row[j], row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = next;
            }
        }
        return row[length];
    }

    private static List<String> load() {
        InputStream list = WordList.class.getResourceAsStream("bip39-english.txt");
        if (list == null) {
            throw new IllegalStateException("the word list is missing from this build");
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII))) {
            List<String> words = reader.lines().toList();
            if (words.size() != 2048) {
                throw new IllegalStateException("the word list has " + words.size() + " words");
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
