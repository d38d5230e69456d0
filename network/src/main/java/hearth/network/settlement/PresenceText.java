package hearth.network.settlement;

import hearth.network.settlement.Standing.Presence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A node's presence as one column: {@code epoch:rounds:seen}, separated by blanks. */
final class PresenceText {
    private PresenceText() {}

    static String write(List<Presence> presence) {
        return presence.stream()
                .map(one -> one.epoch() + ":" + one.rounds() + ":" + one.seen())
                .collect(Collectors.joining(" "));
    }

    static List<Presence> read(String text) {
        var presence = new ArrayList<Presence>();
        for (var one : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            var parts = one.split(":", 3);
            presence.add(
                    new Presence(
                            Long.parseLong(parts[0]),
                            Integer.parseInt(parts[1]),
                            Integer.parseInt(parts[2])));
        }
        return presence;
    }
}
