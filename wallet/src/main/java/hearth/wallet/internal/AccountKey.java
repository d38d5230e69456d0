package hearth.wallet.internal;

import hearth.kernel.Address;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

import java.math.BigInteger;
import java.util.Arrays;

/** Private keys of accounts: BIP-32 derivation and their addresses. Keys are 32 bytes. */
public final class AccountKey {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final byte[] MASTER = {
        'B', 'i', 't', 'c', 'o', 'i', 'n', ' ', 's', 'e', 'e', 'd'
    };
    static final int HARDENED = 0x80000000;

    private AccountKey() {}

    /** The key at m/44'/60'/0'/0/index of a BIP-39 seed; the caller wipes both. */
    public static byte[] derive(byte[] seed, int index) {
        return derive(seed, new int[] {44 | HARDENED, 60 | HARDENED, HARDENED, 0, index});
    }

    static byte[] derive(byte[] seed, int[] path) {
        byte[] extended = extended(seed, path);
        try {
            return Arrays.copyOf(extended, 32);
        } finally {
            Arrays.fill(extended, (byte) 0);
        }
    }

    /** Key and chain code, 64 bytes. */
    static byte[] extended(byte[] seed, int[] path) {
        byte[] node = hmac(MASTER, seed);
        requireKey(node);
        for (int step : path) {
            byte[] child = child(node, step);
            Arrays.fill(node, (byte) 0);
            node = child;
        }
        return node;
    }

    private static byte[] child(byte[] node, int index) {
        byte[] data = new byte[37];
        if ((index & HARDENED) != 0) {
            System.arraycopy(node, 0, data, 1, 32);
        } else {
            System.arraycopy(point(new BigInteger(1, node, 0, 32), true), 0, data, 0, 33);
        }
        for (int i = 0; i < 4; i++) {
            data[33 + i] = (byte) (index >>> (24 - 8 * i));
        }
        byte[] chainCode = Arrays.copyOfRange(node, 32, 64);
        byte[] child = hmac(chainCode, data);
        Arrays.fill(data, (byte) 0);
        BigInteger left = new BigInteger(1, child, 0, 32);
        BigInteger sum = left.add(new BigInteger(1, node, 0, 32)).mod(CURVE.getN());
        if (left.compareTo(CURVE.getN()) >= 0 || sum.signum() == 0) {
            // BIP-32 says: take the next index. It happens once in 2^127 derivations.
            return child(node, index + 1);
        }
        byte[] key = BigIntegers.asUnsignedByteArray(32, sum);
        System.arraycopy(key, 0, child, 0, 32);
        Arrays.fill(key, (byte) 0);
        return child;
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        HMac hmac = new HMac(new SHA512Digest());
        hmac.init(new KeyParameter(key));
        hmac.update(data, 0, data.length);
        byte[] result = new byte[64];
        hmac.doFinal(result, 0);
        return result;
    }

    /** Whether 32 bytes are a key of the curve: above zero and below its order. */
    public static boolean isKey(byte[] key) {
        return key.length == 32 && isKey(new BigInteger(1, key));
    }

    private static boolean isKey(BigInteger value) {
        return value.signum() > 0 && value.compareTo(CURVE.getN()) < 0;
    }

    private static void requireKey(byte[] node) {
        if (!isKey(new BigInteger(1, node, 0, 32))) {
            throw new IllegalArgumentException("not a key of the curve");
        }
    }

    /** The account of a key. */
    public static Address address(byte[] key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("not a key of the curve");
        }
        byte[] hash = keccak256(Arrays.copyOfRange(point(new BigInteger(1, key), false), 1, 65));
        return Address.of(Arrays.copyOfRange(hash, 12, 32));
    }

    private static byte[] point(BigInteger key, boolean compressed) {
        return new FixedPointCombMultiplier()
                .multiply(CURVE.getG(), key)
                .normalize()
                .getEncoded(compressed);
    }

    /** Keccak-256 of the parts one after the other. */
    public static byte[] keccak256(byte[]... parts) {
        KeccakDigest digest = new KeccakDigest(256);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        return hash;
    }
}
