package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.DataDir;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Receivers, and the addresses that are made to be mistaken for them. */
final class AddressBookTest {
    private static final Address FRIEND = new Address("0x4f2a71c0aaaaaaaaaaaaaaaaaaaaaaaaaaaac91e");
    private static final Address POISON = new Address("0x4f2abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbc91e");
    private static final Address ME = new Address("0x8ed3" + "c".repeat(32) + "0b71");

    @TempDir Path root;
    private AddressBook book;

    @BeforeEach
    void open() throws Exception {
        book = AddressBook.in(DataDir.open(root.resolve("d")), () -> Instant.EPOCH);
    }

    @Test
    void findsByNameAndByAddress() throws Exception {
        book.add("Cold store", FRIEND, List.of(ME));
        var entry = new AddressBook.Entry("Cold store", FRIEND, Instant.EPOCH);
        var known = new AddressBook.Finding.Known(entry);
        assertEquals(known, book.find(" cold STORE ", List.of(ME)));
        assertEquals(known, book.find(FRIEND.hex(), List.of(ME)));
        assertInstanceOf(
                AddressBook.Finding.New.class, book.find("0x" + "12".repeat(20), List.of(ME)));
        assertTrue(book.remove("cold store"));
        assertFalse(book.remove("cold store"));
        assertEquals(List.of(), book.entries());
    }

    @Test
    void anAddressThatLooksLikeAKnownOneOrTheOwnersIsStopped() throws Exception {
        book.add("Friend", FRIEND, List.of(ME));
        var alike =
                assertInstanceOf(
                        AddressBook.Finding.LooksLike.class, book.find(POISON.hex(), List.of(ME)));
        assertEquals(FRIEND, alike.known());
        assertThrows(IllegalArgumentException.class, () -> book.add("Other", POISON, List.of(ME)));
        Address mine = new Address("0x8ed3" + "d".repeat(32) + "0b71");
        assertInstanceOf(AddressBook.Finding.LooksLike.class, book.find(mine.hex(), List.of(ME)));
        assertInstanceOf(AddressBook.Finding.New.class, book.find(ME.hex(), List.of(ME)));
    }

    @Test
    void refusesMistypedAddressesAndOddNames() throws Exception {
        for (String wrong :
                List.of(
                        "",
                        "0x12",
                        "nobody",
                        // One digit of the checksummed form has the wrong case.
                        "0x4F2a71c0aAaaaaaaaaaAAaAaAaaaAaAaAaAac91E")) {
            assertInstanceOf(AddressBook.Finding.Wrong.class, book.find(wrong, List.of()), wrong);
        }
        for (String odd : List.of("", " ", "0xfriend", "a\u202Eb", "x".repeat(41), "=cmd")) {
            assertThrows(
                    IllegalArgumentException.class, () -> book.add(odd, FRIEND, List.of()), odd);
        }
        book.add("Friend", FRIEND, List.of());
        assertThrows(
                IllegalArgumentException.class,
                () -> book.add("FRIEND", new Address("0x" + "12".repeat(20)), List.of()));
    }

    @Test
    void aDamagedBookIsNeverOverwritten() throws Exception {
        book.add("Friend", FRIEND, List.of());
        Path file = root.resolve("d/wallet/book.json");
        Files.writeString(file, Files.readString(file).substring(0, 60));
        String before = Files.readString(file);
        assertThrows(IOException.class, () -> book.add("Other", ME, List.of()));
        assertEquals(before, Files.readString(file));
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws Exception {
        Path theirs = Files.writeString(root.resolve("theirs"), "{\"format\":1,\"entries\":[]}");
        Path folder = DataDir.open(root.resolve("d")).folder("wallet");
        Files.createSymbolicLink(folder.resolve("book.json"), theirs);
        assertThrows(IOException.class, () -> book.add("Friend", FRIEND, List.of()));
        assertEquals("{\"format\":1,\"entries\":[]}", Files.readString(theirs));
    }

    @Test
    void readBackAsksWhereLookAlikesDiffer() {
        Set<Integer> places = new HashSet<>();
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 500; i++) {
            ReadBack asked = ReadBack.of(FRIEND, random);
            places.add(asked.from());
            String right = FRIEND.hex().substring(1 + asked.from(), 7 + asked.from());
            assertTrue(asked.answered(" " + right.toUpperCase(Locale.ROOT)));
            assertFalse(asked.answered(""));
            // What the clipboard's thief would have one read from the screen.
            String other = POISON.hex().substring(1 + asked.from(), 7 + asked.from());
            assertFalse(asked.answered(other), asked.toString());
            assertEquals(42, asked.question().length());
            assertTrue(asked.question().contains("______"));
        }
        assertTrue(places.size() > 10, "asked in many places");
    }
}
