package hearth.network.chain;

import hearth.kernel.Address;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * What a transaction does: receiver, value and data.
 *
 * @param to null creates a contract
 * @param value in wei
 * @param dataHex {@code 0x} and call data or creation code
 */
public record Call(@Nullable Address to, BigInteger value, String dataHex) {
    public Call {
        if (value.signum() < 0 || !dataHex.startsWith("0x")) {
            throw new IllegalArgumentException("value " + value + ", data " + dataHex);
        }
    }

    static Call to(Address contract, String dataHex) {
        return new Call(contract, BigInteger.ZERO, dataHex);
    }

    /** A transaction that creates a contract from creation code. */
    static Call create(String creationCodeHex) {
        return new Call(null, BigInteger.ZERO, creationCodeHex);
    }

    public byte[] data() {
        return HexFormat.of().parseHex(dataHex, 2, dataHex.length());
    }
}
