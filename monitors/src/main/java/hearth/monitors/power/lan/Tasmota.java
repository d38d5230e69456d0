package hearth.monitors.power.lan;

import hearth.monitors.power.decode.Decoded;
import hearth.monitors.power.decode.MeterType;
import hearth.monitors.power.meter.Credentials;
import hearth.monitors.power.meter.MeterFailedException;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A device with Tasmota. Its password has no other way than the request's address. */
final class Tasmota implements PolledLink.Device {
    private static final String STATUS = "cm?cmnd=Status%2010";

    private final WebDevice device;
    private final String user;
    private final Credentials credentials;

    Tasmota(WebDevice device, String user, Credentials credentials) {
        this.device = device;
        this.user = user.isEmpty() ? "admin" : user;
        this.credentials = credentials;
    }

    @Override
    public List<Decoded> read() throws MeterFailedException {
        return PolledLink.decode(MeterType.TASMOTA, device.get(STATUS + login()));
    }

    private String login() throws MeterFailedException {
        byte[] word;
        try {
            word = credentials.open();
        } catch (IOException e) {
            throw new MeterFailedException(
                    "The meter's password cannot be read: " + e.getMessage() + ".", e);
        }
        try {
            if (word.length == 0) {
                return "";
            }
            var text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(word)).toString();
            return "&user="
                    + URLEncoder.encode(user, StandardCharsets.UTF_8)
                    + "&password="
                    + URLEncoder.encode(text, StandardCharsets.UTF_8);
        } finally {
            Arrays.fill(word, (byte) 0);
        }
    }
}
