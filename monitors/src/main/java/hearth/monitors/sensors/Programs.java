package hearth.monitors.sensors;

import hearth.kernel.Bytes;

import java.util.List;

/**
 * What runs, the busiest first.
 *
 * @param top the busiest programs
 * @param others how many more there are
 * @param othersCpu processor use of those, in threads: 1.0 is one thread fully used
 * @param othersMemory their memory
 */
public record Programs(List<Program> top, int others, double othersCpu, Bytes othersMemory) {
    public Programs {
        top = List.copyOf(top);
    }

    /**
     * One process.
     *
     * @param cpu processor use in threads since the previous listing: 1.98 is shown as 198 %
     * @param memory resident memory
     */
    public record Program(long pid, long parent, String name, double cpu, Bytes memory) {}
}
