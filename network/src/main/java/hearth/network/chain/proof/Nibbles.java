package hearth.network.chain.proof;

import java.util.Arrays;

/** Half bytes and their packed form in a trie's nodes (Yellow Paper, appendix C). */
final class Nibbles {
    private Nibbles() {}

    /** A packed path, and whether a value follows, not another node. */
    static final class Packed {
        final byte[] nibbles;
        final boolean leaf;

        Packed(byte[] nibbles, boolean leaf) {
            this.nibbles = nibbles;
            this.leaf = leaf;
        }
    }

    static byte[] of(byte[] bytes) {
        byte[] nibbles = new byte[2 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            nibbles[2 * i] = (byte) ((bytes[i] >> 4) & 15);
            nibbles[2 * i + 1] = (byte) (bytes[i] & 15);
        }
        return nibbles;
    }

    static Packed unpack(byte[] packed) throws BadProofException {
        if (packed.length == 0) {
            throw new BadProofException("an empty path");
        }
        int flag = (packed[0] >> 4) & 15;
        boolean odd = (flag & 1) == 1;
        if (flag > 3 || (!odd && (packed[0] & 15) != 0)) {
            throw new BadProofException("a path with unknown flags");
        }
        byte[] all = of(packed);
        int from = odd ? 1 : 2;
        return new Packed(Arrays.copyOfRange(all, from, all.length), flag >= 2);
    }

    static byte[] pack(byte[] nibbles, int from, int to, boolean leaf) {
        int length = to - from;
        boolean odd = length % 2 == 1;
        byte[] packed = new byte[length / 2 + 1];
        int flag = (leaf ? 2 : 0) + (odd ? 1 : 0);
        int at = from;
        packed[0] = (byte) ((flag << 4) | (odd ? nibbles[at++] : 0));
        for (int i = 1; i < packed.length; i++) {
            packed[i] = (byte) ((nibbles[at] << 4) | nibbles[at + 1]);
            at += 2;
        }
        return packed;
    }
}
