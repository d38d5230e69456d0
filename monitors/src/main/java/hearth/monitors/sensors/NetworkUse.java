package hearth.monitors.sensors;

import hearth.kernel.BytesPerSecond;
import hearth.kernel.Reading;

/**
 * A network interface and what it transferred since the previous reading.
 *
 * @param name the system's name
 * @param in bytes received per second
 * @param out bytes sent per second
 * @param bitsPerSecond speed of the link, as the driver says
 * @param up whether it has a link
 */
public record NetworkUse(
        String name,
        BytesPerSecond in,
        BytesPerSecond out,
        Reading<Long> bitsPerSecond,
        boolean up) {}
