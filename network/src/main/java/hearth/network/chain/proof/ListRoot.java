package hearth.network.chain.proof;

import hearth.kernel.Hash32;

import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The root of a block's list (its receipts): a Merkle-Patricia trie whose keys are the RLP of the
 * positions (Yellow Paper, section 4.3.2).
 */
final class ListRoot {
    private static final class Entry {
        final byte[] path;
        final byte[] value;

        Entry(byte[] path, byte[] value) {
            this.path = path;
            this.value = value;
        }

        byte[] path() {
            return path;
        }
    }

    private ListRoot() {}

    /** The root over the values in their order. */
    static Hash32 of(List<byte[]> values) {
        if (values.isEmpty()) {
            return PatriciaProof.EMPTY_ROOT;
        }
        List<Entry> entries = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            byte[] key = RlpEncoder.encode(RlpString.create(i));
            entries.add(new Entry(Nibbles.of(key), values.get(i)));
        }
        entries.sort(Comparator.comparing(Entry::path, Arrays::compare));
        return Hash32.of(Hash.sha3(RlpEncoder.encode(node(entries, 0))));
    }

    /** The node over entries that share their path up to {@code depth}; no key begins another. */
    private static RlpList node(List<Entry> entries, int depth) {
        byte[] first = entries.getFirst().path;
        if (entries.size() == 1) {
            byte[] path = Nibbles.pack(first, depth, first.length, true);
            return new RlpList(RlpString.create(path), RlpString.create(entries.getFirst().value));
        }
        byte[] last = entries.getLast().path;
        int shared = depth;
        while (first[shared] == last[shared]) {
            shared++;
        }
        RlpList branch = branch(entries, shared);
        return shared == depth
                ? branch
                : new RlpList(
                        RlpString.create(Nibbles.pack(first, depth, shared, false)),
                        reference(branch));
    }

    private static RlpList branch(List<Entry> entries, int depth) {
        List<RlpType> items = new ArrayList<>(17);
        int from = 0;
        for (int nibble = 0; nibble < 16; nibble++) {
            int to = from;
            while (to < entries.size() && entries.get(to).path[depth] == nibble) {
                to++;
            }
            items.add(
                    from == to
                            ? RlpString.create(new byte[0])
                            : reference(node(entries.subList(from, to), depth + 1)));
            from = to;
        }
        items.add(RlpString.create(new byte[0]));
        return new RlpList(items);
    }

    private static RlpType reference(RlpList node) {
        byte[] encoded = RlpEncoder.encode(node);
        return encoded.length < 32 ? node : RlpString.create(Hash.sha3(encoded));
    }
}
