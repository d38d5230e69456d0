package hearth.wallet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Threads;
import hearth.network.Addresses;
import hearth.wallet.WalletFailedException.Problem;
import hearth.wallet.internal.ScryptCost;
import hearth.wallet.internal.ScryptProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

final class WalletTest {
    private static final String JUNK = RecoveryWordsTest.JUNK;
    private static final Address JUNK_ADDRESS =
            Addresses.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");

    @TempDir Path root;
    private final FakeTime time = new FakeTime();
    private Threads threads = Threads.system();

    @BeforeEach
    void threads() {
        threads.close();
        threads =
                new Threads(
                        time,
                        Executors.newSingleThreadScheduledExecutor(),
                        Executors.newVirtualThreadPerTaskExecutor(),
                        Executors.newSingleThreadExecutor());
    }

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void makesOpensAndLocks() throws Exception {
        try (Wallet wallet = open()) {
            assertInstanceOf(WalletState.None.class, wallet.state().get());
            try (Passphrase pass = pass("correct horse");
                    RecoveryWords words = wallet.create(pass)) {
                assertEquals(12, words.count());
                Address made = wallet.account().orElseThrow().address();
                assertInstanceOf(WalletState.Locked.class, wallet.state().get());
                try (Unlocked open = wallet.unlock(pass)) {
                    assertEquals(made, open.account().address());
                    assertInstanceOf(WalletState.Open.class, wallet.state().get());
                }
                assertInstanceOf(WalletState.Locked.class, wallet.state().get());
                try (RecoveryWords same = copy(words)) {
                    assertTrue(wallet.checkWords(same));
                }
                assertEquals(
                        time.instant(),
                        wallet.account().orElseThrow().wordsChecked().orElseThrow());
            }
        }
    }

    @Test
    void keepsItsWordsSealedUntilTheyWereChecked() throws Exception {
        try (Wallet wallet = open();
                Passphrase pass = pass("p");
                RecoveryWords words = wallet.create(pass)) {
            String sentence = RecoveryWordsTest.sentence(words);
            try (Unlocked open = wallet.unlock(pass);
                    RecoveryWords again = wallet.words(open).orElseThrow()) {
                assertEquals(sentence, RecoveryWordsTest.sentence(again));
            }
            try (RecoveryWords others = RecoveryWords.parse(JUNK.toCharArray())) {
                assertFalse(wallet.checkWords(others));
            }
            Unlocked open = wallet.unlock(pass);
            assertTrue(wallet.words(open).isPresent());
            assertTrue(wallet.checkWords(words));
            assertTrue(wallet.words(open).isEmpty());
            assertTrue(open.account().wordsChecked().isPresent());
            wallet.lock();
            assertEquals(Problem.LOCKED, problem(() -> wallet.words(open)));
        }
    }

    @Test
    void isStillThereAfterARestart() throws Exception {
        try (Wallet wallet = open();
                Passphrase pass = pass("a")) {
            importJunk(wallet, pass);
            wallet.setPayout(Addresses.parse("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"));
        }
        try (Wallet wallet = open();
                Passphrase pass = pass("a");
                Unlocked open = wallet.unlock(pass)) {
            assertEquals(JUNK_ADDRESS, open.account().address());
            assertEquals(
                    "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                    Addresses.checksummed(open.account().payout()));
        }
    }

    @Test
    void keepsItsFilesPrivate() throws Exception {
        try (Wallet wallet = open();
                Passphrase pass = pass("a")) {
            importJunk(wallet, pass);
            Path keystore = wallet.keystoreFile().orElseThrow();
            for (Path file : List.of(keystore, root.resolve("wallet/accounts.json"))) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(root.resolve("wallet/keystore"))));
        }
    }

    @Test
    void tellsAWrongPassphraseFromDamage() throws Exception {
        try (Wallet wallet = open();
                Passphrase pass = pass("right");
                Passphrase wrong = pass("wrong")) {
            importJunk(wallet, pass);
            assertEquals(Problem.WRONG_PASSPHRASE, problem(() -> wallet.unlock(wrong)));

            Path file = wallet.keystoreFile().orElseThrow();
            String whole = Files.readString(file);
            String damaged = whole.replaceFirst("(\"ciphertext\":\")(....)", "$10000");
            Files.writeString(file, damaged);
            assertEquals(Problem.DAMAGED, problem(() -> wallet.unlock(pass)));
            assertEquals(damaged, Files.readString(file), "a damaged keystore was touched");

            Files.writeString(file, whole.substring(0, 40));
            assertEquals(Problem.DAMAGED, problem(() -> wallet.unlock(pass)));
            assertEquals(Problem.WALLET_EXISTS, problem(() -> wallet.create(pass)));
            assertEquals(whole.substring(0, 40), Files.readString(file));

            Files.delete(file);
            assertEquals(Problem.DAMAGED, problem(() -> wallet.unlock(pass)));
        }
    }

    @Test
    void wordsBringBackADamagedWalletAndKeepTheDamagedFile() throws Exception {
        try (Wallet wallet = open();
                Passphrase pass = pass("right");
                Passphrase fresh = pass("new")) {
            importJunk(wallet, pass);
            Path file = wallet.keystoreFile().orElseThrow();
            Files.writeString(file, "damaged");
            time.pass(Duration.ofMinutes(1));
            importJunk(wallet, fresh);
            wallet.unlock(fresh).close();
            assertEquals(Problem.WRONG_PASSPHRASE, problem(() -> wallet.unlock(pass)));
            try (var files = Files.list(root.resolve("wallet/keystore"))) {
                Path aside =
                        files.filter(f -> f.toString().contains(".replaced-"))
                                .findAny()
                                .orElseThrow();
                assertEquals("damaged", Files.readString(aside));
            }
        }
    }

    @Test
    void neverOverwritesAnotherWallet() throws Exception {
        try (Wallet wallet = open();
                Passphrase pass = pass("right");
                RecoveryWords _ = wallet.create(pass)) {
            Path file = wallet.keystoreFile().orElseThrow();
            byte[] before = Files.readAllBytes(file);
            assertEquals(Problem.WALLET_EXISTS, problem(() -> importJunk(wallet, pass)));
            assertEquals(Problem.WALLET_EXISTS, problem(() -> wallet.create(pass)));
            assertArrayEquals(before, Files.readAllBytes(file));
        }
    }

    @Test
    void rebuildsALostOrDamagedListFromTheKeystores() throws Exception {
        Path list = root.resolve("wallet/accounts.json");
        for (String content : List.of("", "{\"format\":1,\"acc", "\u0000\u0001", "null")) {
            try (Wallet wallet = open();
                    Passphrase pass = pass("right")) {
                if (wallet.account().isEmpty()) {
                    importJunk(wallet, pass);
                }
            }
            if (content.isEmpty()) {
                Files.delete(list);
            } else {
                Files.writeString(list, content);
            }
            time.pass(Duration.ofSeconds(1));
            try (Wallet wallet = open();
                    Passphrase pass = pass("right");
                    Unlocked open = wallet.unlock(pass)) {
                assertEquals(JUNK_ADDRESS, open.account().address());
            }
        }
        try (var files = Files.list(root.resolve("wallet"))) {
            assertEquals(3, files.filter(f -> f.toString().contains(".damaged-")).count());
        }
    }

    @Test
    void leavesTheListOfANewerHearthAlone() throws Exception {
        Path list = root.resolve("wallet/accounts.json");
        try (Wallet wallet = open();
                Passphrase pass = pass("right")) {
            importJunk(wallet, pass);
        }
        String newer = Files.readString(list).replace("\"format\" : 1", "\"format\" : 2");
        Files.writeString(list, newer);
        try (Wallet wallet = open()) {
            WalletState.Damaged state =
                    assertInstanceOf(WalletState.Damaged.class, wallet.state().get());
            assertTrue(state.sentence().contains("Update Hearth"), state.sentence());
        }
        assertEquals(newer, Files.readString(list));
    }

    @Test
    void importsAKeystoreOfAnotherWallet() throws Exception {
        Path theirs = root.resolve("theirs.json");
        Files.writeString(
                theirs,
                """
                {"crypto":{"cipher":"aes-128-ctr",
                "cipherparams":{"iv":"e0c41130a323adc1446fc82f724bca2f"},
                "ciphertext":"9517cd5bdbe69076f9bf5057248c6c050141e970efa36ce53692d5d59a3984",
                "kdf":"scrypt","kdfparams":{"dklen":32,"n":2,"r":8,"p":1,
                "salt":"711f816911c92d649fb4c84b047915679933555030b3552c1212609b38208c63"},
                "mac":"d5e116151c6aa71470e67a7d42c9620c75c4d23229847dcc127794f0732b0db5"},
                "id":"fecfc4ce-e956-48fd-953b-30f8b52ed66c","version":3}
                """);
        try (Wallet wallet = open();
                Passphrase foo = pass("foo");
                Passphrase ours = pass("ours")) {
            assertEquals(
                    Problem.WRONG_PASSPHRASE,
                    problem(() -> wallet.importKeystore(theirs, ours, ours, Placement.ONLY)));
            Account account = wallet.importKeystore(theirs, foo, ours, Placement.ONLY);
            assertEquals(Account.Origin.KEYSTORE, account.origin());
            wallet.unlock(ours).close();
            Path none = root.resolve("none.json");
            assertEquals(
                    Problem.UNSAFE_FILE,
                    problem(() -> wallet.importKeystore(none, foo, ours, Placement.ONLY)));
        }
    }

    @Test
    void importsAPrivateKey() throws Exception {
        String digits = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
        try (Wallet wallet = open();
                Passphrase pass = pass("p")) {
            for (String wrong : List.of("", "0x", digits + "0", digits.replace('a', 'x'))) {
                assertEquals(
                        Problem.BAD_KEY,
                        problem(() -> wallet.importKey(wrong.toCharArray(), pass, Placement.ONLY)));
            }
            String zero = "0".repeat(64);
            assertEquals(
                    Problem.BAD_KEY,
                    problem(() -> wallet.importKey(zero.toCharArray(), pass, Placement.ONLY)));
            assertEquals(
                    JUNK_ADDRESS,
                    wallet.importKey((digits + "\n").toCharArray(), pass, Placement.ONLY)
                            .address());
        }
    }

    @Test
    void locksItselfWhenLeftAloneOrTheClockGoesBack() throws Exception {
        try (Wallet wallet = open();
                Passphrase pass = pass("p")) {
            importJunk(wallet, pass);
            Unlocked first = wallet.unlock(pass);
            time.pass(Duration.ofMinutes(4));
            wallet.lockWhenIdle();
            assertEquals(32, first.use(key -> key.length).intValue());
            time.pass(Duration.ofMinutes(4));
            wallet.lockWhenIdle();
            assertFalse(first.isClosed(), "it was used four minutes ago");
            time.pass(Duration.ofMinutes(1));
            wallet.lockWhenIdle();
            assertTrue(first.isClosed());
            assertInstanceOf(WalletState.Locked.class, wallet.state().get());
            assertEquals(Problem.LOCKED, problem(() -> first.use(key -> 1)));

            Unlocked second = wallet.unlock(pass);
            time.pass(Duration.ofDays(-1));
            assertEquals(Problem.LOCKED, problem(() -> second.use(key -> 1)));

            Unlocked third = wallet.unlock(pass);
            byte[][] seen = new byte[1][];
            third.use(key -> seen[0] = key);
            wallet.lock();
            assertArrayEquals(new byte[32], seen[0], "the key was not wiped");
        }
    }

    @Test
    void refusesAnEmptyPassphrase() throws Exception {
        try (Wallet wallet = open();
                Passphrase none = pass("")) {
            assertEquals(Problem.WRONG_PASSPHRASE, problem(() -> wallet.create(none)));
            assertInstanceOf(WalletState.None.class, wallet.state().get());
        }
    }

    @Test
    void saysThatThereIsNoWallet() throws Exception {
        try (Wallet wallet = open();
                Passphrase pass = pass("p")) {
            assertEquals(Problem.NO_WALLET, problem(() -> wallet.unlock(pass)));
        }
    }

    private Wallet open() throws Exception {
        return Wallets.open(
                DataDir.open(root),
                threads,
                ScryptProcess.in(root),
                new ScryptCost(1 << 10, 8, 1),
                new SecureRandom());
    }

    private static Account importJunk(Wallet wallet, Passphrase pass) throws Exception {
        try (RecoveryWords words = RecoveryWords.parse(JUNK.toCharArray())) {
            return wallet.importWords(words, pass);
        }
    }

    private static RecoveryWords copy(RecoveryWords words) throws Exception {
        return RecoveryWords.parse(RecoveryWordsTest.sentence(words).toCharArray());
    }

    private static Passphrase pass(String text) {
        return Passphrase.ofUtf8(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem problem(Executable work) {
        return assertThrows(WalletFailedException.class, work).problem();
    }
}
