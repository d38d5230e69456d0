package hearth.network.work;

import hearth.network.EpochRoot;

/**
 * An epoch's outcome as gatekeepers sign it, in the domain of {@link Domain#rewards}.
 *
 * @param root what is owed to everybody
 */
public record RootMessage(EpochRoot root) implements TypedMessage {
    @Override
    public String type() {
        return "EpochRoot(uint64 epoch,bytes32 root,uint256 total,bytes32 leavesDigest,"
                + "uint32 leafCount,bytes32 receiptsRoot)";
    }

    @Override
    public AbiWords fields() {
        return new AbiWords()
                .uint(root.epoch())
                .hash(root.root())
                .uint(root.total().value())
                .hash(root.leavesDigest())
                .uint(root.leafCount())
                .hash(root.receiptsRoot());
    }
}
