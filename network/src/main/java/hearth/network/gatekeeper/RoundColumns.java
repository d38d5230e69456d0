package hearth.network.gatekeeper;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.network.work.ListedUnit;
import hearth.network.work.Signature;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists of a round as columns of its row. */
final class RoundColumns {
    private static final int UNIT_BYTES = 52;

    private RoundColumns() {}

    static byte[] signatures(List<Signature> consents) {
        var bytes = ByteBuffer.allocate(Signature.BYTES * consents.size());
        consents.forEach(one -> bytes.put(one.bytes()));
        return bytes.array();
    }

    static List<Signature> signatures(byte[] bytes) {
        var consents = new ArrayList<Signature>();
        for (int at = 0; at < bytes.length; at += Signature.BYTES) {
            consents.add(Signature.of(Arrays.copyOfRange(bytes, at, at + Signature.BYTES)));
        }
        return List.copyOf(consents);
    }

    static byte[] pack(List<ListedUnit> units) {
        var bytes = ByteBuffer.allocate(UNIT_BYTES * units.size());
        for (var unit : units) {
            bytes.put(unit.codeHash().bytes()).put(unit.address().bytes());
        }
        return bytes.array();
    }

    static List<ListedUnit> unpack(byte[] bytes) {
        var units = new ArrayList<ListedUnit>(bytes.length / UNIT_BYTES);
        for (int at = 0; at < bytes.length; at += UNIT_BYTES) {
            units.add(
                    new ListedUnit(
                            Hash32.of(Arrays.copyOfRange(bytes, at, at + 32)),
                            Address.of(Arrays.copyOfRange(bytes, at + 32, at + UNIT_BYTES))));
        }
        return units;
    }

    static String join(Set<Long> ids) {
        var text = new StringBuilder();
        ids.stream().sorted().forEach(id -> text.append(id).append(' '));
        return text.toString();
    }

    static Set<Long> split(String text) {
        var ids = new HashSet<Long>();
        for (var id : text.isBlank() ? new String[0] : text.trim().split(" ", -1)) {
            ids.add(Long.parseLong(id));
        }
        return ids;
    }
}
