package hearth.wallet;

import hearth.kernel.Address;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks for three of the recovery words, chosen by chance, to see that the owner's note can be read.
 * Holds the words until it is closed.
 */
public final class WordDrill implements AutoCloseable {
    private static final int ASKED = 3;

    private final RecoveryWords words;
    private final Address account;
    private final List<Integer> positions;

    /**
     * @param account whose words they are
     * @param words taken over, closed with the drill
     */
    WordDrill(Address account, RecoveryWords words, SecureRandom random) {
        this.account = account;
        this.words = words;
        this.positions =
                random.ints(1, words.count() + 1).distinct().limit(ASKED).sorted().boxed().toList();
    }

    /** Whose words they are. */
    public Address account() {
        return account;
    }

    /** Which words are asked for, from 1 as people count, rising. */
    public List<Integer> positions() {
        return positions;
    }

    /**
     * Which of the answers are right, in the order of the positions.
     *
     * @param typed a word each; left as they are, the caller wipes them
     */
    public List<Boolean> right(List<char[]> typed) {
        return IntStream.range(0, positions.size())
                .mapToObj(i -> i < typed.size() && same(positions.get(i), typed.get(i)))
                .toList();
    }

    private boolean same(int position, char[] typed) {
        String word = words.word(position);
        int from = 0;
        int to = typed.length;
        while (from < to && Character.isWhitespace(typed[from])) {
            from++;
        }
        while (to > from && Character.isWhitespace(typed[to - 1])) {
            to--;
        }
        if (to - from != word.length()) {
            return false;
        }
        boolean same = true;
        for (int i = 0; i < word.length(); i++) {
            same &= Character.toLowerCase(typed[from + i]) == word.charAt(i);
        }
        return same;
    }

    @Override
    public void close() {
        words.close();
    }

    @Override
    public String toString() {
        return "WordDrill[hidden]";
    }
}
