package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.wallet.internal.ScryptCost;
import hearth.wallet.internal.ScryptProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Several accounts, accounts without a key, and the drill with the words. */
@Timeout(60)
final class AccountsTest {
    private static final Address COLD = new Address("0x" + "8e".repeat(20));

    @TempDir Path root;
    private Threads threads;
    private DataDir dir;
    private Wallet wallet;
    private Passphrase pass;

    @BeforeEach
    void open() throws Exception {
        threads = Threads.system();
        dir = DataDir.open(root.resolve("d"));
        pass = Passphrase.ofUtf8("a passphrase".getBytes(StandardCharsets.UTF_8));
        wallet = another();
    }

    private Wallet another() throws Exception {
        return Wallets.open(
                dir,
                threads,
                ScryptProcess.in(dir.root()),
                new ScryptCost(1 << 10, 8, 1),
                new SecureRandom());
    }

    @AfterEach
    void close() {
        wallet.close();
        pass.close();
        threads.close();
    }

    private List<Address> addresses() throws Exception {
        return wallet.accounts().stream().map(Account::address).toList();
    }

    @Test
    void keepsSeveralAndSignsWithTheChosenOne() throws Exception {
        wallet.create(pass).close();
        Address first = wallet.account().orElseThrow().address();
        var taken = assertThrows(WalletFailedException.class, () -> wallet.create(pass));
        assertEquals(WalletFailedException.Problem.WALLET_EXISTS, taken.problem());
        wallet.create(pass, 24, Placement.BESIDE).close();
        Address second = wallet.account().orElseThrow().address();
        assertEquals(List.of(second, first), addresses());
        assertEquals(second, wallet.unlock(pass).account().address());
        wallet.choose(first);
        assertFalse(wallet.unlocked().isPresent(), "choosing locks");
        assertEquals(first, wallet.unlock(pass).account().address());
        try (Wallet later = another()) {
            assertEquals(first, later.account().orElseThrow().address());
            assertEquals(2, later.accounts().size());
        }
    }

    @Test
    void aLostListComesBackWithEveryKeystoreThatIsSound() throws Exception {
        wallet.create(pass).close();
        wallet.create(pass, 12, Placement.BESIDE).close();
        Path newest = wallet.keystoreFile().orElseThrow();
        wallet.create(pass, 12, Placement.BESIDE).close();
        Path damaged = wallet.keystoreFile().orElseThrow();
        List<Address> all = addresses();
        Files.delete(newest.resolveSibling("../accounts.json"));
        Files.writeString(damaged, "{\"version\":3");
        try (Wallet later = another()) {
            assertEquals(
                    Set.copyOf(all.subList(1, 3)),
                    later.accounts().stream().map(Account::address).collect(Collectors.toSet()));
            for (Address address : all.subList(1, 3)) {
                later.choose(address);
                assertTrue(later.drill(later.unlock(pass)).isPresent(), "its words are kept");
            }
            assertTrue(Files.exists(damaged));
        }
    }

    @Test
    void aWalletThatWasNotMadeLeavesNoWords() throws Exception {
        wallet.create(pass).close();
        assertThrows(WalletFailedException.class, () -> wallet.create(pass));
        try (var files = Files.walk(wallet.keystoreFile().orElseThrow().resolveSibling(".."))) {
            assertEquals(1, files.filter(file -> file.toString().endsWith(".sealed")).count());
        }
    }

    @Test
    void anotherAccountsDrillChecksNothing() throws Exception {
        try (RecoveryWords words = wallet.create(pass);
                Unlocked open = wallet.unlock(pass);
                WordDrill drill = wallet.drill(open).orElseThrow()) {
            Address first = open.account().address();
            List<char[]> typed =
                    drill.positions().stream().map(at -> words.word(at).toCharArray()).toList();
            wallet.create(pass, 12, Placement.BESIDE).close();
            assertThrows(WalletFailedException.class, () -> wallet.checkDrill(drill, typed));
            assertTrue(wallet.drill(wallet.unlock(pass)).isPresent(), "the other's words stay");
            wallet.choose(first);
            assertEquals(List.of(true, true, true), wallet.checkDrill(drill, typed));
        }
    }

    @Test
    void watchesAnAccountThatCannotSign() throws Exception {
        wallet.watch(COLD);
        wallet.watch(COLD);
        assertEquals(List.of(COLD), addresses());
        var refused = assertThrows(WalletFailedException.class, () -> wallet.unlock(pass));
        assertEquals(WalletFailedException.Problem.WATCH_ONLY, refused.problem());
        assertTrue(wallet.keystoreFile().isEmpty());
        // A wallet can still be made, and is the chosen one then.
        wallet.create(pass).close();
        assertEquals(2, addresses().size());
        assertEquals(COLD, addresses().getLast());
        wallet.unlock(pass).close();
        wallet.choose(COLD);
        assertThrows(WalletFailedException.class, () -> wallet.unlock(pass));
    }

    @Test
    void aWatchedAccountGetsItsKeyLater() throws Exception {
        char[] digits =
                "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318".toCharArray();
        Address known = new Address("0x2c7536e3605d9c16a7a3d7b1898e529396a65c23");
        wallet.watch(known);
        wallet.importKey(digits, pass, Placement.ONLY);
        assertEquals(List.of(known), addresses());
        assertEquals(known, wallet.unlock(pass).account().address());
    }

    @Test
    void theDrillAsksForThreeWordsAndBelievesOnlyTheRightOnes() throws Exception {
        try (RecoveryWords words = wallet.create(pass)) {
            try (Unlocked open = wallet.unlock(pass);
                    WordDrill drill = wallet.drill(open).orElseThrow()) {
                assertEquals(3, drill.positions().size());
                assertEquals(3, drill.positions().stream().distinct().count());
                List<char[]> typed = new ArrayList<>();
                for (int position : drill.positions()) {
                    typed.add((" " + words.word(position) + " ").toCharArray());
                }
                List<char[]> wrong = new ArrayList<>(typed);
                wrong.set(1, "abandonx".toCharArray());
                assertEquals(List.of(true, false, true), wallet.checkDrill(drill, wrong));
                assertTrue(wallet.account().orElseThrow().wordsChecked().isEmpty());
                assertEquals(
                        List.of(true, false, false), wallet.checkDrill(drill, typed.subList(0, 1)));
                assertEquals(List.of(true, true, true), wallet.checkDrill(drill, typed));
                typed.forEach(each -> Arrays.fill(each, '\0'));
                assertTrue(wallet.account().orElseThrow().wordsChecked().isPresent());
                assertTrue(wallet.drill(open).isEmpty(), "the words are kept no longer");
            }
            // All of them can still be compared, for nothing needs to be kept for that.
            assertTrue(wallet.checkWords(words));
        }
    }
}
