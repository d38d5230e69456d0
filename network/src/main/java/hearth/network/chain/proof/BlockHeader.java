package hearth.network.chain.proof;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpType;

import tools.jackson.databind.JsonNode;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A block's header whose hash was computed here, so that each field is as good as the hash.
 *
 * @param timestamp in seconds since 1970
 * @param bloom 2048 bits, the last byte's lowest first; says of which addresses the block surely
 *     holds no event
 */
public record BlockHeader(
        long number,
        Hash32 hash,
        Hash32 parent,
        Hash32 stateRoot,
        Hash32 receiptsRoot,
        long timestamp,
        BigInteger bloom) {

    /** Fields that later versions of the chain's rules added at the end, in their order. */
    private static final List<String> ADDED =
            List.of(
                    "baseFeePerGas",
                    "withdrawalsRoot",
                    "blobGasUsed",
                    "excessBlobGas",
                    "parentBeaconBlockRoot",
                    "requestsHash");

    /** The header without its bloom filter, which is of no use to people. */
    @Override
    public String toString() {
        return "block " + number + " " + hash.shortened();
    }

    /**
     * Computes the hash of a block as {@code eth_getBlockByNumber} gives it.
     *
     * @throws BadProofException when a field is missing or the hash said is another one; also for
     *     chains whose headers have fields that Ethereum's have not
     */
    public static BlockHeader of(JsonNode block) throws BadProofException {
        Fields fields = new Fields(block);
        List<RlpType> items = new ArrayList<>();
        items.add(fields.data("parentHash", 32));
        items.add(fields.data("sha3Uncles", 32));
        items.add(fields.data("miner", 20));
        items.add(fields.data("stateRoot", 32));
        items.add(fields.data("transactionsRoot", 32));
        items.add(fields.data("receiptsRoot", 32));
        items.add(fields.data("logsBloom", 256));
        items.add(fields.quantity("difficulty"));
        items.add(fields.quantity("number"));
        items.add(fields.quantity("gasLimit"));
        items.add(fields.quantity("gasUsed"));
        items.add(fields.quantity("timestamp"));
        items.add(fields.data("extraData"));
        items.add(fields.data("mixHash", 32));
        items.add(fields.data("nonce", 8));
        for (String name : ADDED) {
            if (!fields.has(name)) {
                break;
            }
            boolean hash = name.endsWith("Root") || name.endsWith("Hash");
            items.add(hash ? fields.data(name, 32) : fields.quantity(name));
        }
        Hash32 computed = Hash32.of(Hash.sha3(RlpEncoder.encode(new RlpList(items))));
        Hash32 said = Hash32.of(fields.bytes("hash", 32));
        if (!computed.equals(said)) {
            throw new BadProofException(
                    "a header's hash is "
                            + computed.shortened()
                            + ", not "
                            + said.shortened()
                            + " as said");
        }
        return new BlockHeader(
                fields.exact("number"),
                computed,
                Hash32.of(fields.bytes("parentHash", 32)),
                Hash32.of(fields.bytes("stateRoot", 32)),
                Hash32.of(fields.bytes("receiptsRoot", 32)),
                fields.exact("timestamp"),
                new BigInteger(1, fields.bytes("logsBloom", 256)));
    }

    /**
     * Whether the block may hold an event of a contract: false is certain (Yellow Paper, 4.4.3).
     */
    public boolean mayHoldEventOf(Address contract) {
        byte[] hash = Hash.sha3(contract.bytes());
        for (int i = 0; i < 6; i += 2) {
            int bit = ((hash[i] & 255) << 8 | (hash[i + 1] & 255)) & 2047;
            if (!bloom.testBit(bit)) {
                return false;
            }
        }
        return true;
    }
}
