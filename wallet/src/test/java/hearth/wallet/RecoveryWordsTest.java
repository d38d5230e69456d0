package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.network.Addresses;
import hearth.wallet.WalletFailedException.Problem;
import hearth.wallet.internal.AccountKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class RecoveryWordsTest {
    private static final HexFormat HEX = HexFormat.of();

    /** The published English vectors of BIP-39; their extra passphrase is TREZOR. */
    @ParameterizedTest
    @CsvFileSource(resources = "bip39-vectors.csv")
    void followsThePublishedVectors(String entropy, String sentence, String seed) throws Exception {
        byte[] extra = {'T', 'R', 'E', 'Z', 'O', 'R'};
        try (RecoveryWords made = RecoveryWords.fromEntropy(HEX.parseHex(entropy));
                RecoveryWords read = RecoveryWords.parse(sentence.toCharArray())) {
            assertEquals(sentence, sentence(made));
            assertEquals(sentence, sentence(read));
            assertEquals(seed, HEX.formatHex(made.seed(extra)));
            assertEquals(seed, HEX.formatHex(read.seed(extra)));
        }
    }

    @Test
    void givesTheWellKnownAccountForTestJunk() throws Exception {
        try (RecoveryWords words = RecoveryWords.parse(JUNK.toCharArray())) {
            assertEquals(
                    "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
                    Addresses.checksummed(AccountKey.address(AccountKey.derive(words.seed(), 0))));
            assertEquals(
                    "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                    Addresses.checksummed(AccountKey.address(AccountKey.derive(words.seed(), 1))));
        }
    }

    @Test
    void readsWhatPeoplePaste() throws Exception {
        String pasted =
                "1. Test 2. test\n3.TEST test,test\ttest test test test test test  junk \r\n";
        try (RecoveryWords words = RecoveryWords.parse(pasted.toCharArray())) {
            assertEquals(JUNK, sentence(words));
        }
    }

    @Test
    void namesTheWrongWordAndTheOneMeant() {
        String text = JUNK.replaceFirst("test test", "test tost");
        assertEquals("Word 2, “tost”, is not a recovery word; did you mean “cost”?", refused(text));
        assertEquals(
                "Word 12, “qqqqqqqq”, is not a recovery word.",
                refused(JUNK.replace("junk", "qqqqqqqq")));
    }

    @Test
    void saysWhenWordsAreMissingOrTooMany() {
        assertTrue(refused("test test").startsWith("These are 2 words"));
        assertTrue(refused("").startsWith("These are 0 words"));
        assertTrue(refused((JUNK + " ").repeat(3)).contains("more than 24"));
    }

    @Test
    void saysWhenTheChecksumDoesNotFit() {
        assertTrue(refused(JUNK.replace("junk", "test")).contains("do not fit"));
    }

    @Test
    void makesDifferentWordsThatCheck() throws Exception {
        SecureRandom random = new SecureRandom();
        for (int count : new int[] {12, 15, 18, 21, 24}) {
            try (RecoveryWords one = RecoveryWords.generate(count, random);
                    RecoveryWords other = RecoveryWords.generate(count, random);
                    RecoveryWords again = RecoveryWords.parse(sentence(one).toCharArray())) {
                assertEquals(count, one.count());
                assertArrayEquals(one.seed(), again.seed());
                assertTrue(!sentence(one).equals(sentence(other)));
            }
        }
    }

    @Test
    void isSilentAndGoneAfterClosing() throws Exception {
        RecoveryWords words = RecoveryWords.parse(JUNK.toCharArray());
        assertEquals("RecoveryWords[hidden]", words.toString());
        words.close();
        assertThrows(IllegalStateException.class, () -> words.word(1));
        assertThrows(IllegalStateException.class, words::seed);
    }

    static final String JUNK = "test test test test test test test test test test test junk";

    static String sentence(RecoveryWords words) {
        return IntStream.rangeClosed(1, words.count())
                .mapToObj(words::word)
                .collect(Collectors.joining(" "));
    }

    private static String refused(String text) {
        WalletFailedException e =
                assertThrows(
                        WalletFailedException.class,
                        () -> RecoveryWords.parse(text.toCharArray()).close());
        assertEquals(Problem.BAD_WORDS, e.problem());
        return String.valueOf(e.getMessage());
    }
}
