package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.work.MerkleTree;

import java.util.List;

/**
 * What a claim needs.
 *
 * @param epoch whose root it is claimed against
 * @param cumulative what the owner has been owed since the beginning; the pool pays what of it was
 *     not claimed yet
 */
public record ClaimProof(
        long epoch, Address owner, Wei cumulative, Hash32 leaf, List<Hash32> proof, Hash32 root) {
    public ClaimProof {
        proof = List.copyOf(proof);
    }

    /**
     * Whether the amount is really under a root. Asked with the root on chain before a claim: a
     * wrong proof would only cost gas.
     */
    public boolean fits(Hash32 onChain) {
        return leaf.equals(LeavesFile.leaf(owner, cumulative))
                && MerkleTree.verify(onChain, leaf, proof);
    }
}
