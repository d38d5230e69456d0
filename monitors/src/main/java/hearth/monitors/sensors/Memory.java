package hearth.monitors.sensors;

import hearth.kernel.Bytes;

/**
 * Main memory.
 *
 * @param total what the system can use
 * @param used held by programs and the kernel; not what could be given back at once
 * @param cache file contents kept while nobody needs the room
 * @param available what new programs could get without swapping
 */
public record Memory(Bytes total, Bytes used, Bytes cache, Bytes available) {}
