package hearth.wallet.internal;

import hearth.kernel.Address;
import hearth.kernel.DataDir;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps what recovery words are made of until the operator has shown to have written them down.
 * Sealed by a key made from the account's own key, so it opens only where the wallet is open and
 * tells nobody more than that key does.
 */
public final class WordsFile {
    private static final byte[] PURPOSE =
            "Hearth recovery words 1".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE = 12;
    private static final int MAX_BYTES = 256;

    private final Path folder;
    private final SecureRandom random;

    public WordsFile(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    private Path path(Address account) {
        return folder.resolve(account.hex().substring(2) + ".sealed");
    }

    /** Keeps the entropy; the caller wipes both arrays. */
    public void keep(Address account, byte[] key, byte[] entropy) throws IOException {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = gcm(Cipher.ENCRYPT_MODE, key, nonce).doFinal(entropy);
            byte[] content = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, content, NONCE, sealed.length);
            DataDir.write(path(account), content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /** The entropy, to be wiped by the caller; empty when none is kept or it is damaged. */
    public Optional<byte[]> open(Address account, byte[] key) throws IOException {
        Optional<byte[]> content = DataDir.read(path(account), MAX_BYTES);
        if (content.isEmpty() || content.get().length <= NONCE) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(content.get(), NONCE);
        try {
            return Optional.of(
                    gcm(Cipher.DECRYPT_MODE, key, nonce)
                            .doFinal(content.get(), NONCE, content.get().length - NONCE));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Keeps it no longer. */
    public void forget(Address account) throws IOException {
        Files.deleteIfExists(path(account));
    }

    private static Cipher gcm(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        HMac hmac = new HMac(new SHA256Digest());
        hmac.init(new KeyParameter(key));
        hmac.update(PURPOSE, 0, PURPOSE.length);
        byte[] own = new byte[32];
        hmac.doFinal(own, 0);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(own, "AES"), new GCMParameterSpec(128, nonce));
        Arrays.fill(own, (byte) 0);
        return cipher;
    }
}
