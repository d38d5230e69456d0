package hearth.network.work;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;

import java.nio.charset.StandardCharsets;

/**
 * Where a signature counts (EIP-712). One for another chain or contract is worthless here.
 *
 * @param chainId of the settlement chain
 */
public record Domain(String name, String version, long chainId, Address verifyingContract) {
    private static final Hash32 TYPE =
            keccak(
                    "EIP712Domain(string name,string version,uint256 chainId,"
                            + "address verifyingContract)");

    /** Work: manifests, receipts, acks, heartbeats and verdicts. */
    public static Domain work(long chainId, Address nodeRegistry) {
        return new Domain("Hearth", "1", chainId, nodeRegistry);
    }

    /** Money: the roots of the reward pool. */
    public static Domain rewards(long chainId, Address rewardPool) {
        return new Domain("Hearth Rewards", "1", chainId, rewardPool);
    }

    /**
     * What a machine can do: signed before any network is joined, so it belongs to no chain and no
     * contract.
     */
    public static Domain benchmark() {
        return new Domain("Hearth Benchmark", "1", 0, Address.of(new byte[20]));
    }

    /** The EIP-712 domain separator. */
    public Hash32 separator() {
        return new AbiWords()
                .hash(TYPE)
                .hash(keccak(name))
                .hash(keccak(version))
                .uint(chainId)
                .address(verifyingContract)
                .keccak();
    }

    static Hash32 keccak(String text) {
        return Hash32.of(Hash.sha3(text.getBytes(StandardCharsets.UTF_8)));
    }
}
