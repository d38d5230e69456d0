package hearth.network.chain.proof;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;

import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

import tools.jackson.databind.JsonNode;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An account's state, proven under a header's state root.
 *
 * @param nonce number of transactions sent
 * @param balance of the chain's own coin
 * @param codeHash keccak256 of its code
 */
public record AccountProof(
        Address account, long nonce, Wei balance, Hash32 storageRoot, Hash32 codeHash) {

    /** keccak256 of no code at all. */
    public static final Hash32 NO_CODE =
            new Hash32("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");

    /**
     * Checks the account's part of {@code eth_getProof}'s answer. An account that is proven absent
     * has nothing.
     */
    public static AccountProof of(BlockHeader header, Address account, JsonNode answer)
            throws BadProofException {
        Optional<byte[]> value =
                PatriciaProof.value(
                        header.stateRoot(),
                        Hash.sha3(account.bytes()),
                        nodes(new Fields(answer).list("accountProof")));
        if (value.isEmpty()) {
            return new AccountProof(account, 0, Wei.ZERO, PatriciaProof.EMPTY_ROOT, NO_CODE);
        }
        List<RlpType> items = PatriciaProof.decode(value.get());
        if (items.size() != 4) {
            throw new BadProofException("an account of " + items.size() + " fields");
        }
        BigInteger nonce = number(bytes(items.get(0)));
        byte[] storage = bytes(items.get(2));
        byte[] code = bytes(items.get(3));
        if (nonce.bitLength() > 62 || storage.length != 32 || code.length != 32) {
            throw new BadProofException("an account that is malformed");
        }
        return new AccountProof(
                account,
                nonce.longValue(),
                new Wei(number(bytes(items.get(1)))),
                Hash32.of(storage),
                Hash32.of(code));
    }

    /** Checks one storage slot of the same answer; a slot that is proven absent holds zero. */
    public BigInteger storage(Hash32 slot, JsonNode answer) throws BadProofException {
        for (JsonNode each : new Fields(answer).list("storageProof")) {
            Fields proof = new Fields(each);
            if (proof.number("key").equals(new BigInteger(1, slot.bytes()))) {
                Optional<byte[]> value =
                        PatriciaProof.value(
                                storageRoot, Hash.sha3(slot.bytes()), nodes(proof.list("proof")));
                return value.isEmpty() ? BigInteger.ZERO : stored(value.get());
            }
        }
        throw new BadProofException("no proof of slot " + slot.shortened());
    }

    private static BigInteger stored(byte[] encoded) throws BadProofException {
        List<RlpType> all;
        try {
            all = RlpDecoder.decode(encoded).getValues();
        } catch (RuntimeException e) {
            throw new BadProofException("a stored value that is no RLP", e);
        }
        if (all.size() != 1 || all.getFirst() instanceof RlpList) {
            throw new BadProofException("a stored value that is no number");
        }
        byte[] bytes = bytes(all.getFirst());
        if (bytes.length > 32) {
            throw new BadProofException("a stored value of " + bytes.length + " bytes");
        }
        return number(bytes);
    }

    /** The slot of a mapping's entry: keccak256(key ‖ position), as Solidity lays it out. */
    public static Hash32 mappingSlot(Address key, int position) {
        byte[] both = new byte[64];
        System.arraycopy(key.bytes(), 0, both, 12, 20);
        both[62] = (byte) (position >> 8);
        both[63] = (byte) position;
        return Hash32.of(Hash.sha3(both));
    }

    private static List<byte[]> nodes(JsonNode list) throws BadProofException {
        List<byte[]> nodes = new ArrayList<>();
        for (JsonNode each : list) {
            nodes.add(Fields.bytes("a node", each));
        }
        return nodes;
    }

    private static byte[] bytes(RlpType item) throws BadProofException {
        if (item instanceof RlpString text) {
            return text.getBytes();
        }
        throw new BadProofException("a list where bytes are expected");
    }

    private static BigInteger number(byte[] bytes) throws BadProofException {
        if (bytes.length > 32) {
            throw new BadProofException("a number of " + bytes.length + " bytes");
        }
        return new BigInteger(1, bytes);
    }
}
