package hearth.network.settlement;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Wei;
import hearth.network.work.AbiWords;
import hearth.network.work.MerkleTree;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every owner has been owed since the beginning, as published: lines {@code owner,cumulative},
 * owners in lower case and ascending, amounts in decimal wei, each line ended by a line feed. Its
 * SHA-256 is signed with the root, so the file can come from anybody.
 */
public final class LeavesFile {
    /** The longest line: an address, a comma, an uint256 in decimal. */
    private static final int LONGEST_LINE = 42 + 1 + 78;

    private final SortedMap<Address, Wei> cumulative;
    private final MerkleTree tree;

    private LeavesFile(SortedMap<Address, Wei> cumulative) {
        this.cumulative = Collections.unmodifiableSortedMap(cumulative);
        this.tree =
                MerkleTree.of(
                        cumulative.entrySet().stream()
                                .map(entry -> leaf(entry.getKey(), entry.getValue()))
                                .toList());
    }

    /** From cumulative amounts; owners who are owed nothing have no leaf. */
    public static LeavesFile of(Map<Address, Wei> cumulative) {
        var sorted = new TreeMap<Address, Wei>();
        cumulative.forEach((owner, amount) -> {
            if (amount.compareTo(Wei.ZERO) > 0) {
                sorted.put(owner, amount);
            }
        });
        return new LeavesFile(sorted);
    }

    /**
     * Reads a published file.
     *
     * @throws IllegalArgumentException when it is not in the one accepted form
     */
    public static LeavesFile parse(byte[] file) {
        var text = new String(file, StandardCharsets.US_ASCII);
        var read = new TreeMap<Address, Wei>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int comma = text.indexOf(',', from);
            if (end < 0 || end - from > LONGEST_LINE || comma != from + 42) {
                throw new IllegalArgumentException("no line owner,cumulative at byte " + from);
            }
            read.put(
                    new Address(text.substring(from, comma)),
                    Wei.parse(text.substring(comma + 1, end)));
            from = end + 1;
        }
        var leaves = of(read);
        if (!Arrays.equals(leaves.bytes(), file)) {
            throw new IllegalArgumentException("the lines are not in order or not plain");
        }
        return leaves;
    }

    /** keccak256(bytes.concat(keccak256(abi.encode(owner, cumulative)))). */
    public static Hash32 leaf(Address owner, Wei cumulative) {
        return new AbiWords().address(owner).uint(cumulative.value()).leaf();
    }

    /** The amounts by owner, ascending. */
    public SortedMap<Address, Wei> cumulative() {
        return cumulative;
    }

    /** What an owner has been owed in all; zero for a stranger. */
    public Wei owed(Address owner) {
        return cumulative.getOrDefault(owner, Wei.ZERO);
    }

    /** The owner's proof; throws {@link IllegalArgumentException} for an owner without a leaf. */
    public List<Hash32> proof(Address owner) {
        return tree.proof(leaf(owner, owed(owner)));
    }

    /** The tree's root. */
    public Hash32 root() {
        return tree.root();
    }

    /** Number of leaves. */
    public int count() {
        return cumulative.size();
    }

    /** Sum of all amounts. */
    public Wei total() {
        var sum = Wei.ZERO;
        for (var amount : cumulative.values()) {
            sum = sum.plus(amount);
        }
        return sum;
    }

    /** The file. */
    public byte[] bytes() {
        var lines = new StringBuilder();
        cumulative.forEach((owner, amount) ->
                lines.append(owner.hex()).append(',').append(amount.value()).append('\n'));
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** SHA-256 of the file. */
    public Hash32 digest() {
        try {
            return Hash32.of(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
