package hearth.wallet.internal;

import hearth.kernel.Address;
import hearth.network.SignedTransaction;
import hearth.network.TransactionTerms;
import hearth.network.chain.Call;

import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

import java.math.BigInteger;

/** The one place where the owner's key meets a transaction. */
public final class TransactionSigning {
    private TransactionSigning() {}

    /**
     * Signs an EIP-1559 transaction.
     *
     * @param key 32 bytes, not changed. web3j makes a number of it that cannot be wiped; it is
     *     garbage when this returns
     */
    public static SignedTransaction sign(byte[] key, Call call, TransactionTerms terms) {
        Address to = call.to();
        if (to == null) {
            throw new IllegalArgumentException("the owner never creates contracts");
        }
        RawTransaction transaction =
                RawTransaction.createTransaction(
                        terms.chainId(),
                        BigInteger.valueOf(terms.nonce()),
                        BigInteger.valueOf(terms.gasLimit()),
                        to.hex(),
                        call.value(),
                        call.dataHex(),
                        terms.maxPriorityFeePerGas(),
                        terms.maxFeePerGas());
        byte[] unsigned = TransactionEncoder.encode(transaction);
        Sign.SignatureData signature =
                Sign.signMessage(unsigned, ECKeyPair.create(new BigInteger(1, key)));
        return new SignedTransaction(TransactionEncoder.encode(transaction, signature));
    }
}
