package hearth.monitors.sensors;

import hearth.kernel.Bytes;
import hearth.kernel.Reading;

/**
 * What a machine is; does not change while it runs.
 *
 * @param host its name
 * @param model maker and model of the machine
 * @param processor name of the processor
 * @param cores physical cores
 * @param threads hardware threads
 * @param memory installed memory that the system can use
 * @param os name and version of the system
 * @param kernel the system's kernel and its version
 * @param architecture such as amd64 or aarch64
 */
public record MachineIdentity(
        String host,
        Reading<String> model,
        Reading<String> processor,
        int cores,
        int threads,
        Reading<Bytes> memory,
        String os,
        String kernel,
        String architecture) {
    public MachineIdentity {
        if (cores < 1 || threads < cores) {
            throw new IllegalArgumentException("cores " + cores + ", threads " + threads);
        }
    }
}
