package hearth.network.chain.proof;

import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Checks a path through a Merkle-Patricia trie (Ethereum Yellow Paper, appendix D): every node
 * hashes to what its parent names, the path is the key's, and nothing is left over.
 */
public final class PatriciaProof {
    /** Hash of the trie that holds nothing: keccak256(rlp("")). */
    public static final Hash32 EMPTY_ROOT =
            new Hash32("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

    /** A key of 32 bytes has 64 nibbles, so no honest path has more nodes. */
    private static final int MOST_NODES = 65;

    /** A branch of sixteen hashes has 532 bytes; a leaf adds its value. */
    private static final int LARGEST_NODE = 2_048;

    private PatriciaProof() {}

    /**
     * The value under a key, or empty when the proof shows that there is none.
     *
     * @param root the trie's root, already trusted
     * @param key as stored, so hashed already where the trie hashes its keys
     * @param nodes from the root down, as {@code eth_getProof} gives them
     * @throws BadProofException when the nodes show neither
     */
    public static Optional<byte[]> value(Hash32 root, byte[] key, List<byte[]> nodes)
            throws BadProofException {
        if (nodes.size() > MOST_NODES) {
            throw new BadProofException("a proof of " + nodes.size() + " nodes");
        }
        if (root.equals(EMPTY_ROOT)) {
            boolean nothing =
                    nodes.isEmpty()
                            || (nodes.size() == 1
                                    && Arrays.equals(nodes.getFirst(), new byte[] {(byte) 0x80}));
            if (!nothing) {
                throw new BadProofException("nodes of an empty trie");
            }
            return Optional.empty();
        }
        Walk walk = new Walk(Nibbles.of(key), nodes);
        Optional<byte[]> value = walk.from(RlpString.create(root.bytes()));
        if (walk.used != nodes.size()) {
            throw new BadProofException("nodes that lead nowhere");
        }
        return value;
    }

    /** One way down; each turn takes a nibble or a node, so it ends. */
    private static final class Walk {
        private final byte[] path;
        private final List<byte[]> nodes;
        private int at;
        private int used;

        Walk(byte[] path, List<byte[]> nodes) {
            this.path = path;
            this.nodes = nodes;
        }

        Optional<byte[]> from(RlpType start) throws BadProofException {
            RlpType next = start;
            while (true) {
                List<RlpType> node = node(next);
                if (node.size() == 17) {
                    if (at == path.length) {
                        return present(node.get(16));
                    }
                    next = node.get(path[at++]);
                    if (next instanceof RlpString text && text.getBytes().length == 0) {
                        return Optional.empty();
                    }
                } else if (node.size() == 2) {
                    Nibbles.Packed packed = Nibbles.unpack(bytes(node.getFirst()));
                    boolean fits =
                            packed.nibbles.length <= path.length - at
                                    && Arrays.equals(
                                            packed.nibbles,
                                            Arrays.copyOfRange(
                                                    path, at, at + packed.nibbles.length));
                    if (packed.leaf) {
                        return fits && at + packed.nibbles.length == path.length
                                ? present(node.get(1))
                                : Optional.empty();
                    }
                    if (packed.nibbles.length == 0) {
                        throw new BadProofException("an extension by nothing");
                    }
                    if (!fits) {
                        return Optional.empty();
                    }
                    at += packed.nibbles.length;
                    next = node.get(1);
                } else {
                    throw new BadProofException("a node of " + node.size() + " items");
                }
            }
        }

        private List<RlpType> node(RlpType reference) throws BadProofException {
            // Nodes below 32 bytes stand inside their parent instead of being named by a hash.
            if (reference instanceof RlpList inside) {
                if (RlpEncoder.encode(inside).length >= 32) {
                    throw new BadProofException("a large node inside another");
                }
                return inside.getValues();
            }
            byte[] hash = bytes(reference);
            if (hash.length != 32) {
                throw new BadProofException("a node's name of " + hash.length + " bytes");
            }
            if (used == nodes.size()) {
                throw new BadProofException("the path breaks off after " + used + " nodes");
            }
            byte[] encoded = nodes.get(used++);
            if (!Arrays.equals(Hash.sha3(encoded), hash)) {
                throw new BadProofException("hash mismatch at node " + (used - 1));
            }
            return decode(encoded);
        }
    }

    private static Optional<byte[]> present(RlpType item) throws BadProofException {
        byte[] value = bytes(item);
        return value.length == 0 ? Optional.empty() : Optional.of(value);
    }

    private static byte[] bytes(RlpType item) throws BadProofException {
        if (item instanceof RlpString text) {
            return text.getBytes();
        }
        throw new BadProofException("a list where bytes are expected");
    }

    /**
     * The items of one RLP list that fills the bytes wholly and is encoded in the one right way.
     */
    static List<RlpType> decode(byte[] encoded) throws BadProofException {
        if (encoded.length > LARGEST_NODE) {
            throw new BadProofException("a node of " + encoded.length + " bytes");
        }
        try {
            List<RlpType> all = RlpDecoder.decode(encoded).getValues();
            // The decoder is lenient; what encodes to the same bytes was read as it was meant.
            if (all.size() == 1
                    && all.getFirst() instanceof RlpList list
                    && Arrays.equals(RlpEncoder.encode(list), encoded)) {
                return list.getValues();
            }
            throw new BadProofException("a node that is no list");
        } catch (RuntimeException e) {
            throw new BadProofException("a node that is no RLP", e);
        }
    }
}
