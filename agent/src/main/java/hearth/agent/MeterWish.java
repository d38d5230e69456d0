package hearth.agent;

import hearth.link.wire.MeterFeed;
import hearth.monitors.power.decode.P1Key;
import hearth.monitors.power.meter.MeterKind;
import hearth.monitors.power.meter.MeterSetting;
import hearth.monitors.power.model.MachineClass;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What somebody asks for when a meter is added, refused in one sentence where it cannot be. */
final class MeterWish {
    private MeterWish() {}

    static MeterKind kind(String word) throws RequestFailedException {
        return MeterKind.of(word)
                .orElseThrow(() ->
                        new RequestFailedException(
                                "METER-1",
                                "There is no kind of meter “"
                                        + word
                                        + "”; the kinds are "
                                        + kinds()
                                        + "."));
    }

    private static String kinds() {
        return String.join(", ", Arrays.stream(MeterKind.values()).map(MeterKind::word).toList());
    }

    static MeterSetting setting(
            String id,
            String name,
            MeterKind kind,
            String address,
            String user,
            Map<String, Double> feeds,
            boolean home,
            Map<String, MachineClass> models)
            throws RequestFailedException {
        try {
            return new MeterSetting(
                    id,
                    name.isBlank() ? kind.label() : name.strip(),
                    kind,
                    address,
                    user,
                    feeds,
                    home,
                    models);
        } catch (IllegalArgumentException e) {
            throw new RequestFailedException("METER-8", String.valueOf(e.getMessage()), e);
        }
    }

    static Map<String, MachineClass> models(List<MeterFeed> feeds) throws RequestFailedException {
        var models = new TreeMap<String, MachineClass>();
        for (var feed : feeds) {
            if (!feed.getMachineClass().isEmpty()) {
                models.put(feed.getMachine(), ModelPart.machineClass(feed.getMachineClass()));
            }
        }
        return models;
    }

    static void checkSecret(MeterKind kind, byte[] secret) throws RequestFailedException {
        if (secret.length == 0 || kind.way() == MeterKind.Way.LAN) {
            return;
        }
        if (kind != MeterKind.DSMR) {
            throw new RequestFailedException(
                    "METER-8", "A meter of kind " + kind.word() + " has no password or key.");
        }
        try {
            P1Key.parse(secret).close();
        } catch (IllegalArgumentException e) {
            throw new RequestFailedException("METER-8", String.valueOf(e.getMessage()), e);
        }
    }
}
