package hearth.monitors.sensors;

import hearth.kernel.Bytes;
import hearth.kernel.BytesPerSecond;
import hearth.kernel.Ratio;
import hearth.kernel.Reading;

/**
 * A drive and what it transferred since the previous reading.
 *
 * @param name the system's name, such as nvme0n1
 * @param model maker's name of the drive
 * @param size its capacity
 * @param read bytes read per second
 * @param write bytes written per second
 * @param readsPerSecond finished read operations per second
 * @param writesPerSecond finished write operations per second
 * @param busy share of the time in which at least one operation was running
 */
public record DiskUse(
        String name,
        Kind kind,
        Reading<String> model,
        Reading<Bytes> size,
        BytesPerSecond read,
        BytesPerSecond write,
        double readsPerSecond,
        double writesPerSecond,
        Reading<Ratio> busy) {
    /** What a drive is made of, as far as the system says. */
    public enum Kind {
        /** Flash on PCIe. */
        NVME,
        /** Flash on another bus. */
        SSD,
        /** Rotating. */
        HDD,
        /** A memory card. */
        CARD,
        /** A virtual machine's disk: what is behind it is not known. */
        VIRTUAL,
        /** The system does not say. */
        UNKNOWN
    }
}
