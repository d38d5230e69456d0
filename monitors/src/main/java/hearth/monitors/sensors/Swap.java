package hearth.monitors.sensors;

import hearth.kernel.Bytes;

/** Swap space: all of it, and what is in use. */
public record Swap(Bytes total, Bytes used) {}
