package hearth.workers.risk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.Random;

/** Hexadecimal from strangers: read exactly, or refused. */
final class HexDigitsTest {
    @Test
    void readsBothCasesWithAndWithoutTheMark() {
        byte[] bytes = new byte[513];
        new Random(3).nextBytes(bytes);
        String text = HexDigits.encode(bytes);
        assertArrayEquals(bytes, HexDigits.decode(text));
        String upper = text.substring(2).toUpperCase(Locale.ROOT);
        assertArrayEquals(bytes, HexDigits.decode(upper));
        char[] within = ("\"" + text + "\"").toCharArray();
        assertArrayEquals(bytes, HexDigits.decode(within, 1, text.length()));
        assertEquals(0, HexDigits.decode("").length);
        assertEquals(0, HexDigits.decode("0x").length);
    }

    @Test
    void refusesEveryOtherCharacterInBothPlaces() {
        for (int character = 0; character < 0x300; character++) {
            if (Character.digit(character, 16) >= 0 && character < 128) {
                continue;
            }
            refuses("00" + (char) character + "0");
            refuses("000" + (char) character);
        }
        refuses("00\uff11\u0130");
        refuses("123");
    }

    private static void refuses(String text) {
        assertThrows(IllegalArgumentException.class, () -> HexDigits.decode(text));
        char[] characters = text.toCharArray();
        assertThrows(
                IllegalArgumentException.class,
                () -> HexDigits.decode(characters, 0, characters.length));
    }
}
