package hearth.wallet.internal;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.wallet.WalletFailedException;
import hearth.wallet.WalletFailedException.Problem;

import org.bouncycastle.crypto.digests.SHA256Digest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The folder of keystore files. A file once there is never overwritten, only moved aside. */
public final class KeystoreFolder {
    private final Path folder;

    public KeystoreFolder(Path folder) {
        this.folder = folder;
    }

    /** The path of a file of this folder. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    /** The keystores in it, oldest name first. */
    public List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".json") && !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** Whether there is a keystore of an account. */
    public boolean has(Address account) throws IOException {
        String digits = account.hex().substring(2);
        return names().stream().anyMatch(name -> name.contains(digits));
    }

    /**
     * Reads a keystore.
     *
     * @throws WalletFailedException {@link Problem#DAMAGED} when it is gone or too large
     */
    public byte[] read(String name) throws IOException, WalletFailedException {
        Optional<byte[]> content;
        try {
            content = DataDir.read(path(name), V3Keystore.MAX_BYTES);
        } catch (IOException e) {
            if (Files.isRegularFile(path(name), LinkOption.NOFOLLOW_LINKS)
                    && Files.size(path(name)) > V3Keystore.MAX_BYTES) {
                throw new WalletFailedException(
                        Problem.DAMAGED,
                        "The keystore file " + path(name) + " is damaged: it is over 64 KiB.",
                        e);
            }
            throw e;
        }
        if (content.isEmpty()) {
            throw new WalletFailedException(
                    Problem.DAMAGED,
                    "The keystore file "
                            + path(name)
                            + " is gone. Put your copy back there, or import your recovery words.");
        }
        return content.get();
    }

    /** Writes a new keystore under a name of its own and reads it back. */
    public String add(Address address, byte[] content, Instant now)
            throws IOException, WalletFailedException {
        String stamp = now.toString().replace(':', '-');
        String name = "UTC--" + stamp + "--" + address.hex().substring(2) + ".json";
        if (Files.exists(path(name), LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path(name) + " is already there");
        }
        DataDir.write(path(name), content);
        if (!Arrays.equals(read(name), content)) {
            throw new IOException(path(name) + " does not read back as it was written");
        }
        return name;
    }

    /** Renames a keystore so that it is not used any more but still there. */
    public void moveAside(String name, Instant now) throws IOException {
        if (Files.exists(path(name), LinkOption.NOFOLLOW_LINKS)) {
            String stamp = now.toString().replace(':', '-');
            Files.move(path(name), path(name + ".replaced-" + stamp));
        }
    }

    /** SHA-256 in hexadecimal. */
    public static String sha256(byte[] content) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(content, 0, content.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }
}
