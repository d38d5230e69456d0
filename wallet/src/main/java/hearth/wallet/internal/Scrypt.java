package hearth.wallet.internal;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.Pack;

import java.util.Arrays;

/** Scrypt in this process. */
final class Scrypt {
    private Scrypt() {}

    static byte[] derive(byte[] passphrase, byte[] salt, ScryptCost cost, int length) {
        if (cost.r() == 1 && cost.n() >= 1 << 16) {
            return beyondRfc(passphrase, salt, cost, length);
        }
        return SCrypt.generate(passphrase, salt, cost.n(), cost.r(), cost.p(), length);
    }

    /**
     * The same function where RFC 7914 forbids the parameters (r = 1, N of 2^16 and more) and
     * Bouncy Castle therefore refuses, though the first Ethereum clients wrote such keystores and
     * the format's own test vector is one.
     */
    static byte[] beyondRfc(byte[] passphrase, byte[] salt, ScryptCost cost, int length) {
        int words = 32 * cost.r();
        byte[] lanes = pbkdf2(passphrase, salt, cost.p() * words * 4);
        int[] block = new int[words];
        int[] memory = new int[cost.n() * words];
        for (int lane = 0; lane < cost.p(); lane++) {
            Pack.littleEndianToInt(lanes, lane * words * 4, block);
            mix(block, memory, cost.n());
            Pack.intToLittleEndian(block, lanes, lane * words * 4);
        }
        byte[] key = pbkdf2(passphrase, lanes, length);
        Arrays.fill(lanes, (byte) 0);
        Arrays.fill(block, 0);
        Arrays.fill(memory, 0);
        return key;
    }

    /** ROMix of RFC 7914, section 5. */
    private static void mix(int[] block, int[] memory, int n) {
        int words = block.length;
        int[] scratch = new int[words];
        for (int i = 0; i < n; i++) {
            System.arraycopy(block, 0, memory, i * words, words);
            mixBlock(block, scratch);
        }
        for (int i = 0; i < n; i++) {
            int from = (block[words - 16] & (n - 1)) * words;
            for (int j = 0; j < words; j++) {
                block[j] ^= memory[from + j];
            }
            mixBlock(block, scratch);
        }
        Arrays.fill(scratch, 0);
    }

    /** BlockMix of RFC 7914, section 4. */
    private static void mixBlock(int[] block, int[] scratch) {
        int chunks = block.length / 16;
        int[] x = Arrays.copyOfRange(block, block.length - 16, block.length);
        int[] mixed = new int[16];
        for (int chunk = 0; chunk < chunks; chunk++) {
            for (int i = 0; i < 16; i++) {
                x[i] ^= block[chunk * 16 + i];
            }
            Salsa20Engine.salsaCore(8, x, mixed);
            System.arraycopy(mixed, 0, x, 0, 16);
            int to = chunk % 2 == 0 ? chunk / 2 : chunks / 2 + chunk / 2;
            System.arraycopy(x, 0, scratch, to * 16, 16);
        }
        System.arraycopy(scratch, 0, block, 0, block.length);
    }

    private static byte[] pbkdf2(byte[] passphrase, byte[] salt, int length) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
        generator.init(passphrase, salt, 1);
        return ((KeyParameter) generator.generateDerivedMacParameters(length * 8)).getKey();
    }
}
