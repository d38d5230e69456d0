package hearth.network.work;

import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A binary hash tree with OpenZeppelin's layout (StandardMerkleTree): leaves sorted, pairs hashed
 * in sorted order, so that a proof needs no directions and their Solidity MerkleProof checks it.
 * Leaves are made by {@link AbiWords#leaf}.
 */
public final class MerkleTree {
    /** Stands for the root where there is nothing to prove: no leaf hashes to it. */
    public static final Hash32 EMPTY = Hash32.of(new byte[32]);

    private final byte[][] nodes;
    private final int leaves;

    private MerkleTree(byte[][] nodes, int leaves) {
        this.nodes = nodes;
        this.leaves = leaves;
    }

    /** Builds the tree; the order of the leaves given does not matter. */
    public static MerkleTree of(Collection<Hash32> leafHashes) {
        byte[][] sorted =
                leafHashes.stream()
                        .map(Hash32::bytes)
                        .sorted(Arrays::compareUnsigned)
                        .toArray(byte[][]::new);
        int leaves = sorted.length;
        byte[][] nodes = new byte[Math.max(0, 2 * leaves - 1)][];
        for (int i = 0; i < leaves; i++) {
            nodes[nodes.length - 1 - i] = sorted[i];
        }
        for (int i = nodes.length - 1 - leaves; i >= 0; i--) {
            nodes[i] = pair(nodes[2 * i + 1], nodes[2 * i + 2]);
        }
        return new MerkleTree(nodes, leaves);
    }

    /** The root, or {@link #EMPTY}. */
    public Hash32 root() {
        return nodes.length == 0 ? EMPTY : Hash32.of(nodes[0]);
    }

    /** Number of leaves. */
    public int size() {
        return leaves;
    }

    /** The proof of a leaf; throws {@link IllegalArgumentException} when it is not in the tree. */
    public List<Hash32> proof(Hash32 leaf) {
        int at = indexOf(leaf.bytes());
        var proof = new ArrayList<Hash32>();
        while (at > 0) {
            int sibling = at % 2 == 0 ? at - 1 : at + 1;
            proof.add(Hash32.of(nodes[sibling]));
            at = (at - 1) / 2;
        }
        return List.copyOf(proof);
    }

    /** Whether a proof leads from a leaf to a root. */
    public static boolean verify(Hash32 root, Hash32 leaf, List<Hash32> proof) {
        byte[] at = leaf.bytes();
        for (var sibling : proof) {
            at = pair(at, sibling.bytes());
        }
        return Hash32.of(at).equals(root);
    }

    private int indexOf(byte[] leaf) {
        // leaves lie sorted backwards at the array's end
        int low = nodes.length - leaves;
        int high = nodes.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(nodes[middle], leaf);
            if (order == 0) {
                return middle;
            }
            if (order > 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        throw new IllegalArgumentException("no such leaf");
    }

    private static byte[] pair(byte[] a, byte[] b) {
        boolean ordered = Arrays.compareUnsigned(a, b) <= 0;
        byte[] both = Arrays.copyOf(ordered ? a : b, 64);
        System.arraycopy(ordered ? b : a, 0, both, 32, 32);
        return Hash.sha3(both);
    }
}
