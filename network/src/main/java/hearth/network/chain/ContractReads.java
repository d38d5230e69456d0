package hearth.network.chain;

import hearth.kernel.Address;

import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.StaticGasProvider;

import java.io.IOException;
import java.math.BigInteger;

/** What the typed reads share. */
final class ContractReads {
    /** Reads pay no gas. */
    static final ContractGasProvider NO_GAS =
            new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO);

    private ContractReads() {}

    static TransactionManager readOnly(ChainClient chain) {
        return new ReadonlyTransactionManager(chain.web3j(), "0x" + "0".repeat(40));
    }

    /** Performs a read; web3j declares Exception, of which these are the expected ones. */
    static <T> T read(ChainClient chain, RemoteFunctionCall<T> call) throws ChainFailedException {
        T value;
        try {
            value = call.send();
        } catch (RuntimeException e) {
            throw chain.failed(new IOException("a contract's answer is malformed", e));
        } catch (Exception e) {
            throw chain.failed(e);
        }
        if (value == null) {
            throw chain.failed(new IOException("a contract did not answer"));
        }
        return value;
    }

    static long exact(ChainClient chain, BigInteger value) throws ChainFailedException {
        if (value.signum() < 0 || value.bitLength() > 62) {
            throw chain.failed(new IOException("a number is out of range: " + value));
        }
        return value.longValue();
    }

    static BigInteger id(long value) {
        return BigInteger.valueOf(value);
    }

    static Address address(String hex) {
        return new Address(hex);
    }
}
