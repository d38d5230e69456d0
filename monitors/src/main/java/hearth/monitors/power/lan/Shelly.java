package hearth.monitors.power.lan;

import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.MeterType;
import hearth.monitors.power.meter.MeterFailedException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A Shelly; which generation it is, it says itself. */
final class Shelly implements PolledLink.Device {
    /** It is asked who it is with every so many readings. */
    private static final int IDENTITY_EVERY = 60;

    private final WebDevice device;
    private final String host;
    private final String channel;
    private final SameDevice same;
    private @Nullable String path;
    private int readings;

    Shelly(WebDevice device) {
        this.device = device;
        host = device.address().base().getHost();
        channel = device.address().channel();
        same = new SameDevice(host);
    }

    @Override
    public List<Decoded> read() throws MeterFailedException {
        var where = path;
        if (where == null || readings % IDENTITY_EVERY == 0) {
            where = find();
            path = where;
        }
        readings++;
        try {
            return PolledLink.decode(MeterType.SHELLY, device.get(where));
        } catch (MeterFailedException e) {
            path = null;
            throw e;
        }
    }

    private String find() throws MeterFailedException {
        var about = Json.tree(device.get("shelly"), host);
        if (!about.path("mac").isString()) {
            throw new MeterFailedException(host + " answers, but it is no Shelly.");
        }
        same.check(Json.text(about.path("mac")));
        if (about.path("gen").asInt(1) >= 2) {
            return channel.isEmpty()
                    ? "rpc/Shelly.GetStatus"
                    : "rpc/Switch.GetStatus?id=" + channel;
        }
        if (channel.isEmpty()) {
            return "status";
        }
        return (about.path("num_emeters").asInt(0) > 0 ? "emeter/" : "meter/") + channel;
    }
}
