package hearth.network.work;

import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;

import java.nio.ByteBuffer;

/**
 * The list of a round's units, as gatekeepers sign it.
 *
 * @param epoch counted from 1
 * @param round counted from 0 in its epoch
 * @param chain id of the source chain
 * @param fromBlock first block of the source chain whose new codes are listed
 * @param toBlock last one; finalised
 * @param toBlockHash hash of that block
 * @param unitsRoot root over (index, unit); zero for an empty list
 * @param count of units
 * @param modelDigest the model that must answer
 * @param seedBlock a block that does not exist when this is signed; its hash makes the seed
 * @param previous digest of the manifest before; zero for the first
 */
public record Manifest(
        long epoch,
        int round,
        long chain,
        long fromBlock,
        long toBlock,
        Hash32 toBlockHash,
        Hash32 unitsRoot,
        int count,
        Hash32 modelDigest,
        long seedBlock,
        Hash32 previous)
        implements TypedMessage {
    public Manifest {
        if (epoch < 1 || round < 0 || chain < 1 || fromBlock < 0 || toBlock < 0) {
            throw new IllegalArgumentException("manifest of epoch " + epoch + " round " + round);
        }
        if (count < 0 || seedBlock < 0) {
            throw new IllegalArgumentException("count " + count + ", seed block " + seedBlock);
        }
    }

    @Override
    public String type() {
        return "Manifest(uint64 epoch,uint32 round,uint256 chain,uint64 fromBlock,uint64 toBlock,"
                + "bytes32 toBlockHash,bytes32 unitsRoot,uint32 count,bytes32 modelDigest,"
                + "uint64 seedBlock,bytes32 previous)";
    }

    @Override
    public AbiWords fields() {
        return new AbiWords()
                .uint(epoch)
                .uint(round)
                .uint(chain)
                .uint(fromBlock)
                .uint(toBlock)
                .hash(toBlockHash)
                .hash(unitsRoot)
                .uint(count)
                .hash(modelDigest)
                .uint(seedBlock)
                .hash(previous);
    }

    /** The round's seed: keccak256(manifest digest ‖ hash of the seed block). */
    public static Hash32 seed(Hash32 manifestDigest, Hash32 seedBlockHash) {
        return Hash32.of(
                Hash.sha3(
                        ByteBuffer.allocate(64)
                                .put(manifestDigest.bytes())
                                .put(seedBlockHash.bytes())
                                .array()));
    }

    /** The unit at a position of the list. */
    public Hash32 unit(ListedUnit listed) {
        return new WorkUnit(chain, listed.codeHash(), modelDigest).id();
    }
}
