package hearth.network.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.EpochRoot;
import hearth.network.work.Domain;
import hearth.network.work.Recover;
import hearth.network.work.RootMessage;
import hearth.network.work.TypedDigest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

final class NodeKeyTest {
    @TempDir Path folder;

    @Test
    void staysTheSameInAPrivateFile() throws Exception {
        Path file = folder.resolve("node.key");
        NodeKey key = NodeKey.openOrCreate(file, new SecureRandom());
        assertEquals(key.address(), NodeKey.openOrCreate(file, new SecureRandom()).address());
        assertEquals(32, Files.size(file));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String secret = HexFormat.of().formatHex(Files.readAllBytes(file));
        assertFalse(key.toString().contains(secret));
        assertTrue(key.toString().contains(key.address().hex()));
    }

    @Test
    void leavesADamagedFileAsItIs() throws Exception {
        Path file = folder.resolve("node.key");
        Files.write(file, new byte[31]);
        assertThrows(IOException.class, () -> NodeKey.openOrCreate(file, new SecureRandom()));
        Files.write(file, new byte[32]);
        assertThrows(IOException.class, () -> NodeKey.openOrCreate(file, new SecureRandom()));
        assertEquals(32, Files.size(file));
    }

    @Test
    void hasTheAddressOfAKnownKeyAndSignsTheSameTwice() throws Exception {
        // The first account of the widely known "test ... junk" words.
        Path file = folder.resolve("node.key");
        Files.write(
                file,
                HexFormat.of()
                        .parseHex(
                                "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
        NodeKey key = NodeKey.openOrCreate(file, new SecureRandom());
        assertEquals(new Address("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"), key.address());
        Hash32 word = new Hash32("0x" + "01".repeat(32));
        TypedDigest digest =
                new RootMessage(new EpochRoot(1, word, Wei.ONE, word, 1, word))
                        .in(Domain.rewards(31337, key.address()));
        assertEquals(key.sign(digest), key.sign(digest));
        assertTrue(Recover.signedBy(key.address(), digest, key.sign(digest)));
    }

    @Test
    void derivesAKeyForEachPurposeFromOneSeed() throws Exception {
        Path seed = folder.resolve("seed");
        KeyRing ring = KeyRing.openOrCreate(seed, new SecureRandom());
        assertEquals(
                ring.key("a").address(),
                KeyRing.openOrCreate(seed, new SecureRandom()).key("a").address());
        assertNotEquals(ring.key("a").address(), ring.key("b").address());
        Files.write(seed, new byte[3]);
        assertThrows(IOException.class, () -> KeyRing.openOrCreate(seed, new SecureRandom()));
    }
}
