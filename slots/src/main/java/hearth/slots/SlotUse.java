package hearth.slots;

import hearth.kernel.Bytes;
import hearth.kernel.Reading;

import java.time.Duration;

/**
 * What a slot uses.
 *
 * @param cpu time since it was started, of all its processes
 * @param memory resident at present
 * @param disk of its folders, measured every few seconds
 */
public record SlotUse(Reading<Duration> cpu, Reading<Bytes> memory, Reading<Bytes> disk) {}
