package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.wallet.Passphrase.Strength;
import hearth.wallet.WalletFailedException.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

final class PassphraseTest {
    @TempDir Path folder;

    @Test
    void wipesWhatItWasGivenAndItself() {
        char[] typed = "zwölf Bücher 📚".toCharArray();
        Passphrase pass = Passphrase.of(typed);
        assertArrayEquals(new char[typed.length], typed);
        assertArrayEquals("zwölf Bücher 📚".getBytes(StandardCharsets.UTF_8), pass.utf8());
        assertEquals("Passphrase[hidden]", pass.toString());
        pass.close();
        assertThrows(IllegalStateException.class, pass::utf8);
    }

    @Test
    void readsTheFirstLineOfAPrivateFile() throws Exception {
        for (String content : new String[] {"secret", "secret\n", "secret\r\nmore\n"}) {
            try (Passphrase pass = Passphrase.fromFile(file(content, "rw-------"));
                    Passphrase same = Passphrase.of("secret".toCharArray());
                    Passphrase other = Passphrase.of("secreT".toCharArray())) {
                assertTrue(pass.sameAs(same));
                assertFalse(pass.sameAs(other));
            }
        }
    }

    @Test
    void refusesAFileThatOthersCanRead() throws Exception {
        for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            String sentence = refused(file("secret\n", permissions));
            assertTrue(sentence.contains("chmod 600"), sentence);
            assertFalse(sentence.contains("secret\n"), sentence);
        }
    }

    @Test
    void refusesLinksFoldersAndAbsentFiles() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file("secret", "rw-------"));
        assertTrue(refused(link).contains("it is a link"));
        assertTrue(refused(folder).contains("not a regular file"));
        assertTrue(refused(folder.resolve("absent")).startsWith("There is no file"));
    }

    @Test
    void refusesEmptyAndEndlessLines() throws Exception {
        assertTrue(refused(file("\nsecond", "rw-------")).contains("is empty"));
        assertTrue(refused(file("", "rw-------")).contains("is empty"));
        assertTrue(refused(file("x".repeat(5000), "rw-------")).contains("longer than"));
    }

    @Test
    void ratesStrengthRoughly() {
        assertEquals(Strength.WEAK, strength(""));
        assertEquals(Strength.WEAK, strength("aaaaaaaaaaaa"));
        assertEquals(Strength.WEAK, strength("house"));
        assertEquals(Strength.FAIR, strength("house42x"));
        assertEquals(Strength.STRONG, strength("house42-Xy"));
        assertEquals(Strength.VERY_STRONG, strength("correct horse battery staple 9"));
    }

    private static Strength strength(String text) {
        try (Passphrase pass = Passphrase.of(text.toCharArray())) {
            return pass.strength();
        }
    }

    private Path file(String content, String permissions) throws Exception {
        Path file = folder.resolve("pass");
        Files.deleteIfExists(file);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private static String refused(Path file) {
        WalletFailedException e =
                assertThrows(WalletFailedException.class, () -> Passphrase.fromFile(file).close());
        assertEquals(Problem.UNSAFE_FILE, e.problem());
        return String.valueOf(e.getMessage());
    }
}
