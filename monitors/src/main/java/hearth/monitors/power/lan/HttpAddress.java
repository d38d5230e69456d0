package hearth.monitors.power.lan;

import hearth.monitors.power.meter.MeterFailedException;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a device with HTTP is: {@code host}, {@code host:port}, with {@code http://} or {@code
 * https://} before it, a path for a sensor behind it, and {@code #N} for one channel.
 */
record HttpAddress(URI base, String path, String channel) {
    static HttpAddress of(String text) throws MeterFailedException {
        int hash = text.indexOf('#');
        var channel = hash < 0 ? "" : text.substring(hash + 1);
        var plain = hash < 0 ? text : text.substring(0, hash);
        var full = plain.contains("://") ? plain : "http://" + plain;
        try {
            var uri = new URI(full);
            boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!known
                    || uri.getHost() == null
                    || uri.getUserInfo() != null
                    || uri.getQuery() != null
                    || !channel.matches("\\d{0,3}")) {
                throw wrong(text);
            }
            var path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
            return new HttpAddress(
                    new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), "/", null, null),
                    path,
                    channel);
        } catch (URISyntaxException e) {
            throw wrong(text);
        }
    }

    private static MeterFailedException wrong(String text) {
        return new MeterFailedException(
                "“"
                        + text
                        + "” is no address of a device; write host or host:port, a password goes into"
                        + " its own field.");
    }
}
