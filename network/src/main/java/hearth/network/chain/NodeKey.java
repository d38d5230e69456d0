package hearth.network.chain;

import hearth.kernel.Address;
import hearth.kernel.DataDir;
import hearth.kernel.Hash32;
import hearth.network.Addresses;
import hearth.network.SignedTransaction;
import hearth.network.TransactionTerms;
import hearth.network.work.DigestSigner;
import hearth.network.work.Signature;
import hearth.network.work.TypedDigest;

import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * A technical key of an agent: the node key, and on a practice network those of its gatekeeper and
 * tools. Signs Hearth's typed messages and its own transactions, nothing else, and never shows the
 * key. An owner's key is never of this class.
 */
public final class NodeKey implements DigestSigner {
    private static final int BYTES = 32;

    private final ECKeyPair pair;
    private final Address address;

    private NodeKey(ECKeyPair pair) {
        this.pair = pair;
        this.address = Addresses.of(pair.getPublicKey());
    }

    /**
     * Reads the key of a file, made at random when there is none yet. The file holds the 32 bytes
     * and is private to its user.
     *
     * @throws IOException if the file cannot be read or written or holds no key; it is never
     *     overwritten
     */
    public static NodeKey openOrCreate(Path file, SecureRandom random) throws IOException {
        Optional<byte[]> stored = DataDir.read(file, BYTES);
        if (stored.isPresent()) {
            return of(stored.get(), file.toString());
        }
        byte[] fresh = new byte[BYTES];
        try {
            random.nextBytes(fresh);
            NodeKey key = of(fresh.clone(), "a new key");
            DataDir.write(file, fresh);
            return key;
        } finally {
            Arrays.fill(fresh, (byte) 0);
        }
    }

    /** Takes the bytes over and wipes them. */
    static NodeKey of(byte[] secret, String origin) throws IOException {
        try {
            BigInteger value = new BigInteger(1, secret);
            if (secret.length != BYTES
                    || value.signum() == 0
                    || value.compareTo(Sign.CURVE_PARAMS.getN()) >= 0) {
                throw new IOException(origin + " does not hold a key; it is left as it is");
            }
            return new NodeKey(ECKeyPair.create(value));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public Address address() {
        return address;
    }

    @Override
    public Signature sign(TypedDigest digest) {
        Sign.SignatureData signed = Sign.signMessage(digest.digest().bytes(), pair, false);
        return new Signature(
                Hash32.of(signed.getR()), Hash32.of(signed.getS()), signed.getV()[0] & 0xff);
    }

    /** Signs a transaction of this key's own account. */
    SignedTransaction sign(Call call, TransactionTerms terms) {
        Address to = call.to();
        RawTransaction transaction =
                RawTransaction.createTransaction(
                        terms.chainId(),
                        BigInteger.valueOf(terms.nonce()),
                        BigInteger.valueOf(terms.gasLimit()),
                        to == null ? "" : to.hex(),
                        call.value(),
                        call.dataHex(),
                        terms.maxPriorityFeePerGas(),
                        terms.maxFeePerGas());
        Sign.SignatureData signed = Sign.signMessage(TransactionEncoder.encode(transaction), pair);
        return new SignedTransaction(TransactionEncoder.encode(transaction, signed));
    }

    @Override
    public String toString() {
        return "NodeKey[" + address + "]";
    }
}
