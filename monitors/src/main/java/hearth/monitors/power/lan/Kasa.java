package hearth.monitors.power.lan;

import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.KasaDecoder;
import hearth.monitors.power.decode.MeterType;
import hearth.monitors.power.meter.MeterFailedException;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A Kasa plug or strip with the legacy protocol; of a strip every outlet is asked. */
final class Kasa implements PolledLink.Device {
    private static final String BOTH =
            "{\"system\":{\"get_sysinfo\":{}},\"emeter\":{\"get_realtime\":{}}}";
    private static final String REALTIME = "\"emeter\":{\"get_realtime\":{}}}";

    private final Wires wires;
    private final String host;
    private final String channel;
    private final SameDevice same;

    /**
     * @param channel the outlet of a strip, 0 the first; empty for all
     */
    Kasa(Wires wires, String host, String channel) {
        this.wires = wires;
        this.host = host;
        this.channel = channel;
        same = new SameDevice(host);
    }

    @Override
    public List<Decoded> read() throws MeterFailedException {
        var answer = ask(BOTH);
        var about = Json.tree(answer, host).path("system").path("get_sysinfo");
        same.check(Json.text(about.has("mac") ? about.path("mac") : about.path("deviceId")));
        var children = about.path("children");
        if (!children.isArray() || children.isEmpty()) {
            return PolledLink.decode(MeterType.KASA, answer);
        }
        var outlets = new ArrayList<Decoded>();
        int index = 0;
        for (var child : children) {
            if (channel.isEmpty() || channel.equals(String.valueOf(index))) {
                outlets.addAll(PolledLink.decode(MeterType.KASA, ask(ofChild(about, child))));
            }
            index++;
        }
        return PolledLink.together(outlets);
    }

    /** Short ids of outlets stand behind the strip's own. */
    private static String ofChild(JsonNode about, JsonNode child) throws MeterFailedException {
        var id = Json.text(child.path("id"));
        var full = id.length() > 2 ? id : Json.text(about.path("deviceId")) + id;
        if (!full.matches("[0-9A-Fa-f]{2,60}")) {
            throw new MeterFailedException("The strip names its outlets in an unknown way.");
        }
        return "{\"context\":{\"child_ids\":[\"" + full + "\"]}," + REALTIME;
    }

    private byte[] ask(String json) throws MeterFailedException {
        var text = KasaDecoder.encrypt(json.getBytes(StandardCharsets.UTF_8));
        var frame = ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).array();
        var answer = wires.ask(frame, Kasa::complete);
        if (!complete(answer.length, answer)) {
            throw new MeterFailedException(
                    host
                            + " answers, but not with the legacy protocol of Kasa; newer firmware has"
                            + " switched it off.");
        }
        return KasaDecoder.decrypt(answer, 4, 4 + ByteBuffer.wrap(answer).getInt());
    }

    private static boolean complete(ByteArrayOutputStream answer) {
        return complete(answer.size(), answer.toByteArray());
    }

    private static boolean complete(int size, byte[] answer) {
        return size >= 4
                && ByteBuffer.wrap(answer).getInt() >= 0
                && size - 4L >= ByteBuffer.wrap(answer).getInt();
    }
}
