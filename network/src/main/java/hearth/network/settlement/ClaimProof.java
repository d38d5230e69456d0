package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;

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
}
