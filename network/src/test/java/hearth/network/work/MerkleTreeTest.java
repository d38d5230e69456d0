package hearth.network.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.kernel.Address;
import hearth.kernel.Hash32;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class MerkleTreeTest {
    private record Vector(
            int count, Hash32 computed, Hash32 leaf, Hash32 root, List<Hash32> proof) {}

    private static List<Vector> vectors() throws IOException {
        try (var file = MerkleTreeTest.class.getResourceAsStream("standard-merkle-tree.txt")) {
            assertTrue(file != null);
            var vectors = new ArrayList<Vector>();
            for (var line :
                    new String(file.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                var words = line.split(" ", -1);
                vectors.add(
                        new Vector(
                                Integer.parseInt(words[0]),
                                new AbiWords()
                                        .address(new Address(words[1]))
                                        .uint(new BigInteger(words[2]))
                                        .leaf(),
                                new Hash32(words[3]),
                                new Hash32(words[4]),
                                words[5].isEmpty()
                                        ? List.of()
                                        : Arrays.stream(words[5].split(";", -1))
                                                .map(Hash32::new)
                                                .toList()));
            }
            return vectors;
        }
    }

    @Test
    void agreesWithOpenZeppelinsTree() throws IOException {
        Map<Integer, List<Vector>> trees = new HashMap<>();
        for (var vector : vectors()) {
            assertEquals(vector.leaf(), vector.computed());
            trees.computeIfAbsent(vector.count(), any -> new ArrayList<>()).add(vector);
        }
        assertEquals(9, trees.size());
        trees.forEach((count, leaves) -> {
            assertEquals(count, leaves.size());
            var shuffled = new ArrayList<>(leaves.stream().map(Vector::leaf).toList());
            Collections.reverse(shuffled);
            var tree = MerkleTree.of(shuffled);
            for (var leaf : leaves) {
                assertEquals(leaf.root(), tree.root());
                assertEquals(leaf.proof(), tree.proof(leaf.leaf()));
                assertTrue(MerkleTree.verify(tree.root(), leaf.leaf(), leaf.proof()));
            }
        });
    }

    @Test
    void refusesAnotherLeafOrProof() throws IOException {
        var vectors = vectors();
        var last = vectors.getLast();
        var other = vectors.get(vectors.size() - 2);
        assertFalse(MerkleTree.verify(last.root(), other.leaf(), last.proof()));
        assertFalse(
                MerkleTree.verify(
                        last.root(), last.leaf(), last.proof().subList(1, last.proof().size())));
        var tree = MerkleTree.of(List.of(last.leaf()));
        assertThrows(IllegalArgumentException.class, () -> tree.proof(other.leaf()));
    }

    @Test
    void anEmptyTreeHasARootThatNothingHashesTo() {
        assertEquals(MerkleTree.EMPTY, MerkleTree.of(List.of()).root());
    }
}
