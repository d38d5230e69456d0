package hearth.wallet.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.network.Addresses;
import hearth.wallet.WalletFailedException;
import hearth.wallet.WalletFailedException.Problem;

import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

final class V3KeystoreTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final ScryptCost LIGHT = new ScryptCost(1 << 12, 8, 1);
    private static final String KEY =
            "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";
    private static final Address ADDRESS =
            Addresses.parse("0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b");

    private static final String PBKDF2 =
            """
            {"crypto":{"cipher":"aes-128-ctr",
            "cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
            "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
            "kdf":"pbkdf2","kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256",
            "salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
            "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
            "id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
            """;

    private static final String SCRYPT =
            """
            {"crypto":{"cipher":"aes-128-ctr",
            "cipherparams":{"iv":"83dbcc02d8ccb40e466191a123791e0e"},
            "ciphertext":"d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c",
            "kdf":"scrypt","kdfparams":{"dklen":32,"n":262144,"r":1,"p":8,
            "salt":"ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},
            "mac":"2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097"},
            "id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
            """;

    /** A published keystore whose key has 31 bytes, N is 2. */
    private static final String SHORT =
            """
            {"crypto":{"cipher":"aes-128-ctr",
            "cipherparams":{"iv":"e0c41130a323adc1446fc82f724bca2f"},
            "ciphertext":"9517cd5bdbe69076f9bf5057248c6c050141e970efa36ce53692d5d59a3984",
            "kdf":"scrypt","kdfparams":{"dklen":32,"n":2,"r":8,"p":1,
            "salt":"711f816911c92d649fb4c84b047915679933555030b3552c1212609b38208c63"},
            "mac":"d5e116151c6aa71470e67a7d42c9620c75c4d23229847dcc127794f0732b0db5"},
            "id":"fecfc4ce-e956-48fd-953b-30f8b52ed66c","version":3}
            """;

    private final V3Keystore here = new V3Keystore(Scrypt::derive, new SecureRandom());

    @TempDir Path folder;

    @Test
    void opensThePublishedPbkdf2Vector() throws Exception {
        assertEquals(KEY, opened(here, PBKDF2, "testpassword"));
    }

    @Test
    void opensThePublishedScryptVectorInAChildProcess() throws Exception {
        V3Keystore child = new V3Keystore(ScryptProcess.in(folder), new SecureRandom());
        assertEquals(KEY, opened(child, SCRYPT, "testpassword"));
    }

    @Test
    void opensThePublishedShortKey() throws Exception {
        assertEquals(
                "fa7b3db73dc7dfdf8c5fbdb796d741e4488628c41fc4febd9160a866ba0f35",
                opened(here, SHORT, "foo"));
    }

    @Test
    void computesTheSameBeyondTheRfcAsWithinIt() {
        byte[] salt = "salt".getBytes(StandardCharsets.UTF_8);
        byte[] secret = "pleaseletmein".getBytes(StandardCharsets.UTF_8);
        for (int r : new int[] {1, 2, 8}) {
            assertArrayEquals(
                    SCrypt.generate(secret, salt, 1024, r, 3, 64),
                    Scrypt.beyondRfc(secret, salt, new ScryptCost(1024, r, 3), 64));
        }
    }

    @Test
    void opensWhatWeb3jWrites() throws Exception {
        WalletFile file = Wallet.createLight("pässword", ECKeyPair.create(new BigInteger(KEY, 16)));
        String json = JsonMapper.builder().build().writeValueAsString(file);
        assertEquals(KEY, opened(here, json, "pässword"));
        assertEquals(ADDRESS, V3Keystore.address(utf8(json)).orElseThrow());
    }

    @Test
    void web3jOpensWhatItWrites() throws Exception {
        byte[] file = here.encrypt(HEX.parseHex(KEY), utf8("pässword"), LIGHT, ADDRESS);
        ECKeyPair theirs = Wallet.decrypt("pässword", asWeb3jReads(file));
        assertEquals(KEY, theirs.getPrivateKey().toString(16));
    }

    /** Field by field: web3j 6.0.0 cannot read even its own files with this Jackson. */
    private static WalletFile asWeb3jReads(byte[] file) {
        JsonNode json = JsonMapper.builder().build().readTree(file);
        JsonNode given = json.path("crypto");
        JsonNode cost = given.path("kdfparams");
        WalletFile.ScryptKdfParams parameters = new WalletFile.ScryptKdfParams();
        parameters.setDklen(cost.path("dklen").intValue());
        parameters.setN(cost.path("n").intValue());
        parameters.setR(cost.path("r").intValue());
        parameters.setP(cost.path("p").intValue());
        parameters.setSalt(cost.path("salt").stringValue());
        WalletFile.CipherParams iv = new WalletFile.CipherParams();
        iv.setIv(given.path("cipherparams").path("iv").stringValue());
        WalletFile.Crypto crypto = new WalletFile.Crypto();
        crypto.setCipher(given.path("cipher").stringValue());
        crypto.setCiphertext(given.path("ciphertext").stringValue());
        crypto.setCipherparams(iv);
        crypto.setKdf(given.path("kdf").stringValue());
        crypto.setKdfparams(parameters);
        crypto.setMac(given.path("mac").stringValue());
        WalletFile result = new WalletFile();
        result.setVersion(json.path("version").intValue());
        result.setAddress(json.path("address").stringValue());
        result.setCrypto(crypto);
        return result;
    }

    @Test
    void tellsAWrongPassphrase() {
        assertEquals(Problem.WRONG_PASSPHRASE, problem(SHORT, "fop"));
        assertEquals(Problem.WRONG_PASSPHRASE, problem(SHORT, ""));
    }

    @Test
    void refusesWhatIsCutOffOrNoKeystore() {
        for (int length = 0; length < SHORT.strip().length(); length += 7) {
            assertEquals(Problem.DAMAGED, problem(SHORT.strip().substring(0, length), "foo"));
        }
        assertEquals(Problem.DAMAGED, problem("[]", "foo"));
        assertEquals(Problem.DAMAGED, problem("{\"version\":3}", "foo"));
        assertEquals(Problem.DAMAGED, problem(SHORT.replace("e0c4", "zzzz"), "foo"));
        assertEquals(Problem.DAMAGED, problem(" ".repeat(65 * 1024) + SHORT, "foo"));
        assertEquals(
                Problem.DAMAGED, problem("{\"version\":3,\"crypto\":" + "[".repeat(5000), "foo"));
    }

    @Test
    void refusesCostsBeyondItsLimits() {
        assertEquals(Problem.UNSUPPORTED, problem(SHORT.replace("\"n\":2", "\"n\":524288"), "f"));
        assertEquals(Problem.UNSUPPORTED, problem(SHORT.replace("\"n\":2", "\"n\":3"), "f"));
        assertEquals(Problem.UNSUPPORTED, problem(SHORT.replace("\"n\":2", "\"n\":0"), "f"));
        assertEquals(Problem.UNSUPPORTED, problem(SHORT.replace("\"r\":8", "\"r\":9"), "f"));
        assertEquals(Problem.UNSUPPORTED, problem(SHORT.replace("\"p\":1", "\"p\":9"), "f"));
        assertEquals(Problem.UNSUPPORTED, problem(PBKDF2.replace("262144", "10000001"), "f"));
        assertEquals(Problem.UNSUPPORTED, problem(SHORT.replace("dklen\":32", "dklen\":64"), "f"));
        assertEquals(Problem.UNSUPPORTED, problem(SHORT.replace("128-ctr", "128-cbc"), "foo"));
        assertEquals(Problem.UNSUPPORTED, problem(SHORT.replace("version\":3", "version\":1"), ""));
        assertEquals(Problem.DAMAGED, problem(SHORT.replace("\"n\":2", "\"n\":1e9"), "f"));
        assertEquals(Problem.DAMAGED, problem(SHORT.replace("\"n\":2", "\"n\":9999999999"), "f"));
    }

    /** Whatever bytes a file has, it opens to the key or is refused in a sentence. */
    @Test
    void survivesEveryKindOfDamage() {
        Random random = new Random(8);
        byte[] whole = utf8(SHORT);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertEquals(31, here.decrypt(damaged, utf8("foo")).length);
            } catch (WalletFailedException e) {
                refused++;
                assertTrue(String.valueOf(e.getMessage()).endsWith("."), e.getMessage());
            }
        }
        assertTrue(refused > 2000, "refused " + refused);
    }

    @Test
    void neverUsesTheSameSaltOrIvTwice() throws Exception {
        byte[] key = HEX.parseHex(KEY);
        String one = text(here.encrypt(key, utf8("a"), LIGHT, ADDRESS));
        String other = text(here.encrypt(key, utf8("a"), LIGHT, ADDRESS));
        JsonMapper json = JsonMapper.builder().build();
        assertTrue(
                !json.readTree(one)
                        .at("/crypto/kdfparams/salt")
                        .equals(json.readTree(other).at("/crypto/kdfparams/salt")));
        assertTrue(
                !json.readTree(one)
                        .at("/crypto/cipherparams/iv")
                        .equals(json.readTree(other).at("/crypto/cipherparams/iv")));
    }

    /** The panel's heap is far smaller than what scrypt needs. */
    @Test
    void computesTheStandardCostInAChildProcess() throws Exception {
        byte[] salt = new byte[32];
        byte[] child = ScryptProcess.in(folder).scrypt(utf8("word"), salt, ScryptCost.STANDARD, 32);
        assertArrayEquals(SCrypt.generate(utf8("word"), salt, 1 << 18, 8, 1, 32), child);
    }

    @Test
    void saysWhenTheChildProcessFails() {
        ScryptProcess broken = ScryptProcess.with(Path.of("/bin/false"), folder);
        WalletFailedException e =
                assertThrows(
                        WalletFailedException.class,
                        () -> broken.scrypt(utf8("w"), new byte[32], ScryptCost.STANDARD, 32));
        assertEquals(Problem.DERIVATION, e.problem());
        assertEquals(
                "The passphrase could not be worked into a key: it ended with code 1.",
                e.getMessage());
    }

    @Test
    void asksLessOfSmallMachines() {
        assertEquals(1 << 17, ScryptCost.forMemory(900L << 20).n());
        assertEquals(1 << 18, ScryptCost.forMemory(2L << 30).n());
    }

    private static String opened(V3Keystore keystore, String json, String word) throws Exception {
        byte[] given = utf8(word);
        byte[] before = given.clone();
        byte[] key = keystore.decrypt(utf8(json), given);
        assertTrue(Arrays.equals(before, given), "the caller's passphrase was changed");
        return HEX.formatHex(key);
    }

    private Problem problem(String json, String word) {
        return assertThrows(WalletFailedException.class, () -> here.decrypt(utf8(json), utf8(word)))
                .problem();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
