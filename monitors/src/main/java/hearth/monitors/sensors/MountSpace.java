package hearth.monitors.sensors;

import hearth.kernel.Bytes;
import hearth.kernel.Ratio;

/**
 * Space of a mounted file system.
 *
 * @param path where it is mounted
 * @param device what is mounted
 * @param total its size
 * @param free what this user may still write
 */
public record MountSpace(String path, String device, String type, Bytes total, Bytes free) {
    /** The share that cannot be written any more. */
    public Ratio used() {
        return Ratio.of((double) (total.value() - free.value()), (double) total.value());
    }
}
