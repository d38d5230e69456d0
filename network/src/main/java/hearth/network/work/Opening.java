package hearth.network.work;

import hearth.kernel.Hash32;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What opens a receipt: the batch salt, then 49 bytes for each assigned unit in the list's order.
 * 49 zero bytes stand for a unit that was not answered (a result's version is never 0).
 */
public record Opening(BatchSalt salt, List<Optional<UnitAnswer>> answers) {
    private static final int SALT = 32;

    public Opening {
        answers = List.copyOf(answers);
    }

    /** How many units were answered. */
    public int answered() {
        return (int) answers.stream().filter(Optional::isPresent).count();
    }

    /** The bytes on the wire. */
    public byte[] encode() {
        var bytes = ByteBuffer.allocate(SALT + UnitAnswer.BYTES * answers.size());
        bytes.put(salt.value().bytes());
        for (var answer : answers) {
            bytes.put(answer.map(UnitAnswer::encode).orElseGet(() -> new byte[UnitAnswer.BYTES]));
        }
        return bytes.array();
    }

    /**
     * Reads an opening. The length is checked before anything is read.
     *
     * @param assigned number of units that the node was assigned
     * @throws IllegalArgumentException when it is not exactly an opening of that many units
     */
    public static Opening decode(byte[] encoded, int assigned) {
        if (assigned < 0 || assigned > WorkReceipt.MAX_COUNT) {
            throw new IllegalArgumentException("units: " + assigned);
        }
        if (encoded.length != SALT + UnitAnswer.BYTES * assigned) {
            throw new IllegalArgumentException(
                    "an opening of "
                            + assigned
                            + " units does not have "
                            + encoded.length
                            + " bytes");
        }
        var answers = new ArrayList<Optional<UnitAnswer>>(assigned);
        byte[] unanswered = new byte[UnitAnswer.BYTES];
        for (int from = SALT; from < encoded.length; from += UnitAnswer.BYTES) {
            byte[] answer = Arrays.copyOfRange(encoded, from, from + UnitAnswer.BYTES);
            answers.add(
                    Arrays.equals(answer, unanswered)
                            ? Optional.empty()
                            : Optional.of(UnitAnswer.decode(answer)));
        }
        return new Opening(new BatchSalt(Hash32.of(Arrays.copyOf(encoded, SALT))), answers);
    }

    /**
     * The root that a receipt must carry for these answers.
     *
     * @param assigned the node's units, one for each answer
     */
    public Hash32 resultsRoot(long nodeId, long epoch, int round, List<AssignedUnit> assigned) {
        if (assigned.size() != answers.size()) {
            throw new IllegalArgumentException(
                    answers.size() + " answers to " + assigned.size() + " units");
        }
        var leaves = new ArrayList<Hash32>(assigned.size());
        for (int i = 0; i < assigned.size(); i++) {
            var unit = assigned.get(i);
            answers.get(i)
                    .ifPresent(answer ->
                            leaves.add(
                                    new AbiWords()
                                            .uint(nodeId)
                                            .uint(epoch)
                                            .uint(round)
                                            .hash(unit.unit())
                                            .hash(answer.digest())
                                            .hash(salt.of(unit.index()))
                                            .leaf()));
        }
        return MerkleTree.of(leaves).root();
    }

    /** Whether this opens a receipt of a round: its list, its model, its count and its root. */
    public boolean opens(WorkReceipt receipt, RoundOffer round, List<AssignedUnit> assigned) {
        return receipt.manifest().equals(round.manifestDigest())
                && receipt.modelDigest().equals(round.manifest().message().modelDigest())
                && receipt.count() == answered()
                && receipt.resultsRoot()
                        .equals(
                                resultsRoot(
                                        receipt.nodeId(),
                                        receipt.epoch(),
                                        receipt.round(),
                                        assigned));
    }
}
